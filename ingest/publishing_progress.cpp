#include "ingest/publishing_progress.hpp"

#include "config/runtime/json_text.hpp"
#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

namespace ingest {
namespace {

constexpr std::size_t kTextBytesMax = 4'096;
constexpr std::size_t kMediaMax = 32;

std::string moment(const std::optional<runtime::Time>& time) {
    return time ? std::to_string(runtime::to_ms(*time)) : "null";
}

std::optional<runtime::Time> moment_member(simdjson::dom::object object, std::string_view key) {
    const auto ms = integer_member(object, key);
    if (!ms) return std::nullopt;
    return runtime::from_ms(*ms);
}

}  // namespace

void PublishingProgress::bring_again() {
    PublishingProgress fresh;
    fresh.tried = tried;
    *this = std::move(fresh);
}

std::string to_text(const PublishingProgress& progress) {
    std::string text{R"({"media":[)"};
    for (const auto& id : progress.media) {
        if (text.back() != '[') text.push_back(',');
        text += runtime::json_string(id);
    }
    text += R"(],"part":)" + runtime::json_string(progress.part) + R"(,"sent":)" + std::to_string(progress.sent);
    text += R"(,"closed":)" + std::string{progress.closed ? "true" : "false"};
    text += R"(,"checks":)" + std::to_string(progress.checks);
    text += R"(,"began":)" + moment(progress.began) + R"(,"tried":)" + moment(progress.tried) + "}";
    return text;
}

runtime::Result<PublishingProgress> progress_from(std::string_view text) {
    PublishingProgress progress;
    if (text.empty()) return progress;
    const auto none = runtime::fail(runtime::ErrorKind::malformed, "this is no progress of a publication");
    const JsonDocument document{text};
    simdjson::dom::object object;
    if (document.object().get(object) != simdjson::SUCCESS) return none;
    const auto media = array_member(object, "media");
    auto part = text_member(object, "part", kTextBytesMax);
    const auto sent = integer_member(object, "sent");
    const auto closed = flag_member(object, "closed");
    const auto checks = integer_member(object, "checks");
    if (!media || !part || !sent || *sent < 0 || !closed || !checks || *checks < 0 || *checks > 1'000'000) return none;
    for (const simdjson::dom::element entry : *media) {
        std::string_view id;
        if (progress.media.size() >= kMediaMax || entry.get(id) != simdjson::SUCCESS || !could_be_id(id)) return none;
        progress.media.emplace_back(id);
    }
    progress.part = std::move(*part);
    progress.sent = static_cast<std::uint64_t>(*sent);
    progress.closed = *closed;
    progress.checks = static_cast<int>(*checks);
    progress.began = moment_member(object, "began");
    progress.tried = moment_member(object, "tried");
    return progress;
}

}  // namespace ingest
