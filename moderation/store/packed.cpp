#include "moderation/store/packed.hpp"

#include <algorithm>

namespace moderation {

Packer& Packer::add(std::string_view value) {
    packed_ += std::to_string(value.size());
    packed_ += ':';
    packed_ += value;
    return *this;
}

std::optional<std::string_view> Unpacker::next() {
    std::size_t size = 0;
    const auto* begin = rest_.data();
    const auto* end = begin + rest_.size();
    const auto [colon, error] = std::from_chars(begin, end, size);
    const auto used = static_cast<std::size_t>(colon - begin);
    if (broken_ || error != std::errc{} || colon == end || *colon != ':' || size > rest_.size() - used - 1) {
        broken_ = true;
        return std::nullopt;
    }
    const auto value = rest_.substr(used + 1, size);
    rest_.remove_prefix(used + 1 + size);
    return value;
}

std::int64_t Unpacker::number() {
    const auto digits = next();
    std::int64_t value = 0;
    if (!digits) return 0;
    const auto [end, error] = std::from_chars(digits->data(), digits->data() + digits->size(), value);
    if (error != std::errc{} || end != digits->data() + digits->size()) broken_ = true;
    return value;
}

namespace {

constexpr std::int64_t kPairsMax = 100;

}  // namespace

std::string pack_pairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
    Packer packer;
    packer.add(static_cast<std::int64_t>(pairs.size()));
    for (const auto& [question, answer] : pairs) packer.add(question).add(answer);
    return packer.take();
}

std::vector<std::pair<std::string, std::string>> unpack_pairs(std::string_view packed) {
    std::vector<std::pair<std::string, std::string>> pairs;
    Unpacker unpacker{packed};
    const auto count = std::min(unpacker.number(), kPairsMax);
    for (std::int64_t i = 0; i < count && !unpacker.broken(); ++i) {
        auto question = unpacker.text();
        pairs.emplace_back(std::move(question), unpacker.text());
    }
    return pairs;
}

}  // namespace moderation
