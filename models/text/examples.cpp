#include "models/text/examples.hpp"

#include "models/text/assessor.hpp"
#include "models/text/corpus.hpp"
#include "models/text/normaliser.hpp"
#include "models/text/perturb.hpp"

#include <algorithm>
#include <random>

namespace models::text {

namespace {

constexpr std::uint64_t kDisguiseOneIn = 2;
constexpr std::uint64_t kHoldBackOneIn = 10;

/// No text of a dev file says yes to a concern, so where concerns begin is found on harmless texts they have not read.
void hold_back(Example& example) {
    example.held_back = true;
    for (std::size_t task = 0; task < kTasks.size(); ++task)
        if (kTasks[task].concern) example.answers[task] = -1;
}

}  // namespace

runtime::Result<Corpus> read_examples(const std::vector<std::string>& files, const std::vector<std::string>& only_use,
                                      std::uint64_t seed, const NearDuplicates& measured_on) {
    Corpus corpus;
    std::uint64_t number = 0;
    const auto take = [&](LabelledText&& row) {
        if (std::find(only_use.begin(), only_use.end(), row.use) == only_use.end()) return;
        Example example;
        example.answers = answers_of(row);
        example.line = normalise(row.text, Assessor::kMaxTextBytes).line();
        if (example.line.empty()) return;
        if (measured_on.has_like(example.line)) {
            ++corpus.left_out;
            return;
        }
        ++number;
        if (number % kDisguiseOneIn == 0)
            example.disguised = normalise(perturb(row.text, seed * 1000003 + number), Assessor::kMaxTextBytes).line();
        if (number % kHoldBackOneIn == 0 && example.answers[kUmbrella] == 0) hold_back(example);
        corpus.sources[{row.source, row.licence}] += 1;
        corpus.examples.push_back(std::move(example));
    };
    for (const auto& file : files)
        if (auto read = read_corpus(file, take); !read) return tl::unexpected(read.error());
    std::shuffle(corpus.examples.begin(), corpus.examples.end(), std::mt19937_64{seed});
    return corpus;
}

}  // namespace models::text
