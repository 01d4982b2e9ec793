#include "models/image/pdq.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace models::image {

namespace {

constexpr int kSampled = 512;  ///< a longer side is sampled down to this
constexpr int kBlock = 64;     ///< the blurred picture is reduced to kBlock x kBlock
constexpr int kWaves = 16;     ///< frequencies 1 to kWaves in each direction
constexpr int kSmallest = 5;

// All arithmetic is in float and in the order of the reference: the hash of the same pixels is the same bit by bit.

struct Plane {
    int width{0};
    int height{0};
    std::vector<float> values;
};

using Block = std::array<std::array<float, kBlock>, kBlock>;
using Waves = std::array<std::array<float, kWaves>, kWaves>;

Plane luminance(const Pixels& pixels) {
    Plane plane{pixels.upright_width(), pixels.upright_height(), {}};
    if (plane.width > kSampled || plane.height > kSampled) return luminance(sampled(pixels, kSampled, kSampled));
    plane.values.reserve(static_cast<std::size_t>(plane.width) * static_cast<std::size_t>(plane.height));
    for (int y = 0; y < plane.height; ++y) {
        for (int x = 0; x < plane.width; ++x) {
            const auto* point = pixels.upright_at(x, y);
            plane.values.push_back(0.299F * static_cast<float>(point[0]) + 0.587F * static_cast<float>(point[1]) +
                                   0.114F * static_cast<float>(point[2]));
        }
    }
    return plane;
}

/// Averages `count` values that are `stride` apart, each over a window of `window` around it (an even window reaches
/// one further ahead than behind). At the ends the window is what is there.
void box_filter(const float* in, float* out, int count, int stride, int window) {
    const int ahead = window / 2;
    const int behind = window - 1 - ahead;
    const auto value = [&](int i) { return in[static_cast<std::ptrdiff_t>(i) * stride]; };
    float sum = 0;
    int inside = 0;
    for (int i = 0; i < std::min(ahead, count); ++i, ++inside) sum += value(i);
    for (int i = 0; i < count; ++i) {
        if (i + ahead < count) {
            sum += value(i + ahead);
            ++inside;
        }
        if (i - behind - 1 >= 0) {
            sum -= value(i - behind - 1);
            --inside;
        }
        out[static_cast<std::ptrdiff_t>(i) * stride] = sum / static_cast<float>(inside);
    }
}

/// Two passes of a box are a tent.
void blur(Plane& plane) {
    const int across = (plane.width + 2 * kBlock - 1) / (2 * kBlock);
    const int down = (plane.height + 2 * kBlock - 1) / (2 * kBlock);
    std::vector<float> other(plane.values.size());
    for (int pass = 0; pass < 2; ++pass) {
        for (int y = 0; y < plane.height; ++y) {
            const auto row = static_cast<std::ptrdiff_t>(y) * plane.width;
            box_filter(plane.values.data() + row, other.data() + row, plane.width, 1, across);
        }
        for (int x = 0; x < plane.width; ++x)
            box_filter(other.data() + x, plane.values.data() + x, plane.height, plane.width, down);
    }
}

Block reduced(const Plane& plane) {
    const auto place = [](int i, int length) {
        return static_cast<std::size_t>((static_cast<double>(i) + 0.5) * length / kBlock);
    };
    Block block{};
    for (int i = 0; i < kBlock; ++i)
        for (int j = 0; j < kBlock; ++j)
            block[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] =
                plane.values[place(i, plane.height) * static_cast<std::size_t>(plane.width) + place(j, plane.width)];
    return block;
}

/// Each step counts in whole hundredths of the range, so that what cannot be seen counts nothing.
int quality_of(const Block& block) {
    const auto step = [](float u, float v) { return std::abs(static_cast<int>((u - v) * 100 / 255)); };
    int sum = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
        for (std::size_t j = 0; j < kBlock; ++j) {
            if (i + 1 < kBlock) sum += step(block[i][j], block[i + 1][j]);
            if (j + 1 < kBlock) sum += step(block[i][j], block[i][j + 1]);
        }
    }
    return std::min(100, sum / 90);
}

using Cosines = std::array<std::array<float, kBlock>, kWaves>;

