#include "tests/contract/ingest_memory_api.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace tests {

namespace json = boost::json;
using runtime::HttpResponse;

namespace {

bool has_header(const runtime::HttpHeaders& headers, const std::string& name, const std::string& value) {
    return std::find(headers.begin(), headers.end(), std::make_pair(name, value)) != headers.end();
}

}  // namespace

MemoryApi::Seen MemoryApi::taken_apart(const runtime::HttpRequest& request) const {
    Seen seen;
    seen.method = request.method;
    seen.url = request.url;
    seen.headers = request.headers;
    seen.body = request.body;
    const auto url = boost::urls::parse_uri(request.url);
    EXPECT_TRUE(url.has_value()) << request.url;
    const std::string path{url->path()};
    const auto begin = path.find(prefix_);
    EXPECT_NE(begin, std::string::npos) << path;
    seen.path = path.substr(begin + prefix_.size());
    seen.uploads = begin > 0;
    const bool form = has_header(request.headers, "Content-Type", "application/x-www-form-urlencoded");
    const auto query = "?" + (form ? request.body : std::string{url->encoded_query()});
    const auto parameters = boost::urls::parse_uri_reference(query);
    EXPECT_TRUE(parameters.has_value()) << query;
    for (const auto& field : parameters->params()) {
        const auto [at, fresh] = seen.parameters.emplace(std::string{field.key}, std::string{field.value});
        EXPECT_TRUE(fresh) << "given twice: " << at->first;
    }
    return seen;
}

runtime::Task<runtime::Result<HttpResponse>> MemoryApi::send(runtime::HttpRequest request) {
    const auto seen = taken_apart(request);
    requests.push_back(seen);
    if (before) before(seen);
    if (instead) {
        auto other = instead(seen);
        if (other) co_return std::move(*other);
    }
    co_return answer(seen);
}

std::size_t MemoryApi::asked(const std::string& path) const {
    const auto same = [&](const Seen& seen) { return seen.path == path; };
    return static_cast<std::size_t>(std::count_if(requests.begin(), requests.end(), same));
}

bool MemoryApi::bears(const Seen& seen, const std::string& token) {
    return has_header(seen.headers, "Authorization", "Bearer " + token);
}

std::string MemoryApi::part_of(const Seen& seen, const std::string& name) {
    const auto part = seen.body.find("name=\"" + name + "\"");
    const auto begin = part == std::string::npos ? part : seen.body.find("\r\n\r\n", part);
    if (begin == std::string::npos) return {};
    const auto boundary = seen.body.substr(0, seen.body.find("\r\n"));
    return seen.body.substr(begin + 4, seen.body.find("\r\n" + boundary, begin) - begin - 4);
}

HttpResponse MemoryApi::good(const json::value& value) {
    HttpResponse response;
    response.status = 200;
    response.body = json::serialize(value);
    return response;
}

HttpResponse MemoryGraph::error(int code, int subcode, unsigned status) {
    json::object error{{"message", "(#" + std::to_string(code) + ") refused"}, {"code", code}};
    if (subcode != 0) error["error_subcode"] = subcode;
    auto response = good(json::object{{"error", std::move(error)}});
    response.status = status;
    return response;
}

HttpResponse MemoryGraph::answer(const Seen& seen) {
    auto response = graph_answer(seen);
    if (!usage.empty()) response.headers.emplace_back("x-business-use-case-usage", usage);
    return response;
}

std::string MemoryGraph::graph_time(runtime::Time time) {
    return runtime::to_iso(time).substr(0, 19) + "+0000";
}

}  // namespace tests
