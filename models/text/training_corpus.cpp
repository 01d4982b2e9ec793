#include "models/text/training_corpus.hpp"

#include "models/text/assessor.hpp"
#include "models/text/corpus.hpp"
#include "models/text/near_duplicates.hpp"
#include "models/text/normaliser.hpp"
#include "models/text/sentences.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <ostream>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

Result<Sentences> our_sentences(const std::string& path) {
    if (path.empty()) return Sentences{};
    std::ifstream in{path, std::ios::binary};
    if (!in) return fail(ErrorKind::unavailable, path + " cannot be read");
    return read_sentences(std::string{std::istreambuf_iterator<char>{in}, {}});
}

}  // namespace

Result<Corpus> training_corpus(const TrainOptions& options, std::ostream& progress) {
    auto sentences = our_sentences(options.sentences_file);
    if (!sentences) return tl::unexpected(sentences.error());
    NearDuplicates measured_on;
    for (const auto& line : sentences->harmless_talk) measured_on.remember(line);
    const auto remember = [&](LabelledText&& row) {
        measured_on.remember(normalise(row.text, Assessor::kMaxTextBytes).line());
    };
    if (auto read = read_corpus(options.dev_file, remember); !read) return tl::unexpected(read.error());

    const auto seed = static_cast<std::uint64_t>(options.seed);
    auto corpus = read_examples(options.train_files, options.only_use, seed, measured_on);
    if (!corpus) return corpus;
    progress << "read " << corpus->examples.size() << " texts" << std::endl;
    auto& ours = sentences->examples;
    corpus->left_out += std::erase_if(ours, [&](const Example& example) { return measured_on.has_like(example.line); });
    progress << "made " << ours.size() << " texts of our own sentences, left out " << corpus->left_out
             << " that are nearly the same as what is measured on" << std::endl;
    std::move(ours.begin(), ours.end(), std::back_inserter(corpus->examples));
    corpus->harmless_talk = std::move(sentences->harmless_talk);
    return corpus;
}

}  // namespace models::text
