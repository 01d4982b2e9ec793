#include "models/text/model_tasks.hpp"

#include <algorithm>

#include <fasttext/fasttext.h>

namespace models::text {

Answers answers_of(const LabelledText& text) {
    Answers answers{};
    for (std::size_t i = 0; i < kTasks.size(); ++i) {
        if (kTasks[i].concern) continue;  // of which no public text speaks: no
        const bool says = i == kUmbrellaOfAll || text.core;
        const int answer = kTasks[i].label ? text.answer(*kTasks[i].label) : says ? text.toxic : -1;
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

std::optional<std::size_t> task_named(std::string_view name) {
    const auto models = kTasks.begin() + kUmbrellaOfAll;
    const auto found = std::find_if(kTasks.begin(), models, [&](const Task& task) { return task.name == name; });
    if (found == models) return std::nullopt;
    return static_cast<std::size_t>(found - kTasks.begin());
}

}  // namespace models::text
