#include "ingest/x/upload.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

#include <algorithm>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kWordBytesMax = 128;
constexpr std::int64_t kCheckSecondsMax = 300;

}  // namespace

runtime::Result<XUpload> parse_x_upload(std::string_view body) {
    const JsonDocument document{body};
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS)
        return runtime::fail(runtime::ErrorKind::malformed, "the answer is no upload");
    XUpload upload;
    const auto processing = object_member(object_member(answer, "data").value_or(answer), "processing_info");
    if (!processing) return upload;
    const auto state = text_member(*processing, "state", kWordBytesMax).value_or("");
    if (state == "failed")
        upload.state = XUpload::State::failed;
    else if (state != "succeeded")
        upload.state = XUpload::State::processing;
    const auto seconds = integer_member(*processing, "check_after_secs").value_or(1);
    upload.check_after = std::chrono::seconds{std::clamp<std::int64_t>(seconds, 1, kCheckSecondsMax)};
    return upload;
}

}  // namespace ingest
