#pragma once

#include "ingest/api.hpp"
#include "ingest/parsed.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// Looking for what the school's account said, so that nothing is said twice. No network has a key by which it
/// would recognise a second try itself.

/// A list in which it would stand.
struct OwnList {
    ApiCall call;             ///< of the first page
    const char* cursor_name;  ///< the parameter that asks for the next one
    bool newest_first{false};
    ParseContext context{};
    runtime::Result<ParsedPage> (*parse)(std::string_view body, const ParseContext& context){nullptr};
};

/// What is looked for.
struct OwnWords {
    std::string author;     ///< the account's id at the network
    std::string text;       ///< compared as same_words() does
    runtime::Time since;    ///< a minute earlier counts too: clocks differ
    std::string answers{};  ///< of a reply: whom it answers; empty: it is no reply
};

/// Whether two texts say the same although a network was at work on one of them: it joins and trims white space,
/// shortens addresses and puts those who are answered in front.
bool same_words(std::string_view a, std::string_view b);

/// Reads the list as far back as `since`. Nothing: it does not stand there.
/// Errors  unreachable   the list could not be read to its end, so nobody knows
///         rate_limited  retry_after says when to ask again
///         rejected      the network does not let it be read
///         conflict      of a reply: the account has answered since, in other words
runtime::Task<runtime::Result<std::optional<models::CollectedItem>>> find_own(ApiClient& client, OwnList list,
                                                                              OwnWords words, std::string token);

/// How long an outcome that is unknown is left alone: what was accepted may show only then.
inline constexpr std::chrono::seconds kUntilShown{60};

/// `error` as the outcome of a write: what is unknown is looked for after kUntilShown.
runtime::Error outcome_of(const ApiError& error);

/// The id of what was just made: `{"id":"..."}`, also inside `data`. Nothing when the answer names none.
std::optional<std::string> made_id(std::string_view body);

}  // namespace ingest
