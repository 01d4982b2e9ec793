#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/people.hpp"
#include "models/consent/import_command.hpp"
#include "moderation/pupil_register.hpp"
#include "moderation/store/store.hpp"

#include <iosfwd>
#include <string>

namespace moderation {

/// What the command works on.
struct PupilCommandParts {
    PupilStore& pupils;
    Store& store;
    const config::People& people;
    const config::Calendar& calendar;
    runtime::Clock& clock;
};

struct PupilImport {
    models::consent::ImportCommand file;
    std::string person;
    std::string password;
};

/// `gatehouse import FILE --config ...`: proposes an export for the register, in the name of a person who gives their
/// password. Says what it would change in counts, and names no pupil. Nothing is proposed while a line cannot be right.
/// Returns the exit code.
runtime::Task<int> propose_pupils(PupilCommandParts parts, PupilImport wanted, std::ostream& out,
                                  std::ostream& problems);

}  // namespace moderation
