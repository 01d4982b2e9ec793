#include "models/text/trainer.hpp"

#include "models/text/lexicon.hpp"
#include "models/text/linear_training.hpp"
#include "models/text/model_card.hpp"
#include "models/text/model_tasks.hpp"
#include "models/text/training_corpus.hpp"
#include "models/text/tuning.hpp"

#include <algorithm>
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

    /// Trains the linear model and, on a thread beside it, the fastText models; the error of what failed.
    Result<void> run() {
        std::thread beside{[this] { train_fast_texts(); }};
        train_columns();
        beside.join();
        if (!problem_.empty()) return fail(ErrorKind::unavailable, problem_);
        return {};
    }

  private:
    void train_columns() {
        LinearSettings settings;
        settings.seed = static_cast<std::uint64_t>(options_.seed);
        const auto file =
            train_linear(corpus_.examples, settings, [this](const std::string& what) { say("n-grams: " + what); });
        std::ofstream{workshop_.file(kLinearFile), std::ios::binary} << file;
    }

    void train_fast_texts() {
        for (std::size_t task = 0; task < kTasks.size(); ++task) {
            if (!kTasks[task].fast_text) continue;
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
        if (lines == 0) return;
        shuffle_lines(input, static_cast<std::uint64_t>(options_.seed) + task);
        const FastTextSettings settings{options_.seed, options_.epochs};
        train_fasttext(input, workshop_.file(name + ".ftz"), settings);
        say(fmt::format("fastText {}: learnt from {} lines", name, lines));
    }

    /// Where positives are rare, more harmless texts only drown them.
    std::size_t limit_of(std::size_t task) const {
        constexpr std::ptrdiff_t kRare = 2000;
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
    std::mutex mutex_;
    std::string problem_;
};

/// Of the tasks of which the corpus knows a yes and a no; the last steps are still to be found.
Result<Manifest> gather(const Corpus& corpus, const Workshop& workshop, std::ostream& progress) {
    Manifest manifest;
    auto linear = measure(workshop.file(kLinearFile));
    if (!linear) return tl::unexpected(linear.error());
    manifest.linear = std::move(*linear);
    for (std::size_t task = 0; task < Classifier::kMaxModels; ++task) {
        const auto says = [&](int what) {
            return std::any_of(corpus.examples.begin(), corpus.examples.end(),
                               [&](const Example& example) { return example.answers[task] == what; });
        };
        const auto name = std::string{kTasks[task].name};
        if (!says(0) || !says(1)) {
            progress << name << ": no texts to learn from, left out" << std::endl;
            continue;
        }
        auto& model = manifest.models.emplace_back();
        model.name = name;
        if (!fs::exists(workshop.file(name + ".ftz"))) continue;
        auto file = measure(workshop.file(name + ".ftz"));
        if (!file) return tl::unexpected(file.error());
        model.fast_text = std::move(*file);
    }
    if (manifest.models.empty()) return fail(ErrorKind::malformed, "there is nothing to learn in these files");
    return manifest;
}

/// Writes the last steps and thresholds into the manifest.
Result<Tuning> tune_models(const TrainOptions& options, const Corpus& corpus, const Workshop& workshop,
                           Manifest& manifest, std::ostream& progress) {
    const auto classifier = Classifier::load(workshop.file(""), manifest);
    if (!classifier) return tl::unexpected(classifier.error());
    auto tuning = tune(options.dev_file, options.only_use, corpus.harmless_talk, *classifier);
    if (!tuning) return tuning;
    const auto concerns = tune_concerns(corpus, *classifier);
    for (auto& model : manifest.models) {
        const auto concern = concerns.find(model.name);
        const auto& found = concern != concerns.end() ? concern->second : tuning->at(model.name);
        model.last = found.last;
        model.at_five = found.at_five;
        model.at_one = found.at_one;
        if (concern == concerns.end()) progress << describe(model.name, found.figures) << std::endl;
    }
    const auto file = measure(options.dev_file);
    if (!file) return tl::unexpected(file.error());
    manifest.tuned_on = file->sha256;
    return tuning;
}

/// Moves the models to their place and writes what belongs beside them; the manifest last.
Result<void> deliver(const TrainOptions& options, const Workshop& workshop, Manifest manifest) {
    std::vector<std::string> names{manifest.linear.name};
    for (const auto& model : manifest.models)
        if (model.fast_text) names.push_back(model.fast_text->name);
    for (const auto& name : names) {
        std::error_code error;
        fs::copy_file(workshop.file(name), fs::path{options.output} / name, fs::copy_options::overwrite_existing,
                      error);
        if (error) return fail(ErrorKind::unavailable, "cannot write " + options.output + '/' + name);
    }
    if (!options.lexicon_file.empty()) {
        const auto lexicon = lexicon_from_csv(options.lexicon_file);
        if (!lexicon) return tl::unexpected(lexicon.error());
        std::ofstream{fs::path{options.output} / kLexiconFile, std::ios::binary} << *lexicon;
    }
    const auto rules = fs::path{options.output} / kRulesFile;
    std::error_code absent;  // then it is to be copied, too
    if (!options.rules_file.empty() && !fs::equivalent(options.rules_file, rules, absent)) {
        std::error_code error;
        fs::copy_file(options.rules_file, rules, fs::copy_options::overwrite_existing, error);
        if (error) return fail(ErrorKind::unavailable, options.rules_file + " cannot be copied");
    }
    for (const auto* name : {kRulesFile, kLexiconFile}) {
        auto file = measure(options.output + '/' + name);
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
    const auto corpus = training_corpus(options, progress);
    if (!corpus) return tl::unexpected(corpus.error());
    if (auto trained = Training{options, *corpus, workshop, progress}.run(); !trained) return trained;

    auto manifest = gather(*corpus, workshop, progress);
    if (!manifest) return tl::unexpected(manifest.error());
    const auto tuning = tune_models(options, *corpus, workshop, *manifest, progress);
    if (!tuning) return tl::unexpected(tuning.error());
    if (auto delivered = deliver(options, workshop, std::move(*manifest)); !delivered) return delivered;
    return write_card(options, *corpus, *tuning);
}

}  // namespace models::text
