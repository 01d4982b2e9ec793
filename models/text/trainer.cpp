#include "models/text/trainer.hpp"

#include "models/text/assessor.hpp"
#include "models/text/classifier.hpp"
#include "models/text/corpus.hpp"
#include "models/text/lexicon.hpp"
#include "models/text/model_card.hpp"
#include "models/text/model_tasks.hpp"
#include "models/text/perturb.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <ostream>
#include <random>
#include <thread>

#include <fmt/ostream.h>
#include <unistd.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

namespace fs = std::filesystem;

/// A private directory that is gone with everything in it when this object is.
class Workshop {
  public:
    Workshop() {
        auto pattern = (fs::temp_directory_path() / "gatehouse-train-XXXXXX").string();
        if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    ~Workshop() {
        std::error_code ignored;  // what is left in the temporary directory harms nobody
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    bool ready() const { return !path_.empty(); }
    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    fs::path path_;
};

/// A text ready for fastText, with its answer to every task.
struct Example {
    std::string line;
    std::string disguised;  ///< of some texts: a perturbed copy
    Answers answers{};
};

constexpr std::uint64_t kDisguiseOneIn = 4;

/// The corpus in memory, its sources counted for the model card.
struct Corpus {
    std::vector<Example> examples;
    Sources sources;
};

Result<Corpus> read_examples(const TrainOptions& options) {
    Corpus corpus;
    const auto seed = static_cast<std::uint64_t>(options.seed);
    std::uint64_t number = 0;
    const auto take = [&](LabelledText&& row) {
        if (std::find(options.only_use.begin(), options.only_use.end(), row.use) == options.only_use.end()) return;
        Example example;
        example.answers = answers_of(row);
        example.line = normalise(row.text, Assessor::kMaxTextBytes).line();
        if (example.line.empty()) return;
        ++number;
        if (number % kDisguiseOneIn == 0)
            example.disguised = normalise(perturb(row.text, seed * 1000003 + number), Assessor::kMaxTextBytes).line();
        corpus.sources[{row.source, row.licence}] += 1;
        corpus.examples.push_back(std::move(example));
    };
    for (const auto& file : options.train_files)
        if (auto read = read_corpus(file, take); !read) return tl::unexpected(read.error());
    std::shuffle(corpus.examples.begin(), corpus.examples.end(), std::mt19937_64{seed});
    return corpus;
}

/// Writes the texts one model learns from. Rare positives are repeated until they are about one in eight.
std::size_t write_lines(const Corpus& corpus, std::size_t task, std::size_t max_rows, const std::string& path) {
    std::size_t yes = 0;
    std::size_t no = 0;
    for (const auto& example : corpus.examples) {
        yes += example.answers[task] == 1 ? 1U : 0U;
        no += example.answers[task] == 0 ? 1U : 0U;
    }
    if (yes == 0 || no == 0) return 0;
    constexpr std::size_t kMaxRepeats = 20;
    const auto kept_no = std::min(no, max_rows - std::min(yes, max_rows / 2));
    const auto repeats = std::clamp<std::size_t>(kept_no / 8 / yes, 1, kMaxRepeats);
    std::ofstream out{path, std::ios::binary};
    std::size_t lines = 0;
    std::size_t taken = 0;
    const auto write = [&](int answer, const std::string& line) {
        out << (answer == 1 ? "__label__1 " : "__label__0 ") << line << '\n';
        ++lines;
    };
    for (std::size_t round = 0; round < repeats; ++round)
        for (const auto& example : corpus.examples) {
            const auto answer = example.answers[task];
            if (answer < 0 || (answer == 0 && (round > 0 || taken >= kept_no))) continue;
            if (answer == 0) ++taken;
            // Every other repeat of a positive is its disguised copy, when it has one.
            const bool disguise = round % 2 == 1 && !example.disguised.empty();
            write(answer, disguise ? example.disguised : example.line);
            if (round == 0 && !example.disguised.empty()) write(answer, example.disguised);
        }
    out.close();
    return out ? lines : 0;
}

/// Shuffled again: repeats must not come in blocks.
void shuffle_lines(const std::string& path, std::uint64_t shuffle_seed) {
    std::vector<std::string> lines;
    {
        std::ifstream in{path};
        for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
    }
    std::shuffle(lines.begin(), lines.end(), std::mt19937_64{shuffle_seed});
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    for (const auto& line : lines) out << line << '\n';
}

class Training {
  public:
    Training(const TrainOptions& options, const Corpus& corpus, const Workshop& workshop, std::ostream& progress)
        : options_{options}, corpus_{corpus}, workshop_{workshop}, progress_{progress} {}

    /// Trains all models; the error of the first that failed.
    Result<void> run() {
        std::vector<std::thread> threads;
        for (int i = 0; i < std::max(options_.parallel, 1); ++i) threads.emplace_back([this] { work(); });
        for (auto& thread : threads) thread.join();
        if (!problem_.empty()) return fail(ErrorKind::unavailable, problem_);
        return {};
    }

  private:
    void work() {
        for (std::size_t task = next_++; task < kTasks.size(); task = next_++) {
            try {
                one(task);
            } catch (const std::exception& error) {
                const std::scoped_lock lock{mutex_};
                problem_ = fmt::format("model {}: {}", kTasks[task].name, error.what());
            }
        }
    }

    void one(std::size_t task) {
        const std::string name{kTasks[task].name};
        const auto input = workshop_.file(name + ".txt");
        const auto lines = write_lines(corpus_, task, limit_of(task), input);
        if (lines == 0) return say(fmt::format("{}: no texts to learn from, left out", name));
        shuffle_lines(input, static_cast<std::uint64_t>(options_.seed) + task);
        const FastTextSettings settings{options_.seed, options_.epochs};
        train_fasttext(input, workshop_.file(name + ".ftz"), settings);
        say(fmt::format("{}: learnt from {} lines", name, lines));
    }

    /// The umbrella model takes every text; where positives are rare, more harmless texts only drown them.
    std::size_t limit_of(std::size_t task) const {
        constexpr std::ptrdiff_t kRare = 2000;
        if (!kTasks[task].label) return 2 * options_.max_rows;
        const auto yes = std::count_if(corpus_.examples.begin(), corpus_.examples.end(),
                                       [&](const Example& example) { return example.answers[task] == 1; });
        return yes < kRare ? options_.max_rows / 2 : options_.max_rows;
    }

    void say(const std::string& what) {
        const std::scoped_lock lock{mutex_};
        progress_ << what << std::endl;  // a person is waiting
    }

    const TrainOptions& options_;
    const Corpus& corpus_;
    const Workshop& workshop_;
    std::ostream& progress_;
    std::atomic<std::size_t> next_{0};
    std::mutex mutex_;
    std::string problem_;
};

Result<Manifest> gather(const std::string& directory) {
    Manifest manifest;
    for (const auto& task : kTasks) {
        const auto name = std::string{task.name};
        if (!fs::exists(fs::path{directory} / (name + ".ftz"))) continue;
        auto file = measure(directory, name + ".ftz");
        if (!file) return tl::unexpected(file.error());
        manifest.models.push_back({name, std::move(*file), 0, 1});
    }
    return manifest;
}

/// Moves the models to their place and writes what belongs beside them; the manifest last.
Result<void> deliver(const TrainOptions& options, const Workshop& workshop, Manifest manifest) {
    for (const auto& model : manifest.models) {
        std::error_code error;
        fs::copy_file(workshop.file(model.file.name), fs::path{options.output} / model.file.name,
                      fs::copy_options::overwrite_existing, error);
        if (error) return fail(ErrorKind::unavailable, "cannot write " + options.output + '/' + model.file.name);
    }
    if (!options.lexicon_file.empty()) {
        const auto lexicon = lexicon_from_csv(options.lexicon_file);
        if (!lexicon) return tl::unexpected(lexicon.error());
        std::ofstream{fs::path{options.output} / kLexiconFile, std::ios::binary} << *lexicon;
    }
    if (!options.rules_file.empty() && fs::path{options.rules_file} != fs::path{options.output} / kRulesFile) {
        std::error_code error;
        fs::copy_file(options.rules_file, fs::path{options.output} / kRulesFile, fs::copy_options::overwrite_existing,
                      error);
        if (error) return fail(ErrorKind::unavailable, options.rules_file + " cannot be copied");
    }
    for (const auto* name : {kRulesFile, kLexiconFile}) {
        auto file = measure(options.output, name);
        if (!file) return tl::unexpected(file.error());
        manifest.files.push_back(std::move(*file));
    }
    return write_manifest(options.output, manifest);
}

}  // namespace

Result<void> train(const TrainOptions& options, std::ostream& progress) {
    const Workshop workshop;
    std::error_code error;
    fs::create_directories(options.output, error);
    if (!workshop.ready() || error) return fail(ErrorKind::unavailable, "no place to write the models");
    const auto corpus = read_examples(options);
    if (!corpus) return tl::unexpected(corpus.error());
    progress << "read " << corpus->examples.size() << " texts" << std::endl;
    if (auto trained = Training{options, *corpus, workshop, progress}.run(); !trained) return trained;

    auto manifest = gather(workshop.file(""));
    if (!manifest) return tl::unexpected(manifest.error());
    const auto classifier = Classifier::load(workshop.file(""), *manifest);
    if (!classifier) return tl::unexpected(classifier.error());
    const auto measured = measure_on(options.dev_file, options.only_use, *classifier);
    if (!measured) return tl::unexpected(measured.error());
    for (auto& model : manifest->models) {
        const auto& found = measured->at(model.name);
        model.at_five = found.at_five;
        model.at_one = found.at_one;
        progress << describe(model.name, found) << std::endl;
    }
    if (auto delivered = deliver(options, workshop, std::move(*manifest)); !delivered) return delivered;
    return write_card(options, corpus->sources, *measured);
}

}  // namespace models::text
