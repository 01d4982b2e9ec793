#pragma once

#include "config/runtime/result.hpp"
#include "models/domain/category.hpp"
#include "models/text/phrases.hpp"
#include "models/text/units.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace models::text {

/// How much of a rule a school may set aside. What is V3 or more, what protects complaints and what nothing follows
/// from stays as it was shipped; where there are rules for emergencies, all of the category stay, but for words of the
/// school.
enum class Yields : std::uint8_t { never, near_words, altogether };

/// One rule of the rule file: fires when one of its `any` phrases stands near one of `near` (when it has
/// those) and near one of `also`, and no `unless` phrase is near. A `doubt` phrase near it makes it a doubted hit.
struct Rule {
    std::string code;
    Category category{Category::benign};
    Severity severity{Severity::v1};
    std::string sentence;  ///< plain English that repeats nothing of the text
    bool sure{true};
    bool near_required{false};
    bool also_required{false};
    std::size_t within{12};  ///< units between the two at most
    std::string learnt;      ///< the model that must think the same, at least perhaps; empty: no model is asked
    std::optional<Target> target;
    bool two_identifiers{false};
    bool aimed{false};  ///< what it finds is aimed at somebody
    Yields yields{Yields::never};
};

/// Why what a rule found may not be so.
enum class Doubt : std::uint8_t {
    none,
    laughed,  ///< something near it says that it may not be meant
    excused,  ///< one of the rule's exceptions stands near it, and a model hears it all the same
    guessed,  ///< some of it is no word, and only read as one
};

/// A rule that fired, and on which tokens [first, last).
struct RuleHit {
    const Rule* rule{nullptr};
    std::size_t first{0};
    std::size_t last{0};
    Doubt doubt{Doubt::none};

    /// The rule's; V3 at most where it is doubted: nobody is called out of bed for what may be a joke or a slip.
    Severity severity() const;
    bool sure() const { return rule->sure && doubt == Doubt::none; }
};

/// A rule that did not fire because of one of its exceptions: on which tokens it would have, and the exception's.
struct SparedHit {
    const Rule* rule{nullptr};
    std::size_t first{0};
    std::size_t last{0};
    std::size_t because_first{0};
    std::size_t because_last{0};
};

struct SetAside;

/// Whom a text speaks of or to, by the phrases of the file's [about].
struct About {
    bool pupil{false}, staff{false}, head{false}, dsl{false}, governor{false}, parent{false}, self{false}, you{false},
        school{false}, group{false};
};

/// What all rules together say of one text.
struct RuleFindings {
    std::vector<RuleHit> hits;
    std::vector<SparedHit> spared;
    About about;
    std::vector<TermHit> terms;
    bool named{false};  ///< a titled name or another word that looks like one
    bool unknown_language{false};
    bool only_greets{false};    ///< nothing but greetings and thanks in a language of the community
    std::string_view language;  ///< which one that probably is, in English; empty: nobody can tell
};

/// The rules of models/artefacts/rules.toml.
class RuleSet {
  public:
    /// malformed with the line, or with the code of the rule that makes no sense.
    static runtime::Result<RuleSet> parse(std::string_view toml, Lexicon lexicon);
    RuleSet(RuleSet&&) noexcept;
    RuleSet& operator=(RuleSet&&) noexcept;
    ~RuleSet();

    /// Linear in the tokens, and in what is set aside. What is no word `of_language` is read as the words it may be
    /// meant for; without it only what the file names. Threads: any.
    RuleFindings apply(const Normalised& text, std::span<const SetAside> aside = {},
                       const std::function<bool(std::string_view)>& of_language = {}) const;
    int version() const;
    const std::vector<Rule>& rules() const;

  private:
    struct Body;
    explicit RuleSet(std::unique_ptr<Body> body);
    std::unique_ptr<const Body> body_;
};

}  // namespace models::text
