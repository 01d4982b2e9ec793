#pragma once

#include "models/consent/pupil.hpp"
#include "models/names/roster.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace models::guard {

/// The register of pupils, ready to be asked: who somebody is, and where a text names them. Made once for each version
/// of the register, as that takes longer than asking. Threads: const, any.
class Roll {
  public:
    explicit Roll(consent::Register pupils);

    /// Places in this list are those of the roster.
    const consent::Register& pupils() const { return pupils_; }
    const names::Roster& roster() const { return roster_; }
    /// Null for a reference that nobody has.
    const consent::Pupil* find(const std::string& ref) const;

  private:
    consent::Register pupils_;
    names::Roster roster_;
    std::unordered_map<std::string, std::size_t> by_ref_;
};

}  // namespace models::guard
