#include "models/text/perturb.hpp"

#include <array>
#include <random>
#include <vector>

namespace models::text {

namespace {

using Random = std::mt19937_64;

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t pick(Random& random, std::size_t below) {
    return random() % below;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// Only plain words of some length are worth disguising; pulling UTF-8 apart would make other bytes of it.
bool plain(const std::string& word) {
    if (word.size() < 4) return false;
    for (const char c : word)
        if (!letter(c)) return false;
    return true;
}

void leet(std::string& word, Random& random) {
    constexpr std::string_view kFrom = "oieastb";
    constexpr std::string_view kTo = "0134578";
    constexpr std::string_view kAlsoTo = "0!3@$+8";
    const bool signs = pick(random, 2) == 0;
    for (std::size_t i = 1; i + 1 < word.size(); ++i)
        if (const auto at = kFrom.find(word[i]); at != std::string_view::npos) word[i] = signs ? kAlsoTo[at] : kTo[at];
}

void star(std::string& word, Random& random) {
    const auto vowel = word.find_first_of("aeiouAEIOU", 1);
    if (vowel == std::string::npos || vowel + 1 >= word.size()) return;
    word[vowel] = '*';
    if (pick(random, 3) == 0)
        for (std::size_t i = vowel; i + 1 < word.size(); ++i) word[i] = '*';
}

void typo(std::string& word, Random& random) {
    const auto at = 1 + pick(random, word.size() - 2);
    switch (pick(random, 4)) {
        case 0: std::swap(word[at], word[at + 1 < word.size() ? at + 1 : at]); break;
        case 1: word.erase(at, 1); break;
        case 2: word.insert(at, 1, word[at]); break;
        default: word.insert(at, 3, word[at]); break;
    }
}

void drop_vowels(std::string& word, Random&) {
    std::string out{word.front()};
    for (std::size_t i = 1; i < word.size(); ++i)
        if (std::string_view{"aeiou"}.find(word[i]) == std::string_view::npos) out += word[i];
    if (out.size() >= 3) word = out;
}

std::string together(const std::vector<std::string>& words, Random& random) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0 && pick(random, 4) != 0) out += ' ';
        out += words[i];
    }
    return out;
}

}  // namespace

std::string perturb(std::string_view text, std::uint64_t seed) {
    Random random{seed};
    auto words = words_of(text);
    const auto kind = pick(random, 8);
    if (kind == 7) return together(words, random);
    using Change = void (*)(std::string&, Random&);
    constexpr std::array<Change, 7> kChanges{leet, star, star, typo, typo, typo, drop_vowels};
    std::string out;
    for (auto& word : words) {
        if (plain(word) && pick(random, 2) == 0) kChanges[kind](word, random);
        if (!out.empty()) out += ' ';
        out += word;
    }
    return out;
}

}  // namespace models::text
