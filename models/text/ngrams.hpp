#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace models::text {

/// fastText's hash of a word: FNV-1a over signed bytes.
inline std::uint32_t word_hash(std::string_view word) {
    std::uint32_t h = 2166136261U;
    for (const char c : word) {
        h ^= static_cast<std::uint32_t>(static_cast<std::int8_t>(c));
        h *= 16777619U;
    }
    return h;
}

/// fastText's hash of two words that follow one another, before the remainder by the number of buckets.
inline std::uint64_t pair_hash(std::uint32_t first, std::uint32_t second) {
    constexpr std::uint64_t kFactor = 116049371;
    const auto signed_first = static_cast<std::int64_t>(static_cast<std::int32_t>(first));
    const auto signed_second = static_cast<std::int64_t>(static_cast<std::int32_t>(second));
    return static_cast<std::uint64_t>(signed_first) * kFactor + static_cast<std::uint64_t>(signed_second);
}

/// Calls `use(hash)` for every n-gram of `shortest` to `longest` characters of "<word>", as fastText forms
/// them: of UTF-8 characters, without the lone "<" and ">".
/// REQUIRES: `bracketed` begins with '<' and ends with '>'.
template <class Use>
void each_subword(std::string_view bracketed, int shortest, int longest, const Use& use) {
    const auto continues = [&](std::size_t i) { return (static_cast<unsigned char>(bracketed[i]) & 0xC0U) == 0x80U; };
    for (std::size_t i = 0; i < bracketed.size(); ++i) {
        if (continues(i)) continue;
        std::uint32_t h = 2166136261U;
        std::size_t end = i;
        for (int n = 1; end < bracketed.size() && n <= longest; ++n) {
            do {
                h ^= static_cast<std::uint32_t>(static_cast<std::int8_t>(bracketed[end++]));
                h *= 16777619U;
            } while (end < bracketed.size() && continues(end));
            const bool lone_bracket = n == 1 && (i == 0 || end == bracketed.size());
            if (n >= shortest && !lone_bracket) use(h);
        }
    }
}

/// Spreads a hash over all 64 bits (the finaliser of MurmurHash3).
inline std::uint64_t spread(std::uint64_t h) {
    h = (h ^ (h >> 33U)) * 0xff51afd7ed558ccdULL;
    h = (h ^ (h >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 33U);
}

/// Calls `use(key, i)` for every n-gram of a text that LinearModel knows of: word i itself, its n-grams of two to five
/// characters, and word i with the one before it. Keys of the three kinds differ.
template <class Use>
void each_feature(std::span<const std::string_view> words, const Use& use) {
    constexpr std::uint64_t kWord = 1ULL << 40U;
    constexpr std::uint64_t kPart = 2ULL << 40U;
    constexpr std::uint64_t kPair = 0x9e3779b97f4a7c15ULL;
    std::string bracketed;
    std::uint32_t before = 0;
    bool first = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].empty()) continue;
        const auto hash = word_hash(words[i]);
        use(spread(hash | kWord), i);
        if (!first) use(spread(pair_hash(before, hash) ^ kPair), i);
        first = false;
        bracketed.assign(1, '<').append(words[i]).push_back('>');
        each_subword(bracketed, 2, 5, [&](std::uint32_t part) { use(spread(part | kPart), i); });
        before = hash;
    }
}

}  // namespace models::text
