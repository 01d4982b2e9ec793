#include "models/names/roster.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace models::names {

namespace {

constexpr std::size_t kNameBytesMax = 200;
constexpr std::size_t kGroupTokensMax = 4;
constexpr std::size_t kLongName = 5;     ///< letters, from which on a slip is forgiven
constexpr std::size_t kSlippedMax = 24;  ///< letters of a word that is compared with slips in mind
constexpr std::size_t kSlipsMax = 8;     ///< names that one slip is taken for

void note(std::vector<std::uint32_t>& numbers, std::uint32_t number, std::size_t most) {
    if (numbers.size() < most && (numbers.empty() || numbers.back() != number)) numbers.push_back(number);
}

std::string without(const std::string& letters, std::size_t at) {
    return letters.substr(0, at) + letters.substr(at + 1);
}

/// Whether one letter more, less or different, or two that changed places, makes the one into the other.
bool one_slip(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1) return false;
    std::size_t head = 0;
    while (head < a.size() && a[head] == b[head]) ++head;
    const auto same = [&](std::size_t from_a, std::size_t from_b) { return a.substr(from_a) == b.substr(from_b); };
    if (a.size() < b.size()) return same(head, head + 1);
    if (head == a.size() || same(head + 1, head + 1)) return true;
    return head + 1 < a.size() && a[head] == b[head + 1] && a[head + 1] == b[head] && same(head + 2, head + 2);
}

}  // namespace

Roster::Roster(std::span<const PupilNames> pupils) : words_(1) {
    for (std::size_t i = 0; i < pupils.size(); ++i) add(pupils[i], static_cast<std::uint32_t>(i));
}

void Roster::add(const PupilNames& pupil, std::uint32_t number) {
    const auto forenames = add_words(pupil.forenames);
    const auto surnames = add_words(pupil.surnames);
    const auto group = add_group(pupil.group);
    for (const auto surname : surnames) words_[surname].surname = true;
    for (const auto forename : forenames) {
        note(words_[forename].forename_of, number, kMentionPupilsMax);
        for (const auto surname : surnames) note(by_full_name_[pair_of(forename, surname)], number, kMentionPupilsMax);
        if (group != kNone) note(by_class_[pair_of(forename, group)], number, kMentionPupilsMax);
    }
}

std::vector<Roster::WordId> Roster::add_words(const std::vector<std::string>& names) {
    std::vector<WordId> ids;
    for (const auto& name : names) {
        const auto tokens = text::normalise(name, kNameBytesMax).tokens;
        for (const auto& token : tokens) {
            auto letters = letters_of(token);
            const bool particle = is_particle(letters);
            if (letters.size() < 2 || (particle && tokens.size() > 1)) continue;
            const auto [place, fresh] = by_letters_.try_emplace(letters, static_cast<WordId>(words_.size()));
            if (fresh) {
                words_.push_back({letters, {}, false, is_ordinary_word(letters)});
                if (letters.size() >= kLongName && letters.size() <= kSlippedMax)
                    for (std::size_t i = 0; i < letters.size(); ++i)
                        note(by_deletion_[without(letters, i)], place->second, kSlipsMax);
            }
            ids.push_back(place->second);
        }
    }
    return ids;
}

std::uint32_t Roster::add_group(const std::string& group) {
    const auto tokens = text::normalise(group, kNameBytesMax).tokens;
    if (tokens.empty() || tokens.size() > kGroupTokensMax) return kNone;
    std::string key;
    for (const auto& token : tokens) key += token.raw + ' ';
    longest_group_ = std::max(longest_group_, tokens.size());
    return groups_.try_emplace(key, static_cast<std::uint32_t>(groups_.size() + 1)).first->second;
}

Roster::WordId Roster::known(const std::string& letters) const {
    const auto found = by_letters_.find(letters);
    return found == by_letters_.end() ? kNone : found->second;
}

std::vector<Roster::WordId> Roster::nearly(const std::string& letters) const {
    std::vector<WordId> ids;
    if (letters.size() < kLongName || letters.size() > kSlippedMax) return ids;
    const auto consider = [&](WordId id) {
        const bool fits = ids.size() < kSlipsMax && one_slip(letters, words_[id].letters);
        if (fits && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    const auto consider_all = [&](const std::string& key) {
        const auto found = by_deletion_.find(key);
        if (found == by_deletion_.end()) return;
        for (const auto id : found->second) consider(id);
    };
    consider_all(letters);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const auto shorter = without(letters, i);
        consider_all(shorter);
        const auto id = known(shorter);
        if (id != kNone && shorter.size() >= kLongName) consider(id);
    }
    return ids;
}

Roster::Spot Roster::group_at(std::span<const text::Token> tokens, std::size_t at) const {
    Spot spot;
    std::string key;
    for (std::size_t i = at; i < std::min(tokens.size(), at + longest_group_); ++i) {
        key += tokens[i].raw;
        // "the Kestrels' lantern", "Kestrels's": a class has possessives, too.
        if (key.ends_with("'s")) key.resize(key.size() - 2);
        key += ' ';
        const auto found = groups_.find(key);
        if (found == groups_.end()) continue;
        spot.group = found->second;
        spot.group_tokens = i - at + 1;
    }
    return spot;
}

std::vector<Roster::Spot> Roster::spots_of(const text::Normalised& text) const {
    std::vector<Spot> spots(text.tokens.size());
    for (std::size_t i = 0; i < spots.size(); ++i) {
        spots[i] = group_at(text.tokens, i);
        if (text.tokens[i].kind != text::TokenKind::word) continue;
        auto letters = letters_of(text.tokens[i]);
        spots[i].word = known(letters);
        if (letters.size() < 3 || letters.back() != 's') continue;
        letters.pop_back();
        spots[i].stem = known(letters);
    }
    return spots;
}

std::string letters_of(const text::Token& token) {
    std::string letters;
    for (const char c : token.text)
        if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
    return letters;
}

}  // namespace models::names
