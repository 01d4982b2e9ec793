#include "ingest/youtube/upload.hpp"

#include "ingest/own_words.hpp"
#include "ingest/youtube/youtube_error.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace ingest {
namespace {

using State = YoutubeUpload::State;

constexpr const char* kNew = "uploadType=resumable&part=snippet,status&notifySubscribers=false";
constexpr std::size_t kSessionBytesMax = 2'048;
constexpr std::size_t kAnswerBytesMax = 1024 * 1024;
constexpr unsigned kIncomplete = 308;

/// The query of an address that YouTube gave; nothing when it could not be one.
std::optional<std::string> session_of(std::optional<std::string_view> address) {
    if (!address) return std::nullopt;
    const auto mark = address->find('?');
    if (mark == std::string_view::npos) return std::nullopt;
    const auto query = address->substr(mark + 1);
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view{"-._~%&=,"}.find(c) != std::string_view::npos;
    };
    const bool fits = query.size() <= kSessionBytesMax && query.find("upload_id=") != std::string_view::npos;
    if (!fits || !std::all_of(query.begin(), query.end(), plain)) return std::nullopt;
    return std::string{query};
}

/// Of "bytes=0-1048575" what comes next; 0 when there is no such header. Nothing when it is more than there is.
std::optional<std::uint64_t> arrived_of(std::optional<std::string_view> range, std::uint64_t total) {
    constexpr std::string_view kBegin = "bytes=0-";
    if (!range || !range->starts_with(kBegin)) return 0;
    std::uint64_t last = 0;
    const auto* end = range->data() + range->size();
    const auto [stop, error] = std::from_chars(range->data() + kBegin.size(), end, last);
    if (error != std::errc{} || stop != end) return 0;
    if (last >= total) return std::nullopt;
    return last + 1;
}

ApiError nonsense() {
    ApiError error;
    error.kind = ApiErrorKind::malformed;
    error.sentence = "YouTube's answer made no sense.";
    return error;
}

/// Nothing when the answer is a success. The uploads of a day have a budget of their own, which ends at midnight in
/// California; asking every hour costs next to nothing.
std::optional<ApiError> refusal_of(const runtime::HttpResponse& answer) {
    auto error = parse_youtube_error(answer.status, answer.body);
    if (error && is_quota_refusal(*error)) error->retry_after = std::chrono::hours{1};
    if (error && error->kind == ApiErrorKind::throttled)
        error->retry_after = longest(error->retry_after, named_wait(answer.header("Retry-After")));
    return error;
}

runtime::HttpRequest request(const char* method, std::string url, const std::string& token) {
    runtime::HttpRequest made;
    made.method = method;
    made.url = std::move(url);
    made.headers.emplace_back("Authorization", "Bearer " + token);
    made.body_limit = kAnswerBytesMax;
    return made;
}

}  // namespace

YoutubeUpload::YoutubeUpload(runtime::HttpClient& http, std::string base_url)
    : http_{http}, base_url_{std::move(base_url)} {}

std::string YoutubeUpload::address(const std::string& query) const {
    return base_url_ + "/upload/youtube/v3/videos?" + query;
}

runtime::Task<ApiResult<std::string>> YoutubeUpload::begin(Video video, std::string token) {
    auto made = request("POST", address(kNew), token);
    made.headers.emplace_back("Content-Type", "application/json; charset=UTF-8");
    made.headers.emplace_back("X-Upload-Content-Length", std::to_string(video.bytes));
    made.headers.emplace_back("X-Upload-Content-Type", video.type);
    made.body = std::move(video.metadata);
    made.timeout = kCallTimeout;
    const auto answer = co_await http_.send(std::move(made));
    if (!answer) co_return tl::unexpected(error_of(answer.error(), "YouTube"));
    auto error = refusal_of(*answer);
    if (error) co_return tl::unexpected(std::move(*error));
    auto session = session_of(answer->header("Location"));
    if (!session) co_return tl::unexpected(nonsense());
    co_return std::move(*session);
}

runtime::Task<ApiResult<State>> YoutubeUpload::ask(std::string session, std::uint64_t total, std::string token) {
    auto range = "bytes */" + std::to_string(total);
    co_return co_await put(std::move(session), std::move(range), total, std::string(), std::move(token));
}

runtime::Task<ApiResult<State>> YoutubeUpload::send(std::string session, std::uint64_t from, std::uint64_t total,
                                                    std::string bytes, std::string token) {
    auto range =
        "bytes " + std::to_string(from) + "-" + std::to_string(from + bytes.size() - 1) + "/" + std::to_string(total);
    co_return co_await put(std::move(session), std::move(range), total, std::move(bytes), std::move(token));
}

runtime::Task<ApiResult<State>> YoutubeUpload::put(std::string session, std::string range, std::uint64_t total,
                                                   std::string bytes, std::string token) {
    auto made = request("PUT", address(session), token);
    made.headers.emplace_back("Content-Range", std::move(range));
    made.timeout = bytes.empty() ? kCallTimeout : kUploadTimeout;
    made.body = std::move(bytes);
    const auto answer = co_await http_.send(std::move(made));
    if (!answer) co_return tl::unexpected(error_of(answer.error(), "YouTube"));
    State state;
    if (answer->status == kIncomplete) {
        const auto arrived = arrived_of(answer->header("Range"), total);
        if (!arrived) co_return tl::unexpected(nonsense());
        state.arrived = *arrived;
        co_return state;
    }
    if (answer->status == 404 || answer->status == 410) {
        state.kind = State::Kind::lost;
        co_return state;
    }
    auto error = refusal_of(*answer);
    if (error) co_return tl::unexpected(std::move(*error));
    auto id = made_id(answer->body);
    if (!id) co_return tl::unexpected(nonsense());
    state.kind = State::Kind::finished;
    state.video = std::move(*id);
    co_return state;
}

}  // namespace ingest
