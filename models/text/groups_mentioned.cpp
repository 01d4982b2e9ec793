#include "models/text/groups_mentioned.hpp"

#include "models/text/assessor.hpp"
#include "models/text/normaliser.hpp"

#include <algorithm>
#include <utility>

namespace models::text {

namespace {

const std::vector<std::pair<std::string_view, std::vector<std::string_view>>>& groups() {
    static const std::vector<std::pair<std::string_view, std::vector<std::string_view>>> all{
        {"women", {"women", "woman", "girls", "girl", "female", "females"}},
        {"men", {"men", "man", "boys", "boy", "male", "males"}},
        {"Black people", {"black", "blacks", "african", "africans"}},
        {"white people", {"white", "whites"}},
        {"Muslims", {"muslim", "muslims", "islam", "islamic"}},
        {"Jews", {"jew", "jews", "jewish"}},
        {"Christians", {"christian", "christians", "catholic", "catholics"}},
        {"gay and lesbian people", {"gay", "gays", "lesbian", "lesbians", "homosexual", "homosexuals"}},
        {"trans people", {"trans", "transgender", "transsexual"}},
        {"disabled people", {"disabled", "autistic", "autism", "disability", "blind", "deaf", "wheelchair"}},
        {"immigrants", {"immigrant", "immigrants", "refugee", "refugees", "migrant", "migrants", "foreigners"}},
        {"Asian people", {"asian", "asians", "indian", "indians", "pakistani", "chinese"}},
        {"Gypsies and Travellers", {"gypsy", "gypsies", "traveller", "travellers", "roma"}},
    };
    return all;
}

}  // namespace

std::vector<std::string_view> groups_mentioned(std::string_view text) {
    std::vector<std::string_view> out;
    const auto tokens = normalise(text, Assessor::kMaxTextBytes).tokens;
    for (const auto& [group, words] : groups())
        if (std::any_of(tokens.begin(), tokens.end(), [&list = words](const Token& token) {
                return std::find(list.begin(), list.end(), token.text) != list.end();
            }))
            out.push_back(group);
    return out;
}

}  // namespace models::text
