#include "models/text/written_words.hpp"

#include "models/text/assessor.hpp"

#include <algorithm>

namespace models::text {

WrittenWords::WrittenWords(std::string written)
    : written_{std::move(written)}, tokens_{normalise(written_, Assessor::kMaxTextBytes).tokens} {}

std::vector<std::pair<std::size_t, std::size_t>> WrittenWords::places_in(std::span<const Token> text) const {
    const auto same = [](const Token& a, const Token& b) { return a.text == b.text; };
    std::vector<std::pair<std::size_t, std::size_t>> places;
    if (tokens_.empty()) return places;
    for (auto from = text.begin(); places.size() < kPlacesMax;) {
        const auto found = std::search(from, text.end(), tokens_.begin(), tokens_.end(), same);
        if (found == text.end()) break;
        const auto first = static_cast<std::size_t>(found - text.begin());
        places.emplace_back(first, first + tokens_.size());
        from = found + 1;
    }
    return places;
}

}  // namespace models::text
