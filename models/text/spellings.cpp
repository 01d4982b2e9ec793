#include "models/text/spellings.hpp"

#include <algorithm>
#include <vector>

namespace models::text {

namespace {

constexpr std::size_t kShortest = 3;  ///< letters that must be left of a grave word

bool vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool drawn_out(std::string_view raw) {
    for (std::size_t i = 2; i < raw.size(); ++i)
        if (raw[i] == raw[i - 1] && raw[i] == raw[i - 2] && raw[i] >= 'a' && raw[i] <= 'z') return true;
    return false;
}

/// "kiill" as "kiill", "kill", "kiil" and "kil": each doubled letter once or twice, as long as they are few.
std::vector<std::string> undrawn(std::string_view word) {
    constexpr std::size_t kMost = 16;
    std::vector<std::string> out{{}};
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool again = i > 0 && word[i] == word[i - 1];
        const auto before = out.size();
        for (std::size_t k = 0; k < before; ++k) {
            if (again && out.size() < kMost) out.push_back(out[k]);
            out[k] += word[i];
        }
    }
    return out;
}

/// Every digit and sign as the letter it looks like, also where none stands behind it: "ped0", "yourse1f".
std::optional<std::string> all_letters(std::string_view raw) {
    constexpr std::string_view kSigns{"0123456789$@!|"};
    constexpr std::string_view kLetters{"olzeasgtbgsail"};
    constexpr std::size_t kLettersAtLeast = 3;
    std::string out{raw};
    std::size_t letters = 0;
    for (auto& c : out) {
        if (c >= 'a' && c <= 'z') ++letters;
        if (const auto sign = kSigns.find(c); sign != std::string_view::npos) c = kLetters[sign];
    }
    if (letters < kLettersAtLeast || out == raw) return std::nullopt;
    return out;
}

}  // namespace

void Spellings::add_alias(std::string_view word, std::string_view meaning) {
    aliases_[std::string{word}] = meaning;
}

void Spellings::add_spared(std::string_view word) {
    spared_.emplace(word);
}

void Spellings::add_written(std::string written, std::string_view word) {
    if (written != word && written.size() >= kShortest) grave_.try_emplace(std::move(written), word);
}

void Spellings::add_grave(std::string_view word) {
    std::vector<std::size_t> vowels;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (vowel(word[i])) vowels.push_back(i);
    constexpr std::size_t kMostVowels = 6;
    for (std::size_t chosen = 1; chosen < (1U << std::min(vowels.size(), kMostVowels)); ++chosen) {
        std::string without;
        std::string starred{word};
        for (std::size_t i = 0, v = 0; i < word.size(); ++i) {
            const bool gone = v < vowels.size() && vowels[v] == i && (chosen >> v++ & 1U) != 0;
            if (gone) starred[i] = '*';
            if (!gone) without += word[i];
        }
        add_written(without, word);
        add_written(starred, word);
    }
    if (word.size() >= 4) add_written(word.front() + std::string(word.size() - 2, '*') + word.back(), word);
    constexpr std::size_t kLongEnough = 5;
    for (std::size_t i = 1; i < word.size() && word.size() >= kLongEnough; ++i) {
        std::string swapped{word};
        std::swap(swapped[i - 1], swapped[i]);
        add_written(std::move(swapped), word);
    }
}

std::optional<std::string> Spellings::meant(const Token& token, const Known& known) const {
    for (const auto* written : {&token.raw, &token.text})
        if (const auto found = aliases_.find(*written); found != aliases_.end()) return found->second;
    const auto& word = token.text;
    if (token.kind != TokenKind::word || known(word)) return std::nullopt;
    if (word.ends_with("in") && known(word + 'g')) return word + 'g';
    if (drawn_out(token.raw))
        for (auto& shorter : undrawn(word))
            if (known(shorter)) return std::move(shorter);
    if (auto letters = all_letters(token.raw); letters && known(*letters)) return letters;
    if (spared_.contains(word)) return std::nullopt;
    const auto found = grave_.find(word);
    return found == grave_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace models::text
