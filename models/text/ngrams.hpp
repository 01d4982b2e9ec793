#pragma once

#include <cstddef>
#include <cstdint>
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

}  // namespace models::text
