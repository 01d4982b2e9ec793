#include "models/consent/columns.hpp"

#include "models/domain/named.hpp"

#include <algorithm>
#include <array>

namespace models::consent {

namespace {

constexpr Names<Field, kFieldCount> kFields{
    {"ignored", "never_taken", "upn", "own_id", "legal_forename", "legal_surname", "preferred_forename",
     "preferred_surname", "birth", "year_group", "group", "left_on", "consent", "consent_from", "consent_until"}};

struct Known {
    std::string_view header;  ///< in small letters, without anything else
    Field field;
};
constexpr std::array kHeaders{
    Known{"upn", Field::upn},
    Known{"uniquepupilnumber", Field::upn},
    Known{"admissionnumber", Field::own_id},
    Known{"admissionno", Field::own_id},
    Known{"admno", Field::own_id},
    Known{"arborid", Field::own_id},
    Known{"arborstudentid", Field::own_id},
    Known{"misid", Field::own_id},
    Known{"mispupilid", Field::own_id},
    Known{"studentid", Field::own_id},
    Known{"pupilid", Field::own_id},
    Known{"legalforename", Field::legal_forename},
    Known{"legalfirstname", Field::legal_forename},
    Known{"forename", Field::legal_forename},
    Known{"firstname", Field::legal_forename},
    Known{"givenname", Field::legal_forename},
    Known{"legalsurname", Field::legal_surname},
    Known{"legallastname", Field::legal_surname},
    Known{"surname", Field::legal_surname},
    Known{"lastname", Field::legal_surname},
    Known{"familyname", Field::legal_surname},
    Known{"preferredforename", Field::preferred_forename},
    Known{"preferredfirstname", Field::preferred_forename},
    Known{"preferredname", Field::preferred_forename},
    Known{"chosenname", Field::preferred_forename},
    Known{"chosenforename", Field::preferred_forename},
    Known{"knownas", Field::preferred_forename},
    Known{"preferredsurname", Field::preferred_surname},
    Known{"preferredlastname", Field::preferred_surname},
    Known{"chosensurname", Field::preferred_surname},
    Known{"dob", Field::birth},
    Known{"dateofbirth", Field::birth},
    Known{"birthdate", Field::birth},
    Known{"year", Field::year_group},
    Known{"yeargroup", Field::year_group},
    Known{"ncyear", Field::year_group},
    Known{"nationalcurriculumyear", Field::year_group},
    Known{"reg", Field::group},
    Known{"reggroup", Field::group},
    Known{"registrationgroup", Field::group},
    Known{"registrationform", Field::group},
    Known{"tutorgroup", Field::group},
    Known{"class", Field::group},
    Known{"form", Field::group},
    Known{"leavingdate", Field::left_on},
    Known{"dateofleaving", Field::left_on},
    Known{"leftdate", Field::left_on},
    Known{"consentdate", Field::consent_from},
    Known{"consentgivenon", Field::consent_from},
    Known{"consentexpires", Field::consent_until},
    Known{"consentexpirydate", Field::consent_until},
    Known{"consentuntil", Field::consent_until},
};

// A header that holds one of these is about what must not come in. Whole words for the short ones: "sen" is in
// "consent".
constexpr std::array<std::string_view, 15> kNeverTaken{
    "ethnic", "medical", "allerg",      "religio", "address",         "postcode", "disab",       "safeguard",
    "inneed", "inca",    "lookedafter", "adopted", "childprotection", "freemeal", "pupilpremium"};
constexpr std::array<std::string_view, 6> kNeverTakenWords{"sen", "send", "eal", "fsm", "cp", "lac"};

struct Topic {
    std::string_view word;
    Uses uses;
    bool of_pictures{false};  ///< forms ask this of other things, too (films, trips): only beside "photo"
};
constexpr std::array kTopics{
    Topic{"facebook", bit(Use::social_facebook)},
    Topic{"instagram", bit(Use::social_instagram)},
    Topic{"twitter", bit(Use::social_x)},
    Topic{"youtube", bit(Use::social_youtube)},
    Topic{"socialmedia", kSocialUses},
    Topic{"website", bit(Use::website)},
    Topic{"newsletter", bit(Use::newsletter)},
    Topic{"prospectus", bit(Use::prospectus_print)},
    Topic{"livestream", bit(Use::livestream)},
    Topic{"photographer", bit(Use::photographer)},
    Topic{"social", kSocialUses, true},
    Topic{"print", bit(Use::prospectus_print), true},
    Topic{"publication", bit(Use::prospectus_print), true},
    Topic{"display", bit(Use::internal_display), true},
    Topic{"internal", bit(Use::internal_display), true},
    Topic{"video", bit(Use::video), true},
    Topic{"press", bit(Use::press_tv), true},
    Topic{"newspaper", bit(Use::press_tv), true},
    Topic{"marketing", bit(Use::trust_marketing), true},
    Topic{"research", bit(Use::research_training), true},
};
constexpr std::array<std::string_view, 3> kPictures{"photo", "image", "picture"};
constexpr std::array<std::string_view, 2> kAsked{"consent", "permission"};
// In such a column a tick means no. It is not guessed at.
constexpr std::array<std::string_view, 6> kReversed{"optout", "refus", "donot", "decline", "withh", "object"};
constexpr std::array<std::string_view, 7> kReversedWords{"no", "not", "never", "dont", "without", "exclude", "out"};
constexpr std::array<std::string_view, 7> kLoneTicks{"photographstudent", "photographpupil", "photographs",    "photos",
                                                     "photoconsent",      "parentalconsent", "photopermission"};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}
char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Only its letters and digits, in small letters.
std::string bare(std::string_view header) {
    std::string letters;
    for (const char c : header)
        if (is_letter(c)) letters += small(c);
    return letters;
}

std::vector<std::string> words_of(std::string_view header) {
    std::vector<std::string> words(1);
    for (const char c : header) {
        if (is_letter(c))
            words.back() += small(c);
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

template <std::size_t N>
bool holds_any(std::string_view text, const std::array<std::string_view, N>& parts) {
    return std::any_of(parts.begin(), parts.end(), [&](auto part) { return text.find(part) != text.npos; });
}
template <std::size_t N>
bool is_any(std::string_view text, const std::array<std::string_view, N>& parts) {
    return std::find(parts.begin(), parts.end(), text) != parts.end();
}

/// Whether a header holds one of the parts anywhere, or one of the words by itself.
template <std::size_t N, std::size_t M>
bool speaks_of(std::string_view letters, const std::vector<std::string>& words,
               const std::array<std::string_view, N>& parts, const std::array<std::string_view, M>& alone) {
    return holds_any(letters, parts) ||
           std::any_of(words.begin(), words.end(), [&](const auto& word) { return is_any(word, alone); });
}

Uses topics_of(std::string_view letters, const std::vector<std::string>& words) {
    const bool pictures = holds_any(letters, kPictures);
    unsigned uses = 0;
    for (const auto& topic : kTopics)
        if ((pictures || !topic.of_pictures) && letters.find(topic.word) != letters.npos) uses |= topic.uses;
    const auto alone = [&](std::string_view word) {
        return pictures && std::find(words.begin(), words.end(), word) != words.end();
    };
    if (alone("x")) uses |= bit(Use::social_x);
    if (alone("web")) uses |= bit(Use::website);
    if (alone("tv")) uses |= bit(Use::press_tv);
    return static_cast<Uses>(uses);
}

Column recognised(std::string_view header, Uses lone_tick) {
    Column column{std::string{header}};
    const auto letters = bare(header);
    const auto words = words_of(header);
    const auto known =
        std::find_if(kHeaders.begin(), kHeaders.end(), [&](const auto& each) { return each.header == letters; });
    if (known != kHeaders.end()) {
        column.field = known->field;
    } else if (speaks_of(letters, words, kNeverTaken, kNeverTakenWords)) {
        column.field = Field::never_taken;
    } else if (speaks_of(letters, words, kReversed, kReversedWords)) {
        column.field = Field::ignored;
    } else if (is_any(letters, kLoneTicks)) {
        column.field = Field::consent;
        column.uses = lone_tick;
    } else if (holds_any(letters, kPictures) || holds_any(letters, kAsked) || letters == "socialmedia") {
        column.uses = topics_of(letters, words);
        column.field = column.uses == 0 ? Field::ignored : Field::consent;
    }
    return column;
}

}  // namespace

std::string_view to_string(Field field) {
    return kFields.of(field);
}

std::optional<Column> meaning_of(std::string_view name) {
    if (const auto use = use_from(name)) return Column{{}, Field::consent, bit(*use)};
    if (name == "social_media") return Column{{}, Field::consent, kSocialUses};
    if (name == "all_uses") return Column{{}, Field::consent, kAllUses};
    const auto field = kFields.find(name);
    if (!field || *field == Field::consent) return std::nullopt;
    return Column{{}, *field};
}

Column column_of(std::string_view header, const Mapping& mapping) {
    for (const auto& [named, meaning] : mapping.columns) {
        if (bare(named) != bare(header)) continue;
        auto column = meaning_of(meaning).value_or(Column{});
        column.header = header;
        return column;
    }
    return recognised(header, mapping.lone_tick);
}

}  // namespace models::consent
