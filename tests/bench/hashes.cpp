// What looking for a picture among hashes costs: `bench_hashes`. Random hashes are about 128 bits apart, as those of
// different photographs are; beside it, reading the same memory once, which is the least that it can cost.

#include "models/image/hash_index.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <vector>

namespace {

using models::image::PdqHash;

struct Times {
    double best{1e9};
    double mean{0};
};

/// Milliseconds.
Times time_of(const std::function<void()>& work) {
    constexpr int kTimes = 50;
    Times times;
    for (int i = 0; i < kTimes; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
        times.best = std::min(times.best, took.count());
        times.mean += took.count() / kTimes;
    }
    return times;
}

}  // namespace

int main() {
    std::mt19937_64 dice{1};
    for (const std::size_t many : {100'000U, 1'000'000U}) {
        std::vector<PdqHash> hashes(many);
        models::image::HashIndex index;
        index.reserve(many);
        for (std::size_t i = 0; i < many; ++i) {
            for (auto& word : hashes[i]) word = dice();
            index.add(hashes[i], static_cast<std::uint32_t>(i));
        }
        std::size_t found = 0;
        std::uint64_t sum = 0;
        const models::image::Pdq stranger{{dice(), dice(), dice(), dice()}, 100};
        const auto asked = time_of([&] { found += index.within(stranger).size(); });
        const auto nearest = time_of([&] { found += index.nearest(stranger).has_value() ? 1 : 0; });
        const auto read = time_of([&] {
            for (const auto& hash : hashes) sum += hash[0] ^ hash[3];
        });
        std::printf("%zu hashes, at most %d bits away: %.2f ms (mean %.2f), the nearest %.2f ms (mean %.2f); ", many,
                    models::image::kPdqMatch, asked.best, asked.mean, nearest.best, nearest.mean);
        std::printf("reading them once %.2f ms (%zu found, %u)\n", read.best, found, static_cast<unsigned>(sum % 10));
    }
}