const Cosines& cosines() {
    static const Cosines table = [] {
        Cosines made{};
        for (std::size_t i = 0; i < kWaves; ++i)
            for (std::size_t j = 0; j < kBlock; ++j)
                made[i][j] = static_cast<float>(std::sqrt(2.0 / kBlock) *
                                                std::cos(std::numbers::pi / (2.0 * kBlock) *
                                                         static_cast<double>(i + 1) * static_cast<double>(2 * j + 1)));
        return made;
    }();
    return table;
}

/// The cosine transform without the constant: only how the picture varies counts, not how bright it is.
Waves waves_of(const Block& block) {
    const auto& d = cosines();
    std::array<std::array<float, kBlock>, kWaves> half{};
    for (std::size_t i = 0; i < kWaves; ++i)
        for (std::size_t j = 0; j < kBlock; ++j) {
            float sum = 0;
            for (std::size_t k = 0; k < kBlock; ++k) sum += d[i][k] * block[k][j];
            half[i][j] = sum;
        }
    Waves waves{};
    for (std::size_t i = 0; i < kWaves; ++i)
        for (std::size_t j = 0; j < kWaves; ++j) {
            float sum = 0;
            for (std::size_t k = 0; k < kBlock; ++k) sum += half[i][k] * d[j][k];
            waves[i][j] = sum;
        }
    return waves;
}

PdqHash bits_of(const Waves& waves) {
    std::array<float, kWaves * kWaves> sorted{};
    for (std::size_t i = 0; i < kWaves; ++i) std::copy(waves[i].begin(), waves[i].end(), &sorted[i * kWaves]);
    const auto middle = sorted.begin() + sorted.size() / 2 - 1;
    std::nth_element(sorted.begin(), middle, sorted.end());
    PdqHash hash{};
    for (std::size_t k = 0; k < sorted.size(); ++k)
        if (waves[k / kWaves][k % kWaves] > *middle) hash[k / 64] |= std::uint64_t{1} << (k % 64);
    return hash;
}

/// What a turn does to the waves: some change their sign, and lying and standing ones may change places.
Waves turned_waves(const Waves& waves, Turn turn) {
    const bool transposed =
        turn == Turn::left || turn == Turn::right || turn == Turn::flip_plus || turn == Turn::flip_minus;
    Waves result{};
    for (std::size_t i = 0; i < kWaves; ++i) {
        for (std::size_t j = 0; j < kWaves; ++j) {
            bool negative = false;
            switch (turn) {
                case Turn::original:
                case Turn::flip_plus: break;
                case Turn::left:
                case Turn::flip_y: negative = j % 2 == 0; break;
                case Turn::right:
                case Turn::flip_x: negative = i % 2 == 0; break;
                case Turn::half:
                case Turn::flip_minus: negative = (i + j) % 2 == 1; break;
            }
            auto& place = transposed ? result[j][i] : result[i][j];
            place = negative ? -waves[i][j] : waves[i][j];
        }
    }
    return result;
}

bool too_small(const Pixels& pixels) {
    return pixels.width < kSmallest || pixels.height < kSmallest;
}

Block block_of(const Pixels& pixels) {
    auto plane = luminance(pixels);
    if (plane.width != kBlock || plane.height != kBlock) blur(plane);
    return reduced(plane);
}

}  // namespace

Pdq pdq(const Pixels& pixels) {
    if (too_small(pixels)) return {};
    const auto block = block_of(pixels);
    return {bits_of(waves_of(block)), quality_of(block)};
}

std::array<PdqHash, kTurns> pdq_turned(const Pixels& pixels) {
    std::array<PdqHash, kTurns> hashes{};
    if (too_small(pixels)) return hashes;
    const auto waves = waves_of(block_of(pixels));
    for (std::size_t turn = 0; turn < kTurns; ++turn)
        hashes[turn] = bits_of(turned_waves(waves, static_cast<Turn>(turn)));
    return hashes;
}

int distance(const PdqHash& a, const PdqHash& b) {
    int different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) different += std::popcount(a[i] ^ b[i]);
    return different;
}

std::string to_hex(const PdqHash& hash) {
    return fmt::format("{:016x}{:016x}{:016x}{:016x}", hash[3], hash[2], hash[1], hash[0]);
}

std::optional<PdqHash> pdq_from_hex(std::string_view text) {
    if (text.size() != 64) return std::nullopt;
    PdqHash hash{};
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const auto* begin = text.data() + 16 * i;
        const auto [end, error] = std::from_chars(begin, begin + 16, hash[3 - i], 16);
        if (error != std::errc{} || end != begin + 16) return std::nullopt;
    }
    return hash;
}

}  // namespace models::image
