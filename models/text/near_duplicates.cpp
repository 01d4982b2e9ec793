#include "models/text/near_duplicates.hpp"

#include "models/text/ngrams.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace models::text {

namespace {

constexpr std::size_t kRun = 3;
constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15ULL;

/// Half of what either has, both have.
bool alike(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::vector<std::uint64_t> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return 2 * both.size() >= a.size() + b.size() - both.size();
}

}  // namespace

NearDuplicates::Shingles NearDuplicates::shingles_of(std::string_view line) {
    std::vector<std::uint64_t> words;
    for (std::size_t at = 0; at < line.size();) {
        const auto end = std::min(line.find(' ', at), line.size());
        if (end > at) words.push_back(spread(word_hash(line.substr(at, end - at))));
        at = end + 1;
    }
    Shingles shingles;
    if (words.empty()) return shingles;
    for (std::size_t first = 0; first == 0 || first + kRun <= words.size(); ++first) {
        std::uint64_t hash = 0;
        for (std::size_t i = first; i < std::min(first + kRun, words.size()); ++i)
            hash = spread(hash * kGolden + words[i]);
        shingles.push_back(hash);
    }
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
    return shingles;
}

NearDuplicates::Bands NearDuplicates::bands_of(const Shingles& shingles) {
    Bands bands{};
    for (std::size_t band = 0; band < kBands; ++band) {
        std::uint64_t key = band;
        for (std::size_t row = 0; row < kRows; ++row) {
            const auto salt = (band * kRows + row + 1) * kGolden;
            auto least = std::numeric_limits<std::uint64_t>::max();
            for (const auto shingle : shingles) least = std::min(least, spread(shingle ^ salt));
            key = spread(key * kGolden + least);
        }
        bands[band] = key;
    }
    return bands;
}

void NearDuplicates::remember(std::string_view line) {
    auto shingles = shingles_of(line);
    if (shingles.empty()) return;
    for (const auto key : bands_of(shingles)) {
        auto& texts = by_band_[key];
        if (texts.size() < kMostInABand) texts.push_back(static_cast<std::uint32_t>(texts_.size()));
    }
    texts_.push_back(std::move(shingles));
}

bool NearDuplicates::has_like(std::string_view line) const {
    const auto shingles = shingles_of(line);
    if (shingles.empty()) return false;
    const auto bands = bands_of(shingles);
    return std::any_of(bands.begin(), bands.end(), [&](std::uint64_t key) {
        const auto found = by_band_.find(key);
        return found != by_band_.end() &&
               std::any_of(found->second.begin(), found->second.end(),
                           [&](std::uint32_t text) { return alike(texts_[text], shingles); });
    });
}

}  // namespace models::text
