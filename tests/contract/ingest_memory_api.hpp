#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace tests {

/// A network's API in memory: it takes every request apart and keeps it, and a test may step in before an answer or
/// answer instead.
class MemoryApi : public runtime::HttpClient {
  public:
    /// One request, taken apart.
    struct Seen {
        std::string method;
        std::string path;                               ///< below the API's prefix
        bool uploads{false};                            ///< something stands before the prefix: the way for files
        std::map<std::string, std::string> parameters;  ///< of the query, or of a form that was posted
        runtime::HttpHeaders headers;
        std::string url;
        std::string body;
    };

    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) final;

    /// How many of the requests had this path.
    std::size_t asked(const std::string& path) const;

    std::vector<Seen> requests;
    std::function<void(const Seen&)> before;  ///< called before each answer
    std::function<std::optional<runtime::Result<runtime::HttpResponse>>(const Seen&)> instead;

  protected:
    /// `prefix`: what every path begins with, "/v26.0/".
    explicit MemoryApi(std::string prefix) : prefix_{std::move(prefix)} {}

    virtual runtime::HttpResponse answer(const Seen& seen) = 0;

    static bool bears(const Seen& seen, const std::string& token);
    /// A value of a form that carries files; empty: there is none of that name.
    static std::string part_of(const Seen& seen, const std::string& name);
    static runtime::HttpResponse good(const boost::json::value& value);

  private:
    Seen taken_apart(const runtime::HttpRequest& request) const;

    const std::string prefix_;
};

/// What Facebook and Instagram have in common.
class MemoryGraph : public MemoryApi {
  public:
    static runtime::HttpResponse error(int code, int subcode = 0, unsigned status = 400);

    std::string usage;  ///< X-Business-Use-Case-Usage

  protected:
    MemoryGraph() : MemoryApi{"/v26.0/"} {}

    runtime::HttpResponse answer(const Seen& seen) final;
    virtual runtime::HttpResponse graph_answer(const Seen& seen) = 0;

    static std::string graph_time(runtime::Time time);
};

}  // namespace tests
