#include "ingest/x/webhook.hpp"

#include "config/runtime/crypto.hpp"
#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/notice.hpp"
#include "ingest/x/parser.hpp"

namespace ingest {
namespace dom = simdjson::dom;

namespace {

std::string signature_of(std::string_view secret, std::string_view message) {
    return "sha256=" + runtime::hmac_sha256_base64(secret, message);
}

/// The account that the subscription is for.
std::optional<std::string> account_of(std::string_view body) {
    const JsonDocument document{body};
    dom::object event;
    if (document.object().get(event) != simdjson::SUCCESS) return std::nullopt;
    const auto data = object_member(event, "data");
    const auto filter = data ? object_member(*data, "filter") : std::nullopt;
    return filter ? id_member(*filter, "user_id") : std::nullopt;
}

}  // namespace

std::optional<std::string> x_challenge(std::string_view query, std::string_view consumer_secret) {
    const auto token = query_value(query, "crc_token");
    if (!token || token->empty() || consumer_secret.empty()) return std::nullopt;
    return R"({"response_token":")" + signature_of(consumer_secret, *token) + "\"}";
}

runtime::Result<std::vector<Heard>> heard_of_x_event(std::string_view event, runtime::Time now) {
    ParseContext context;
    context.now = now;
    const auto page = parse_x_event(event, context);
    auto account = account_of(event);
    if (!page || !account) return runtime::fail(runtime::ErrorKind::malformed, "no event about a post");
    Noticed noticed;
    noticed.kind = Noticed::Kind::object;
    noticed.id = page->list.objects.front().item.external_id;
    if (!fits_notice(noticed.id)) return runtime::fail(runtime::ErrorKind::malformed, "no event about a post");
    Heard heard;
    heard.network = models::Network::x;
    heard.account = std::move(*account);
    heard.what.push_back(noticed.text());
    return std::vector<Heard>{std::move(heard)};
}

runtime::Result<std::vector<Heard>> hear_x(const runtime::ServerRequest& request, std::string_view consumer_secret,
                                           runtime::Time now) {
    const auto signature = request.header("x-twitter-webhooks-signature").value_or("");
    if (consumer_secret.empty() ||
        !runtime::equal_in_constant_time(signature, signature_of(consumer_secret, request.body)))
        return runtime::fail(runtime::ErrorKind::forbidden, "not signed");
    return heard_of_x_event(request.body, now);
}

}  // namespace ingest
