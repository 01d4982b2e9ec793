#pragma once

#include "config/policy/people.hpp"
#include "config/runtime/clock.hpp"
#include "moderation/store/store.hpp"

#include <iosfwd>
#include <string>

namespace moderation {

/// `gatehouse user add PERSON`: lets somebody of the people file sign in. Without a password one is drawn
/// and printed once; it has to be changed at the first sign-in. Returns the exit code.
runtime::Task<int> add_user(Store& store, const config::People& people, runtime::Clock& clock, std::string person,
                            std::string password, std::ostream& out);

/// Reads the first line of a file that only its owner can read. Errors say what to do.
runtime::Result<std::string> read_password(const std::string& file);

/// Whether the password is this person's: for commands that act in somebody's name.
runtime::Task<runtime::Result<void>> check_password(Store& store, std::string person, std::string password);

}  // namespace moderation
