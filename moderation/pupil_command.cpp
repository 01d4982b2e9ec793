#include "moderation/pupil_command.hpp"

#include "config/policy/permissions.hpp"
#include "moderation/user_command.hpp"

#include <ostream>
#include <utility>

namespace moderation {

runtime::Task<int> propose_pupils(PupilCommandParts parts, PupilImport wanted, std::ostream& out,
                                  std::ostream& problems) {
    const auto now = parts.clock.now();
    const auto known = co_await check_password(parts.store, wanted.person, wanted.password);
    if (!known) {
        problems << known.error().message << '\n';
        co_return 1;
    }
    const auto permitted = config::allowed(parts.people, wanted.person, config::Permission::propose_pupils, now);
    if (permitted == config::Allowed::no) {
        problems << wanted.person << " may not propose an import. See the permissions on the account page.\n";
        co_return 1;
    }
    const auto today = today_of(parts.calendar, now);
    auto read = models::consent::read_for_import(wanted.file, today, out, problems);
    if (!read) co_return 1;
    if (!read->problems.empty()) {
        problems << "Nothing was proposed.\n";
        co_return 1;
    }
    PupilRegister pupils{parts.pupils};
    const auto preview = co_await pupils.propose(std::move(*read), wanted.person, today, now);
    if (!preview) {
        problems << preview.error().message << '\n';
        co_return 1;
    }
    print_preview(*preview, out);
    out << "Proposed. A second colleague agrees on the page about pupils.\n";
    co_return 0;
}

}  // namespace moderation
