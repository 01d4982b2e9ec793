#include "models/image/hash_index.hpp"

#include <bit>
#include <span>

namespace models::image {

namespace {

using Hashes = std::span<const PdqHash>;

/// The place of the first hash at or after `from` that is at most `most` away, and how far; the size when none is.
struct Place {
    std::size_t at{0};
    int distance{0};
};

/// Most hashes are too far away after half of their bits, so that the other half is seldom counted.
[[gnu::always_inline]] inline Place next_within(Hashes hashes, std::size_t from, const PdqHash& wanted, int most) {
    for (std::size_t i = from; i < hashes.size(); ++i) {
        const auto& hash = hashes[i];
        const int half = std::popcount(hash[0] ^ wanted[0]) + std::popcount(hash[1] ^ wanted[1]);
        if (half > most) continue;
        const int whole = half + std::popcount(hash[2] ^ wanted[2]) + std::popcount(hash[3] ^ wanted[3]);
        if (whole <= most) return {i, whole};
    }
    return {hashes.size(), 0};
}

Place next_anywhere(Hashes hashes, std::size_t from, const PdqHash& wanted, int most) {
    return next_within(hashes, from, wanted, most);
}

#if defined(__x86_64__)
/// The same, with an instruction that old processors lack and that the compiler therefore does not use by itself.
[[gnu::target("popcnt")]] Place next_with_popcnt(Hashes hashes, std::size_t from, const PdqHash& wanted, int most) {
    return next_within(hashes, from, wanted, most);
}

Place next(Hashes hashes, std::size_t from, const PdqHash& wanted, int most) {
    static const bool kCounts = __builtin_cpu_supports("popcnt") != 0;
    return kCounts ? next_with_popcnt(hashes, from, wanted, most) : next_anywhere(hashes, from, wanted, most);
}
#else
Place next(Hashes hashes, std::size_t from, const PdqHash& wanted, int most) {
    return next_anywhere(hashes, from, wanted, most);
}
#endif

}  // namespace

void HashIndex::reserve(std::size_t hashes) {
    hashes_.reserve(hashes);
    labels_.reserve(hashes);
}

void HashIndex::add(const PdqHash& hash, std::uint32_t label) {
    hashes_.push_back(hash);
    labels_.push_back(label);
}

bool HashIndex::add(const Pdq& pdq, std::uint32_t label) {
    if (pdq.says_something()) add(pdq.hash, label);
    return pdq.says_something();
}

std::optional<HashIndex::Near> HashIndex::nearest(const Pdq& picture, int most) const {
    std::optional<Near> best;
    if (!picture.says_something()) return best;
    for (auto found = next(hashes_, 0, picture.hash, most); found.at < hashes_.size();
         found = next(hashes_, found.at + 1, picture.hash, best->distance - 1))
        best = Near{labels_[found.at], found.distance};
    return best;
}

std::vector<HashIndex::Near> HashIndex::within(const Pdq& picture, int most) const {
    std::vector<Near> all;
    if (!picture.says_something()) return all;
    for (auto found = next(hashes_, 0, picture.hash, most); found.at < hashes_.size() && all.size() < kFoundMax;
         found = next(hashes_, found.at + 1, picture.hash, most))
        all.push_back({labels_[found.at], found.distance});
    return all;
}

}  // namespace models::image
