#include "models/text/model_tasks.hpp"

#include "models/text/assessor.hpp"

#include <algorithm>

#include <fasttext/fasttext.h>
#include <fmt/format.h>

namespace models::text {

Answers answers_of(const LabelledText& text) {
    Answers answers{};
    for (std::size_t i = 0; i < kTasks.size(); ++i) {
        const int answer = kTasks[i].label ? text.answer(*kTasks[i].label) : text.core ? text.toxic : -1;
        answers[i] = static_cast<std::int8_t>(answer);
    }
    return answers;
}

void train_fasttext(const std::string& input, const std::string& output, const FastTextSettings& settings) {
    fasttext::Args args;
    args.input = input;
    args.output = output;
    args.model = fasttext::model_name::sup;
    args.loss = fasttext::loss_name::softmax;
    args.dim = 10;
    args.bucket = 500000;
    args.minn = 2;
    args.maxn = 5;
    args.wordNgrams = 2;
    args.minCount = 1;
    args.minCountLabel = 0;
    args.lr = 0.1;
    args.epoch = settings.epochs;
    args.thread = 1;  // more threads race on the weights: another model every time
    args.seed = settings.seed;
    args.verbose = 0;

    fasttext::FastText model;
    model.train(args);

    fasttext::Args quantised = args;
    quantised.qout = false;
    quantised.qnorm = true;
    quantised.retrain = true;
    quantised.cutoff = 50000;
    quantised.dsub = 2;
    quantised.epoch = 2;
    quantised.lr = 0.05;
    model.quantize(quantised);
    model.saveModel(output);
}

runtime::Result<Measured> measure_on(const std::string& dev_file, const std::vector<std::string>& only_use,
                                     const Classifier& classifier) {
    std::map<std::string, std::vector<std::pair<float, bool>>, std::less<>> scored;
    const auto take = [&](LabelledText&& row) {
        if (std::find(only_use.begin(), only_use.end(), row.use) == only_use.end()) return;
        const auto answers = answers_of(row);
        const auto scores = classifier.raw(normalise(row.text, Assessor::kMaxTextBytes).tokens);
        for (std::size_t task = 0; task < kTasks.size(); ++task) {
            if (answers[task] < 0) continue;
            const auto name = std::find(classifier.names().begin(), classifier.names().end(), kTasks[task].name);
            if (name == classifier.names().end()) continue;
            const auto model = static_cast<std::size_t>(name - classifier.names().begin());
            scored[*name].emplace_back(scores[model], answers[task] == 1);
        }
    };
    if (auto read = read_corpus(dev_file, take); !read) return tl::unexpected(read.error());
    Measured measured;
    for (const auto& name : classifier.names()) measured[name] = figures(std::move(scored[name]));
    return measured;
}

std::string describe(const std::string& model, const Figures& figures) {
    return fmt::format("{:<10} {:>6} of {:>6}  AUC {:.3f}  recall at 1 % {:.3f}, at 5 % {:.3f}", model,
                       figures.positives, figures.positives + figures.negatives, figures.auc, figures.recall_at_one,
                       figures.recall_at_five);
}

}  // namespace models::text
