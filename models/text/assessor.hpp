#pragma once

#include "config/runtime/result.hpp"
#include "models/domain/assessment.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace models::text {
struct Rule;
struct SetAside;
}  // namespace models::text

namespace models {

/// Judges texts: normalise, rules, fastText scores per category, severity, target, reasons.
///
/// This is all that the rest of Gatehouse knows of how texts are judged.
class Assessor {
  public:
    /// A text longer than this is judged by its first and last halves of this many bytes. No network takes a longer
    /// one: X has the longest with 25,000 characters.
    static constexpr std::size_t kMaxTextBytes = 128 * 1024;

    /// Loads the models and rules of a directory made by `gatehouse train` (models/artefacts).
    /// unavailable with what to do when a file is missing, changed (its SHA-256 stands in the manifest) or
    /// made for another version. A damaged model file never reaches fastText.
    static runtime::Result<std::unique_ptr<const Assessor>> load(const std::string& directory);
    virtual ~Assessor() = default;

    /// Never fails: invalid UTF-8 is judged with U+FFFD in its place.
    /// Threads  May be called from several threads at once. Costs CPU time and never waits.
    virtual Assessment assess(std::string_view text) const = 0;
    /// The same at a school that set some of the rules aside. Those that may not be set aside count all the same.
    virtual Assessment assess_without(std::string_view text, std::span<const text::SetAside> /*aside*/) const {
        return assess(text);
    }
    /// The shipped rules.
    virtual std::span<const text::Rule> rules() const { return {}; }
    /// "m:3f9a12 r:7".
    virtual std::string version() const = 0;
    /// Every category this assessor can find, with the severities (0 to 4) it can give it, ascending: what the
    /// routing table must have rows for. Nothing: the assessor does not say.
    virtual std::vector<std::pair<Category, std::vector<int>>> emitted() const { return {}; }
};

}  // namespace models
