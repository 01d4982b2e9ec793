#pragma once

#include "ingest/api.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// A page that a person looks after, as `me/accounts` tells it, with the Instagram account that hangs on it.
struct GraphAccount {
    std::string id;
    std::string name;
    std::string token;               ///< of the page: secret
    std::vector<std::string> tasks;  ///< what the person may do there: "MODERATE"
    std::string instagram_id;        ///< empty: there is none
    std::string instagram_name;
};

/// The fields to ask `me/accounts` for.
inline constexpr std::string_view kGraphAccountFields =
    "id,name,access_token,tasks,instagram_business_account{id,username}";

struct GraphAccounts {
    std::vector<GraphAccount> accounts;
    std::string after;  ///< where the list goes on; empty: this was its end
};
/// Nothing when the answer makes no sense; a page without an id or a token is left out.
std::optional<GraphAccounts> parse_graph_accounts(std::string_view body);

/// The fields to ask a page itself for, which does not tell tasks.
inline constexpr std::string_view kGraphPageFields = "id,name,access_token,instagram_business_account{id,username}";

/// One page that was asked for by its id.
std::optional<GraphAccount> parse_graph_account(std::string_view body);

/// What `debug_token` says. Times in seconds since 1970; 0: no end.
struct GraphToken {
    bool valid{false};
    int subcode{0};       ///< of the reason why it is not
    std::string account;  ///< the page that it speaks for; empty: none, or none that was told
    std::int64_t expires_at{0};
    std::int64_t data_access_expires_at{0};
    std::vector<std::string> permissions;
    std::map<std::string, std::vector<std::string>> only_for;  ///< of these permissions: the accounts they are for
};
std::optional<GraphToken> parse_graph_token(std::string_view body);

}  // namespace ingest
