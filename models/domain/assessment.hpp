#pragma once

#include "models/domain/category.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace models {

/// Why the machine says what it says, for a person to read.
struct Reason {
    Category category{Category::benign};
    std::string code;      ///< stable name of the rule or model: "weapon_time_place", "model:threat"
    std::string sentence;  ///< plain English without the text itself: "mentions a weapon together with a time"
    std::size_t begin{0};  ///< byte offsets into the original text; begin == end: the whole text
    std::size_t end{0};
};

/// Words that harm elsewhere and are harmless here, because of other words. Byte offsets into the original text.
struct LookAlike {
    Category category{Category::benign};  ///< what the words alone would have been
    std::size_t begin{0};
    std::size_t end{0};
    std::size_t because_begin{0};  ///< the words that show it; they may overlap the others
    std::size_t because_end{0};
};

/// One category that applies, with the severity it would have on its own.
struct Finding {
    Category category{Category::benign};
    Severity severity{Severity::v0};
    bool sure{false};    ///< false: in the abstain band; a person looks, nothing automatic happens
    bool raised{false};  ///< by one step, for what stands around the words: the step has no automatic effect
};

/// Facts about the text that the routing table's `hide_if_...` conditions ask for.
struct Features {
    bool target{false};  ///< aimed at somebody in particular
    bool slur{false};
    bool named{false};  ///< names a person
    bool named_and_abusive{false};
    bool first_time_stranger{false};  ///< known to the intake, not to the text
    bool two_identifiers{false};      ///< two or more pieces of data about one pupil
};

/// What the machine says of one revision.
struct Assessment {
    Severity severity{Severity::v0};
    Target target{Target::unknown};
    std::vector<Finding> findings;  ///< most severe first; empty: nothing found
    std::array<float, kCategoryCount> scores{};
    std::vector<Reason> reasons;
    std::vector<LookAlike> look_alikes;  ///< for whoever tries a text; not kept with an item
    Features features;
    std::string version;  ///< of model and rules: "m:3f9a12 r:7"

    /// Something on which the machine may act by itself: V2 and more that is sure, and of what may not stay up for a
    /// minute (indecent images, extortion with pictures, children who are hidden) suspicion is enough. Never criticism.
    bool may_be_hidden() const;

    bool has(Category category) const {
        for (const auto& finding : findings)
            if (finding.category == category) return true;
        return false;
    }
};

}  // namespace models
