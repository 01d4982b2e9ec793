#include "ingest/youtube/video_state.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using Kind = YoutubeVideoState::Kind;

constexpr std::size_t kWordBytesMax = 128;

std::string refusal_of(std::string_view reason) {
    if (reason == "duplicate") return "YouTube has this video already, and refuses it a second time.";
    if (reason == "length") return "The video is longer than YouTube lets this channel have it: shorten it.";
    if (reason == "copyright" || reason == "claim" || reason == "trademark")
        return "YouTube refuses the video because somebody else has rights in it. See YouTube Studio.";
    if (reason == "codec" || reason == "conversion" || reason == "invalidFile" || reason == "emptyFile")
        return "YouTube cannot read the video: save it as MP4 and choose it again.";
    if (reason == "uploaderAccountClosed" || reason == "uploaderAccountSuspended")
        return "The account of this channel is closed or suspended.";
    return "YouTube refuses the video. YouTube Studio says why.";
}

}  // namespace

runtime::Result<YoutubeVideoState> parse_youtube_video_state(std::string_view body, std::string_view wanted) {
    const JsonDocument document{body};
    dom::object answer;
    const bool readable = document.object().get(answer) == simdjson::SUCCESS;
    const auto items = readable ? array_member(answer, "items") : std::nullopt;
    if (!items) return runtime::fail(runtime::ErrorKind::malformed, "the answer holds no videos");
    YoutubeVideoState state;
    dom::object video;
    if (items->at(0).get(video) != simdjson::SUCCESS) {
        state.kind = Kind::missing;
        return state;
    }
    const auto status = object_member(video, "status");
    if (!status) return state;
    const auto upload = text_member(*status, "uploadStatus", kWordBytesMax).value_or("");
    state.as_wanted = text_member(*status, "privacyStatus", kWordBytesMax) == wanted;
    if (upload == "processed") state.kind = Kind::processed;
    if (upload != "failed" && upload != "rejected" && upload != "deleted") return state;
    state.kind = Kind::refused;
    auto reason = text_member(*status, "failureReason", kWordBytesMax);
    if (!reason) reason = text_member(*status, "rejectionReason", kWordBytesMax);
    state.sentence = refusal_of(reason.value_or(""));
    return state;
}

}  // namespace ingest
