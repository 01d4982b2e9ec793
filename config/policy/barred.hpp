#pragma once

#include "config/policy/people.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace config {

/// Person ids that must see no trace of a text: people it names or calls by role ("the head"), and people
/// who declared a conflict with a name in it.
std::vector<std::string> barred_by(std::string_view text, const People& people, runtime::Time at);

/// The same without those who are merely named: only declared conflicts. For opinions about people, which
/// those people should hear.
std::vector<std::string> conflicted_by(std::string_view text, const People& people);

/// Person ids of whoever may have written under this name, and of those who declared a conflict with it.
std::vector<std::string> written_by(std::string_view author, const People& people);

}  // namespace config
