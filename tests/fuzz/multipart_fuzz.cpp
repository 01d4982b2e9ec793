// Forms with files, which anybody may send: what is read from them stood in them, within the limits of forms. The first
// line is the type that the sender gives.

#include "config/runtime/utf8.hpp"
#include "moderation/web/multipart.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text{bytes, bytes + size};
    const auto line = text.find('\n');
    const std::string type = line == std::string::npos ? "multipart/form-data; boundary=b" : text.substr(0, line);
    const auto body = line == std::string::npos ? text : text.substr(line + 1);
    const auto form = moderation::web::parse_multipart(type, body);
    if (!form) return 0;
    if (form->file) demand(!form->file->empty() && body.find(*form->file) != std::string::npos);
    for (const auto* name : {"", "a", "csrf"}) {
        const auto value = form->fields.exact(name);
        demand(value.size() <= moderation::web::Params::kValueBytesMax);
        demand(runtime::is_utf8(value) && body.find(value) != std::string::npos);
    }
    return 0;
}
