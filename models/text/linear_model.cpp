#include "models/text/linear_model.hpp"

#include "models/text/ngrams.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

static_assert(std::endian::native == std::endian::little, "the file is written as it lies in memory");

namespace {

constexpr std::array<char, 8> kMagic{'g', 'h', 'l', 'i', 'n', 'e', 'a', 'r'};
constexpr std::uint32_t kFormat = 2;
constexpr std::uint32_t kMaxLines = 1U << 21U;  // 128 MiB
constexpr double kFill = 0.75;                  // fuller, too many n-grams find no slot

/// The slots a text has met. Open addressing: a text has hundreds of n-grams, and a set of nodes would cost more than
/// the look-ups it is for.
class Met {
  public:
    Met() : slots_(1024, kFree) {}

    bool first_time(std::uint32_t slot) {
        if (2 * ++count_ > slots_.size()) grow();
        return put(slot);
    }

  private:
    static constexpr std::uint32_t kFree = 0xffffffffU;

    bool put(std::uint32_t slot) {
        const auto mask = slots_.size() - 1;
        auto at = (slot * 2654435769U) & mask;
        for (; slots_[at] != kFree; at = (at + 1) & mask)
            if (slots_[at] == slot) return false;
        slots_[at] = slot;
        return true;
    }

    void grow() {
        std::vector<std::uint32_t> bigger(slots_.size() * 4, kFree);
        slots_.swap(bigger);
        for (const auto slot : bigger)
            if (slot != kFree) put(slot);
    }

    std::vector<std::uint32_t> slots_;
    std::size_t count_{0};
};

/// Small weights are many and large ones few: steps grow with the weight, the step's square is what counts.
float opened(std::int8_t step) {
    const auto wide = static_cast<float>(step);
    return wide * std::abs(wide);
}

}  // namespace

std::string LinearModel::file_of(std::span<const Feature> features, const Scores& bias) {
    Header header;
    header.magic = kMagic;
    header.format = kFormat;
    header.lines = static_cast<std::uint32_t>(static_cast<double>(features.size()) / kSlots / kFill) + 1;
    header.bias = bias;
    float rarest = 0;
    for (const auto& feature : features) {
        rarest = std::max(rarest, feature.rarity);
        for (std::size_t k = 0; k < kColumns; ++k)
            header.scale[k] = std::max(header.scale[k], std::abs(feature.weight[k]));
    }
    header.rarity = std::max(rarest, 1.0F) / 255;
    for (auto& scale : header.scale) scale = std::max(scale, 1e-6F) / (127 * 127);

    std::vector<Line> lines(header.lines);
    for (const auto& feature : features) {
        auto& line = lines[line_of(feature.key, header.lines)];
        const auto free = std::find(line.mark.begin(), line.mark.end(), 0);
        const bool taken = std::find(line.mark.begin(), free, mark_of(feature.key)) != free;
        if (free == line.mark.end() || taken) continue;
        const auto slot = static_cast<std::size_t>(free - line.mark.begin());
        *free = mark_of(feature.key);
        line.rarity[slot] = static_cast<std::uint8_t>(std::lround(feature.rarity / header.rarity));
        for (std::size_t k = 0; k < kColumns; ++k) {
            const auto steps = std::sqrt(std::abs(feature.weight[k]) / header.scale[k]);
            line.weight[slot][k] = static_cast<std::int8_t>(std::lround(std::copysign(steps, feature.weight[k])));
        }
    }
    std::string file(sizeof(Header) + lines.size() * sizeof(Line), '\0');
    std::memcpy(file.data(), &header, sizeof(Header));
    std::memcpy(file.data() + sizeof(Header), lines.data(), lines.size() * sizeof(Line));
    return file;
}

Result<LinearModel> LinearModel::parse(std::string_view file) {
    LinearModel model;
    auto& header = model.header_;
    if (file.size() < sizeof(Header)) return fail(ErrorKind::malformed, "is no linear model");
    std::memcpy(&header, file.data(), sizeof(Header));
    if (header.magic != kMagic) return fail(ErrorKind::malformed, "is no linear model");
    if (header.format != kFormat) return fail(ErrorKind::malformed, "is a linear model of another format");
    if (header.lines == 0 || header.lines > kMaxLines || file.size() != sizeof(Header) + header.lines * sizeof(Line))
        return fail(ErrorKind::malformed, "is no whole linear model");
    const auto sane = [](float value) { return std::isfinite(value) && std::abs(value) < 1e4F; };
    if (!std::all_of(header.scale.begin(), header.scale.end(), sane) || !sane(header.rarity) ||
        !std::all_of(header.bias.begin(), header.bias.end(), sane))
        return fail(ErrorKind::malformed, "is a linear model with nonsense in it");
    model.lines_.resize(header.lines);
    std::memcpy(model.lines_.data(), file.data() + sizeof(Header), header.lines * sizeof(Line));
    return model;
}

std::uint32_t LinearModel::slot_of(std::uint64_t key) const {
    const auto index = line_of(key, lines_.size());
    const auto& marks = lines_[index].mark;
    const auto found = std::find(marks.begin(), marks.end(), mark_of(key));
    if (found == marks.end()) return kUnknown;
    return static_cast<std::uint32_t>(index * kSlots + static_cast<std::size_t>(found - marks.begin()));
}

/// Calls `use(line, slot, rarity, word)` for every known n-gram of a text once; the length of its vector.
template <class Use>
float LinearModel::each_known(std::span<const std::string_view> words, const Use& use) const {
    Met met;
    float squares = 0;
    each_feature(words, [&](std::uint64_t key, std::size_t word) {
        const auto slot = slot_of(key);
        if (slot == kUnknown || !met.first_time(slot)) return;
        const auto& line = lines_[slot / kSlots];
        const float rarity = static_cast<float>(line.rarity[slot % kSlots]) * header_.rarity;
        squares += rarity * rarity;
        use(line, slot % kSlots, rarity, word);
    });
    return std::sqrt(squares);
}

LinearModel::Scores LinearModel::score(std::span<const std::string_view> words) const {
    Scores sum{};
    const auto length = each_known(words, [&](const Line& line, std::size_t slot, float rarity, std::size_t) {
        for (std::size_t k = 0; k < kColumns; ++k) sum[k] += opened(line.weight[slot][k]) * rarity;
    });
    for (std::size_t k = 0; k < kColumns; ++k)
        sum[k] = header_.bias[k] + (length > 0 ? sum[k] * header_.scale[k] / length : 0);
    return sum;
}

std::vector<float> LinearModel::contributions(std::span<const std::string_view> words, std::size_t column) const {
    std::vector<float> out(words.size());
    const auto length = each_known(words, [&](const Line& line, std::size_t slot, float rarity, std::size_t word) {
        out[word] += opened(line.weight[slot][column]) * rarity;
    });
    for (auto& part : out) part *= length > 0 ? header_.scale[column] / length : 0;
    return out;
}

}  // namespace models::text
