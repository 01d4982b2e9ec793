#pragma once

#include "ingest/api.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// The lists of people whom an account keeps away: blocked, muted.

/// One page of such a list.
struct PeoplePage {
    std::vector<std::string> ids;
    std::string next;  ///< cursor of the next page; empty: there is none
};
/// Errors  malformed  it is no such list. What is no person in it is left out.
runtime::Result<PeoplePage> parse_people(std::string_view body);

/// Whether `person` stands in the list that `call` asks for. `cursor_name`: the parameter that asks for the next page.
/// Nothing: the list is longer than anybody reads.
runtime::Task<runtime::Result<std::optional<bool>>> stands_in(ApiClient& client, ApiCall call, std::string cursor_name,
                                                              std::string person, std::string token,
                                                              std::string account);

}  // namespace ingest
