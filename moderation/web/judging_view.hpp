#pragma once

#include "moderation/adjuster.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace moderation::web {

/// Everything that the page about the judging shows.
struct JudgingPage {
    AdjustmentState state;
    Adjustment live;
    std::optional<AdjustmentRecord> live_record;  ///< nothing: as shipped
    std::optional<AdjustmentRecord> candidate;
    std::optional<AdjustmentRequest> asked;     ///< of the candidate, while it is being made
    std::size_t examples{0};                    ///< that could be learnt from
    std::vector<Item> changed;                  ///< of the backtest, as far as this person may see them
    std::span<const models::text::Rule> rules;  ///< as shipped
};

Html judging_page(const Tools& tools, const Visit& visit, const JudgingPage& view, const FieldErrors& errors);

/// The candidate: what it is, how it does, what it would have changed, and who may agree.
Html candidate_section(const Tools& tools, const Visit& visit, const JudgingPage& view);

/// Words to watch for, unseen until somebody asks for them: filters of screens must not trip over the page.
Html words_shown_on_demand(const models::text::WrittenWords& words);

/// What the field of an exception's rule says for any rule.
inline constexpr std::string_view kAnyRule = "any";
std::string rule_field(const std::string& rule);
/// What was set aside and why.
Html exception_words(const Tools& tools, const JudgingPage& view, const SchoolException& exception);
/// What the bars of a change rest on, and what becomes of each category.
Html bars_section(const Tools& tools, const std::map<models::Category, Basis>& bases);
Html bars_form(const Tools& tools, const Visit& visit, const JudgingPage& view);
Html exceptions_table(const Tools& tools, const Visit& visit, const JudgingPage& view);
Html exception_form(const Tools& tools, const Visit& visit, const JudgingPage& view, const FieldErrors& errors);

}  // namespace moderation::web
