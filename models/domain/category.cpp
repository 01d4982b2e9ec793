#include "models/domain/category.hpp"

#include "models/domain/named.hpp"

namespace models {

namespace {
constexpr Names<Category, kCategoryCount> kCategories{{
    "threat",         "hate",           "bullying_pupil",    "staff_abuse",      "staff_allegation",
    "sexual_content", "sexual_harassment", "grooming_contact", "dm_solicitation", "self_harm",
    "radicalisation", "illegal_image",  "image_extortion",   "cp_disclosure",    "pupil_data",
    "pupil_contact",  "pupil_image",    "criticism",         "misinformation",   "spam_scam",
    "copyright",      "impersonation",  "unknown_language",  "benign_question",  "benign",
}};
constexpr Names<Severity, 5> kSeverities{{"V0", "V1", "V2", "V3", "V4"}};
constexpr Names<Target, 11> kTargets{{"pupil", "staff", "head", "dsl", "governor", "parent", "group", "self",
                                      "school", "other", "unknown"}};
}  // namespace

std::array<Category, kCategoryCount> all_categories() {
    std::array<Category, kCategoryCount> all{};
    for (std::size_t i = 0; i < kCategoryCount; ++i) all[i] = static_cast<Category>(i);
    return all;
}

std::string_view to_string(Category category) { return kCategories.of(category); }
std::optional<Category> category_from(std::string_view name) { return kCategories.find(name); }
std::string_view to_string(Severity severity) { return kSeverities.of(severity); }
std::string_view to_string(Target target) { return kTargets.of(target); }
std::optional<Target> target_from(std::string_view name) { return kTargets.find(name); }

std::optional<Severity> severity_from(int level) {
    if (level < 0 || level > 4) return std::nullopt;
    return static_cast<Severity>(level);
}

}  // namespace models
