#include "ingest/token_request.hpp"

#include "config/runtime/crypto.hpp"
#include "config/runtime/percent.hpp"
#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

#include <utility>

namespace ingest {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t kTokenBytesMax = 4'096;
constexpr std::size_t kBodyBytesMax = 256 * 1024;
constexpr std::int64_t kLifeSecondsMax = 10LL * 366 * 24 * 3600;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        if (!word.empty() && word.find(',') == std::string_view::npos) words.emplace_back(word);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return words;
}

std::optional<std::chrono::seconds> life_of(dom::object answer, std::string_view name) {
    const auto seconds = integer_member(answer, name);
    if (!seconds || *seconds <= 0 || *seconds > kLifeSecondsMax) return std::nullopt;
    return std::chrono::seconds{*seconds};
}

ApiError refusal(unsigned status, const std::string& reason, std::string_view network) {
    ApiError error;
    error.kind = kind_of_status(status);
    error.reason = reason;
    const bool client = reason == "invalid_client" || reason == "unauthorized_client" || status == 401;
    if (client) error.kind = ApiErrorKind::bad_request;
    const bool worthless = reason == "invalid_grant" || reason == "invalid_request" || reason == "invalid_token";
    if (!client && status < 500 && worthless) error.kind = ApiErrorKind::token;
    const std::string name{network};
    if (client)
        error.sentence = name + " refuses the app's own name or secret. Look at the settings of this network.";
    else if (error.kind == ApiErrorKind::token)
        error.sentence = name + " refuses to go on with this connection. Connect the channel again.";
    else
        error.sentence = name + " did not renew the connection.";
    return error;
}

}  // namespace

ApiResult<TokenAnswer> parse_token_answer(unsigned status, std::string_view body, std::string_view network) {
    const JsonDocument document{body};
    dom::object answer;
    const bool readable = document.object().get(answer) == simdjson::SUCCESS;
    if (status < 200 || status >= 300) {
        const auto reason = readable ? text_member(answer, "error", 100).value_or("") : std::string{};
        return tl::unexpected(refusal(status, reason, network));
    }
    TokenAnswer found;
    if (readable) found.access = text_member(answer, "access_token", kTokenBytesMax).value_or("");
    if (found.access.empty()) {
        ApiError error;
        error.sentence = "The answer of " + std::string{network} + " made no sense.";
        return tl::unexpected(std::move(error));
    }
    found.refresh = text_member(answer, "refresh_token", kTokenBytesMax).value_or("");
    found.lives = life_of(answer, "expires_in");
    found.refresh_lives = life_of(answer, "refresh_token_expires_in");
    found.permissions = words_of(text_member(answer, "scope", kTokenBytesMax).value_or(""));
    return found;
}

runtime::Task<ApiResult<TokenAnswer>> ask_for_token(runtime::HttpClient& http, TokenRequest request) {
    const bool by_header = request.basic && !request.client_secret.empty();
    if (!by_header) request.form.emplace_back("client_id", request.client_id);
    if (!by_header && !request.client_secret.empty()) request.form.emplace_back("client_secret", request.client_secret);
    runtime::HttpRequest made;
    made.method = "POST";
    made.url = request.address;
    made.headers.emplace_back("Accept", "application/json");
    made.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    if (by_header)
        made.headers.emplace_back("Authorization",
                                  "Basic " + runtime::base64(request.client_id + ":" + request.client_secret));
    made.body = form_of(request.form);
    made.timeout = kCallTimeout;
    made.body_limit = kBodyBytesMax;
    const auto answer = co_await http.send(std::move(made));
    if (!answer) co_return tl::unexpected(error_of(answer.error(), request.network));
    co_return parse_token_answer(answer->status, answer->body, request.network);
}

models::Credentials credentials_of(TokenAnswer answer, models::Credentials before, runtime::Time now,
                                   std::chrono::seconds usual) {
    before.access = std::move(answer.access);
    before.access_until = now + answer.lives.value_or(usual);
    if (!answer.refresh.empty()) before.refresh = std::move(answer.refresh);
    if (answer.refresh_lives) before.refresh_until = now + *answer.refresh_lives;
    if (!answer.permissions.empty()) before.permissions = std::move(answer.permissions);
    return before;
}

}  // namespace ingest
