#pragma once

#include "config/runtime/clock.hpp"
#include "models/domain/assessment.hpp"
#include "models/text/normaliser.hpp"
#include "models/text/set_aside.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// Words that a school watches for beside what the shipped rules know.
struct SchoolTerm {
    models::text::WrittenWords words;
    models::Category category{models::Category::staff_abuse};
    models::Severity severity{models::Severity::v1};  ///< V1 or V2
    std::string source;                               ///< where it was heard
    std::string by;                                   ///< person id
    runtime::Time expires{};
};

/// A shipped rule, or single words, that count otherwise at this school, for a time.
struct SchoolException {
    models::text::SetAside aside;
    std::string reason;
    std::string by;  ///< person id
    runtime::Time expires{};
};

/// What a school's own decisions say of one category: a line over the shipped score, and over words.
struct Correction {
    float slope{1};
    float offset{0};
    std::map<std::uint32_t, float> words;  ///< by hash; what colleagues here decided about them
    /// Below it, what only a model found is left alone; 0: nothing is.
    float leave_below{0};
    /// From it on, a person looks though nothing was found; above 1: never.
    float look_from{2};
};

/// What the bars of one category rest on, and what they change of it.
struct Basis {
    std::size_t decisions{0};     ///< about the category
    std::size_t confirmed{0};     ///< of them
    std::size_t harmless{0};      ///< comments
    std::size_t shown_before{0};  ///< of the harmless ones, to people, for this category and by a model alone
    std::size_t shown_after{0};
    std::size_t found_before{0};  ///< of the confirmed ones that nothing shipped had found, shown to people
    std::size_t found_after{0};
};

/// What a school lays over the shipped judging of texts.
///
/// It can only move what a person looks at: anything from V3 on stays as it is, a rule's finding as well but for the
/// exceptions that the rule yields to, and nothing that is added leads to an automatic action.
struct Adjustment {
    std::uint64_t number{0};  ///< 0: as shipped
    std::vector<SchoolTerm> terms;
    std::vector<SchoolException> exceptions;
    std::map<models::Category, Correction> corrections;
    std::map<models::Category, Basis> bars_rest_on;  ///< of those whose bars were worked out last
};

std::string pack(const Adjustment& adjustment);
/// Nothing when the bytes make no sense.
std::optional<Adjustment> unpack_adjustment(std::string_view packed);

/// Different words of a text, as corrections know them.
std::vector<std::uint32_t> words_in(const models::text::Normalised& text);
/// A score as corrections weigh it. A score of 0 or 1 says no more than 0.002 or 0.998.
float log_odds(float score);
/// How likely colleagues are to call the text this category, as far as the correction knows.
float corrected(const Correction& correction, float score, const std::vector<std::uint32_t>& words);

/// A model alone found it, it is not grave, and no complaint: so it may be left alone.
bool found_by_model_only(const models::Assessment& assessment, models::Category category);

/// What of the shipped rules is set aside at `now`.
std::vector<models::text::SetAside> set_aside(const Adjustment& adjustment, runtime::Time now);

/// The assessment of `text` with terms and corrections. Pure; linear in the text and in the number of terms. `shipped`
/// is what the assessor says without what the adjustment sets aside.
models::Assessment adjusted(models::Assessment shipped, const models::text::Normalised& text,
                            const Adjustment& adjustment, runtime::Time now);

}  // namespace moderation
