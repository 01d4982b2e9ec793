#include "ingest/facebook_client.hpp"

#include "config/runtime/crypto.hpp"

namespace ingest {
namespace {

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                           c == '-' || c == '.' || c == '~';
        if (plain) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.push_back('%');
        out.push_back(kHex[byte >> 4U]);
        out.push_back(kHex[byte & 0x0FU]);
    }
    return out;
}

std::string form_of(const GraphParameters& parameters) {
    std::string form;
    for (const auto& [name, value] : parameters) {
        if (!form.empty()) form.push_back('&');
        form.append(percent_encoded(name)).append("=").append(percent_encoded(value));
    }
    return form;
}

}  // namespace

std::string graph_path(std::string_view id, std::string_view edge) {
    auto path = percent_encoded(id);
    // A dot is plain in a query, but "." and ".." are not names in a path.
    for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1))
        path.replace(dot, 1, "%2E");
    if (!edge.empty()) path.append("/").append(edge);
    return path;
}

FacebookClient::FacebookClient(runtime::HttpClient& http, Access access) : http_{http}, access_{std::move(access)} {}

runtime::HttpRequest FacebookClient::request(const GraphCall& call, const std::string& token) const {
    auto parameters = call.parameters;
    if (!access_.app_secret.empty())
        parameters.emplace_back("appsecret_proof", runtime::hmac_sha256_hex(access_.app_secret, token));

    runtime::HttpRequest made;
    made.method = call.method;
    made.url = access_.base_url + "/" + access_.version + "/" + call.path;
    made.headers.emplace_back("Authorization", "Bearer " + token);
    made.headers.emplace_back("Accept", "application/json");
    made.timeout = kTimeout;
    made.body_limit = kBodyBytesMax;
    auto form = form_of(parameters);
    if (call.method == "POST") {
        made.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        made.body = std::move(form);
    } else if (!form.empty()) {
        made.url.append("?").append(form);
    }
    return made;
}

runtime::Task<GraphResult<GraphReply>> FacebookClient::send(GraphCall call, std::string token, std::string page_id) {
    auto made = request(call, token);
    auto answer = co_await http_.send(std::move(made));
    if (!answer) co_return tl::unexpected(error_of(answer.error()));

    const auto usage = parse_usage(answer->header("X-App-Usage"), answer->header("X-Business-Use-Case-Usage"), page_id);
    auto error = parse_error(answer->status, answer->body);
    if (error) {
        error->usage = usage;
        if (error->kind == GraphErrorKind::throttled) error->retry_after = usage.regain;
        co_return tl::unexpected(std::move(*error));
    }
    GraphReply reply;
    reply.body = std::move(answer->body);
    reply.usage = usage;
    co_return reply;
}

}  // namespace ingest
