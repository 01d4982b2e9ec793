// What YouTube says of a video on its way, most of it in headers: on any bytes an upload stays within the video, and
// what a session is called stays within one address.

#include "ingest/youtube/upload.hpp"
#include "tests/fuzz/demand.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

using tests::demand;

namespace {

constexpr std::uint64_t kVideoBytes = 1'000;

/// Answers everything with the same.
class OneAnswer final : public runtime::HttpClient {
  public:
    explicit OneAnswer(runtime::HttpResponse answer) : answer_{std::move(answer)} {}
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override {
        url = std::move(request.url);
        co_return answer_;
    }
    std::string url;

  private:
    const runtime::HttpResponse answer_;
};

template <class T>
T run(runtime::Task<T> task) {
    boost::asio::io_context io;
    std::optional<T> result;
    auto keep = [](runtime::Task<T> inner, std::optional<T>& into) -> runtime::Task<void> {
        into.emplace(co_await std::move(inner));
    };
    const auto unbroken = [](std::exception_ptr failure) { demand(!failure); };
    boost::asio::co_spawn(io, keep(std::move(task), result), unbroken);
    io.run();
    return std::move(*result);
}

runtime::HttpResponse answer_of(unsigned status, std::string_view header, std::string_view body) {
    runtime::HttpResponse answer;
    answer.status = status;
    answer.body = body;
    for (const char* name : {"Location", "Range", "Retry-After"}) answer.headers.emplace_back(name, header);
    return answer;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto header = text.substr(0, text.find('\n'));
    const auto body = text.substr(std::min(text.size(), header.size() + 1));
    for (const unsigned status : {200U, 308U, 403U, 404U, 503U}) {
        OneAnswer http{answer_of(status, header, body)};
        ingest::YoutubeUpload upload{http, "https://www.googleapis.com"};
        const auto session = run(upload.begin({"{}", "video/mp4", kVideoBytes}, "token"));
        const auto state = run(upload.ask(session.value_or("upload_id=1"), kVideoBytes, "token"));
        const std::string_view url{http.url};
        demand(url.starts_with("https://www.googleapis.com/upload/youtube/v3/videos?"));
        demand(url.find_first_of(" \r\n#") == std::string_view::npos);
        if (!state) continue;
        using Kind = ingest::YoutubeUpload::State::Kind;
        demand((state->kind == Kind::finished) != state->video.empty());
        demand(state->arrived <= kVideoBytes);
    }
    return 0;
}
