#include "ingest/multipart.hpp"

#include "config/runtime/crypto.hpp"

namespace ingest {

void carry(ApiCall& call, const std::vector<FormPart>& parts) {
    constexpr std::size_t kBoundaryBytes = 24;  // random: it stands in no picture
    const auto boundary = runtime::random_hex(kBoundaryBytes);
    call.body.clear();
    for (const auto& part : parts) {
        call.body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.name + "\"";
        if (!part.type.empty()) call.body += "; filename=\"file\"\r\nContent-Type: " + part.type;
        call.body += "\r\n\r\n" + part.value + "\r\n";
    }
    call.body += "--" + boundary + "--\r\n";
    call.body_type = "multipart/form-data; boundary=" + boundary;
}

}  // namespace ingest
