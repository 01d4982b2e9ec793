#include "ingest/meta/graph_accounts.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

#include <utility>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

constexpr std::size_t kTextBytesMax = 4'096;
constexpr std::size_t kLinkBytesMax = 65'536;

std::vector<std::string> words_of(dom::object object, std::string_view key) {
    std::vector<std::string> words;
    const auto list = array_member(object, key);
    if (!list) return words;
    for (const auto element : *list) {
        std::string_view word;
        if (element.get(word) != simdjson::SUCCESS || !could_be_id(word)) continue;
        if (word.find(',') == std::string_view::npos) words.emplace_back(word);
    }
    return words;
}

GraphAccount account_of(dom::object page) {
    GraphAccount account;
    account.id = id_member(page, "id").value_or("");
    account.name = text_member(page, "name", kTextBytesMax).value_or("");
    account.token = text_member(page, "access_token", kTextBytesMax).value_or("");
    account.tasks = words_of(page, "tasks");
    if (const auto instagram = object_member(page, "instagram_business_account")) {
        account.instagram_id = id_member(*instagram, "id").value_or("");
        account.instagram_name = text_member(*instagram, "username", kTextBytesMax).value_or("");
    }
    return account;
}

/// Which of a person's accounts each permission was granted for. One that names none is for all of them.
std::map<std::string, std::vector<std::string>> narrowed(dom::object data) {
    std::map<std::string, std::vector<std::string>> only_for;
    const auto scopes = array_member(data, "granular_scopes");
    if (!scopes) return only_for;
    for (const auto element : *scopes) {
        dom::object scope;
        if (element.get(scope) != simdjson::SUCCESS) continue;
        const auto name = id_member(scope, "scope");
        auto targets = words_of(scope, "target_ids");
        if (name && !targets.empty()) only_for[*name] = std::move(targets);
    }
    return only_for;
}

bool usable(const GraphAccount& account) {
    return !account.id.empty() && !account.token.empty();
}

}  // namespace

std::optional<GraphAccounts> parse_graph_accounts(std::string_view body) {
    const JsonDocument document{body};
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return std::nullopt;
    const auto list = array_member(answer, "data");
    if (!list) return std::nullopt;
    GraphAccounts found;
    for (const auto element : *list) {
        dom::object page;
        if (element.get(page) != simdjson::SUCCESS) continue;
        auto account = account_of(page);
        if (usable(account)) found.accounts.push_back(std::move(account));
    }
    const auto paging = object_member(answer, "paging");
    const auto cursors = paging ? object_member(*paging, "cursors") : std::nullopt;
    if (cursors && text_member(*paging, "next", kLinkBytesMax))
        found.after = text_member(*cursors, "after", kTextBytesMax).value_or("");
    return found;
}

std::optional<GraphAccount> parse_graph_account(std::string_view body) {
    const JsonDocument document{body};
    dom::object page;
    if (document.object().get(page) != simdjson::SUCCESS) return std::nullopt;
    auto account = account_of(page);
    if (!usable(account)) return std::nullopt;
    return account;
}

std::optional<GraphToken> parse_graph_token(std::string_view body) {
    const JsonDocument document{body};
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return std::nullopt;
    const auto data = object_member(answer, "data");
    if (!data) return std::nullopt;
    const auto valid = flag_member(*data, "is_valid");
    if (!valid) return std::nullopt;
    GraphToken token;
    token.valid = *valid;
    token.account = id_member(*data, "profile_id").value_or("");
    token.expires_at = integer_member(*data, "expires_at").value_or(0);
    token.data_access_expires_at = integer_member(*data, "data_access_expires_at").value_or(0);
    token.permissions = words_of(*data, "scopes");
    token.only_for = narrowed(*data);
    if (const auto error = object_member(*data, "error"))
        token.subcode = static_cast<int>(integer_member(*error, "subcode").value_or(0));
    return token;
}

}  // namespace ingest
