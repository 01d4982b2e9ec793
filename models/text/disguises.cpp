#include "models/text/disguises.hpp"

#include "models/domain/named.hpp"

#include <algorithm>
#include <random>

namespace models::text {

namespace {

using Random = std::mt19937_64;

constexpr Names<Disguise, kDisguiseCount> kNames{{"none", "leet", "spaced", "punctuated", "zero_width", "look_alike",
                                                  "repeated", "mixed_case", "starred", "mistyped", "joined",
                                                  "full_width", "combined"}};

bool vowel(char c) {
    return std::string_view{"aeiouAEIOU"}.find(c) != std::string_view::npos;
}

/// Every letter in the table by what stands for it.
std::string replaced(std::string_view word, std::string_view from, const std::vector<std::string_view>& to) {
    std::string out;
    for (const char c : word) {
        const auto at = from.find(static_cast<char>(c | 0x20));
        if (at == std::string_view::npos)
            out += c;
        else
            out += to[at];
    }
    return out;
}

std::string with_between(std::string_view word, std::string_view between) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (i > 0) out += between;
        out += word[i];
    }
    return out;
}

std::string full_width(std::string_view word) {
    std::string out;
    for (const char c : word) {
        // U+FF41 is "a" and U+FF21 "A": 0xfee0 from ASCII, in three bytes.
        const auto code = 0xfee0U + static_cast<unsigned char>(c);
        out += static_cast<char>(0xe0U | (code >> 12U));
        out += static_cast<char>(0x80U | ((code >> 6U) & 0x3fU));
        out += static_cast<char>(0x80U | (code & 0x3fU));
    }
    return out;
}

std::string mistyped(std::string word, Random& random) {
    const auto at = 1 + random() % (word.size() - 2);
    switch (random() % 3) {
        case 0: std::swap(word[at], word[at + 1]); break;
        case 1: word.erase(at, 1); break;
        default: word.insert(at, 1, word[at]); break;
    }
    return word;
}

std::string starred(std::string word) {
    const auto inner = std::find_if(word.begin() + 1, word.end() - 1, vowel);
    if (inner != word.end() - 1) *inner = '*';
    return word;
}

std::string repeated(const std::string& word, Random& random) {
    auto out = word;
    const auto at = random() % word.size();
    out.insert(at, 3, word[at]);
    return out;
}

std::string mixed_case(std::string word) {
    for (std::size_t i = 0; i < word.size(); i += 2) word[i] = static_cast<char>(word[i] & ~0x20);
    return word;
}

std::string word_in(const std::string& word, Disguise disguise, Random& random) {
    switch (disguise) {
        case Disguise::leet: return replaced(word, "aeiost", {"4", "3", "1", "0", "5", "7"});
        case Disguise::spaced: return with_between(word, " ");
        case Disguise::punctuated: return with_between(word, random() % 2 == 0 ? "." : "-");
        case Disguise::zero_width: return with_between(word, "\u200b");
        case Disguise::look_alike:
            return replaced(word, "aceiopxy",
                            {"\u0430", "\u0441", "\u0435", "\u0456", "\u043e", "\u0440", "\u0445", "\u0443"});
        case Disguise::repeated: return repeated(word, random);
        case Disguise::mixed_case: return mixed_case(word);
        case Disguise::starred: return starred(word);
        case Disguise::mistyped: return mistyped(word, random);
        case Disguise::full_width: return full_width(word);
        case Disguise::none:
        case Disguise::joined:
        case Disguise::combined: break;
    }
    return word;
}

/// Only plain words of four letters and more: taking UTF-8 apart would make other bytes of it.
bool long_enough(std::string_view word) {
    return word.size() >= 4 && std::all_of(word.begin(), word.end(),
                                           [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

std::array<Disguise, kDisguiseCount> all_disguises() {
    std::array<Disguise, kDisguiseCount> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Disguise>(i);
    return all;
}

std::string_view to_string(Disguise disguise) {
    return kNames.of(disguise);
}

std::string disguised(std::string_view text, Disguise disguise, std::uint64_t seed) {
    if (disguise == Disguise::none) return std::string{text};
    constexpr std::array kEasy{Disguise::leet, Disguise::repeated, Disguise::mixed_case, Disguise::starred,
                               Disguise::look_alike};
    Random random{seed};
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        std::string word{text.substr(at, end - at)};
        const bool change = long_enough(word) && random() % 3 != 0;
        if (change) {
            word = word_in(word, disguise == Disguise::combined ? kEasy[random() % kEasy.size()] : disguise, random);
            if (disguise == Disguise::combined && long_enough(word)) word = mistyped(word, random);
        }
        const bool together = disguise == Disguise::joined && random() % 3 != 0;
        if (at > 0 && !together) out += ' ';
        out += word;
        at = end + 1;
    }
    return out;
}

}  // namespace models::text
