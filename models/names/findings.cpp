#include "models/names/findings.hpp"

#include "models/domain/named.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace models::names {

namespace {

constexpr Names<Problem, 3> kProblems{{"full_name_with_picture", "not_agreed", "class_and_place"}};
constexpr std::array<std::string_view, 3> kSentences{
    "A pupil's full name stands beside a picture. Leave the name out (\"a Year 4 pupil\"), or the picture.",
    "A pupil is named here whose name can't be told like this. Leave the name out (\"a Year 4 pupil\"), or ask the "
    "office.",
    "A name, a class and a place together tell where to find a child. Leave out two of the three."};

// Sorted, as the normaliser writes them.
constexpr std::array<std::string_view, 9> kWhere{"at", "behind", "by", "from", "in", "near", "on", "outside", "to"};
constexpr std::array<std::string_view, 41> kPlaces{
    "academy", "arena",    "avenue",   "bank",    "beach",  "bus",     "cafe",    "centre", "church", "close", "club",
    "court",   "crescent", "drive",    "estate",  "farm",   "field",   "fields",  "flats",  "gate",   "green", "gym",
    "hall",    "home",     "hospital", "house",   "lane",   "library", "museum",  "park",   "pitch",  "pool",  "rink",
    "road",    "shop",     "stadium",  "station", "street", "surgery", "theatre", "village"};
static_assert(std::is_sorted(kWhere.begin(), kWhere.end()) && std::is_sorted(kPlaces.begin(), kPlaces.end()));
constexpr std::size_t kPlaceTokens = 4;  ///< "at the old leisure centre"

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::binary_search(words.begin(), words.end(), word);
}

/// Whether a text says where somebody is: "at the swimming pool", "outside 12 Alder Lane".
bool tells_a_place(std::string_view text) {
    const auto tokens = text::normalise(text, Roster::kTextBytesMax).tokens;
    std::size_t until = 0;  // a place before this token belongs to the word that led to it
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i < until && among(kPlaces, tokens[i].text)) return true;
        if (among(kWhere, tokens[i].text)) until = i + 1 + kPlaceTokens;
    }
    return false;
}

}  // namespace

std::string_view to_string(Problem problem) {
    return kProblems.of(problem);
}

std::vector<Finding> naming_findings(const Roster& roster, std::string_view text, bool with_picture,
                                     const MayTell& may_tell) {
    std::vector<Finding> findings;
    const auto mentions = roster.find(text);
    const bool place = !mentions.empty() && tells_a_place(text);
    for (const auto& mention : mentions) {
        const auto say = [&](Problem problem) {
            findings.push_back({problem, mention.begin, mention.end, kSentences[static_cast<std::size_t>(problem)]});
        };
        const auto shown = mention.full_name ? consent::NameShown::full_name : consent::NameShown::first_name;
        // Everybody is asked, also after the first no: how long it takes must not tell who it was.
        bool agreed = true;
        for (const auto pupil : mention.pupils) agreed &= may_tell(pupil, shown);
        if (mention.full_name && with_picture)
            say(Problem::full_name_with_picture);
        else if (!agreed)
            say(Problem::not_agreed);
        if (mention.with_class && place) say(Problem::class_and_place);
    }
    return findings;
}

std::string words_of_file_name(std::string_view name) {
    std::string words;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto c = static_cast<unsigned char>(name[i]);
        const auto before = i == 0 ? ' ' : static_cast<unsigned char>(name[i - 1]);
        const bool letter = c >= 0x80 || std::isalpha(c) != 0;
        const bool after_letter = before >= 0x80 || std::isalpha(before) != 0;
        const bool hump = std::isupper(c) != 0 && std::islower(before) != 0;
        if (hump || (letter && std::isdigit(before) != 0) || (std::isdigit(c) != 0 && after_letter)) words += ' ';
        words += letter || std::isdigit(c) != 0 || c == '\'' ? name[i] : ' ';
    }
    return words;
}

}  // namespace models::names
