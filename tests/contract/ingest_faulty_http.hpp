#pragma once

#include "config/runtime/http.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace tests {

/// Any network, with a connection that a test can spoil.
class FaultyHttp final : public runtime::HttpClient {
  public:
    using Chosen = std::function<bool(const runtime::HttpRequest&)>;

    explicit FaultyHttp(runtime::HttpClient& behind) : behind_{behind} {}

    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override {
        requests.push_back(request);
        if (refuse && refuse(request)) co_return answer;
        const bool lost = cut && cut(request);
        const bool garbled = garble && garble(request);
        auto response = co_await behind_.send(std::move(request));
        if (garbled) co_return answer;
        if (lost) co_return runtime::fail(runtime::ErrorKind::unreachable, "cut off");
        co_return response;
    }

    static bool writes(const runtime::HttpRequest& request) { return request.method != "GET"; }
    std::size_t writes() const {
        return count([](const auto& request) { return writes(request); });
    }
    std::size_t count(const Chosen& chosen) const {
        return static_cast<std::size_t>(std::count_if(requests.begin(), requests.end(), chosen));
    }

    std::vector<runtime::HttpRequest> requests;
    Chosen cut;     ///< carried out, and the answer is lost
    Chosen garble;  ///< carried out, and answered with `answer`
    Chosen refuse;  ///< not carried out, and answered with `answer`
    runtime::Result<runtime::HttpResponse> answer{runtime::fail(runtime::ErrorKind::unreachable, "no connection")};

  private:
    runtime::HttpClient& behind_;
};

}  // namespace tests
