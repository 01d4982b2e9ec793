#pragma once

#include "models/consent/export_reader.hpp"

#include <cstddef>
#include <map>
#include <string>

namespace models::consent {

/// How far the forms of a year group have come back.
struct Progress {
    std::size_t pupils{0};
    std::size_t answered{0};
};

/// What an export would change, in numbers: no child can be told from them.
struct Preview {
    std::size_t read{0};      ///< pupils of the export
    std::size_t fresh{0};     ///< not in the register before
    std::size_t changed{0};   ///< another name, class, answer or leaving day
    std::size_t gained{0};    ///< may be used for something for which they could not before
    std::size_t lost{0};      ///< may not be used for something for which they could before
    std::size_t leavers{0};   ///< have a leaving day now and had none
    std::size_t not_read{0};  ///< in the register and not in the export: they stay as they are
    std::size_t unchanged{0};
    std::map<std::string, Progress> year_groups;  ///< of the register afterwards, without leavers
};

struct Applied {
    Register pupils;
    Preview preview;
};

/// The register with the export laid over it, and what that changes. Only what the export asked about is laid over;
/// answers of others than the form's first giver, the child's view and restrictions stay, and so does a withdrawal that
/// the exporting system has not heard of. A former name goes on being found. Pure.
Applied applied(const Register& before, const Export& read, Day today);

/// How far forms have come back on `today`.
std::map<std::string, Progress> progress(const Register& pupils, Day today);

}  // namespace models::consent
