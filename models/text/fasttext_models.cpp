#include "models/text/fasttext_models.hpp"

#include "models/text/ngrams.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <unordered_map>

#include <fasttext/fasttext.h>
#include <fmt/format.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

constexpr const char* kPositive = "__label__1";
constexpr std::uint32_t kNothing = 0;  ///< the row that adds nothing

/// What a feature adds to every model: the number, and whether the model knows the feature at all (the mean
/// is taken over the features a model knows).
struct Row {
    FastTextModels::Scores weight{};
    FastTextModels::Scores known{};

    void add(const Row& other) {
        for (std::size_t k = 0; k < weight.size(); ++k) {
            weight[k] += other.weight[k];
            known[k] += other.known[k];
        }
    }
};

/// The only way to learn which n-grams a pruned dictionary kept: ask it for the row of each bucket.
struct OpenDictionary : fasttext::Dictionary {
    static void rows_of(const fasttext::Dictionary& dictionary, std::vector<std::int32_t>& rows, std::int32_t bucket) {
        constexpr auto push = &OpenDictionary::pushHash;
        (dictionary.*push)(rows, bucket);
    }
};

/// Reads from memory: the bytes that were verified are the bytes that are loaded.
struct VerifiedModel : fasttext::FastText {
    void load(const std::string& bytes) {
        std::istringstream in{bytes};
        if (!checkModel(in)) throw std::invalid_argument{"not a fastText model of this version"};
        loadModel(in);
    }
};

/// One loaded model as a linear function.
class Linear {
  public:
    explicit Linear(const std::string& bytes) {
        model_.load(bytes);
        dictionary_ = model_.getDictionary();
        direction();
    }

    const fasttext::Args args() const { return model_.getArgs(); }
    const fasttext::Dictionary& dictionary() const { return *dictionary_; }
    bool fits() const { return fits_; }

    float weight(std::int32_t row) {
        fasttext::Vector vector{model_.getDimension()};
        model_.getInputVector(vector, row);
        float sum = 0;
        for (std::int64_t i = 0; i < vector.size(); ++i) sum += vector[i] * direction_[static_cast<std::size_t>(i)];
        return sum;
    }

  private:
    /// The difference of the two labels' output rows: what turns the mean vector into a score.
    void direction() {
        const auto args = model_.getArgs();
        fits_ = args.model == fasttext::model_name::sup && args.loss == fasttext::loss_name::softmax &&
                args.wordNgrams == 2 && dictionary_->nlabels() == 2 && !args.qout;
        if (!fits_) return;
        const auto output = model_.getOutputMatrix();
        const int positive = dictionary_->getLabel(0) == kPositive ? 0 : 1;
        fits_ = dictionary_->getLabel(positive) == kPositive;
        for (std::int64_t i = 0; i < output->cols(); ++i)
            direction_.push_back(output->at(positive, i) - output->at(1 - positive, i));
    }

    VerifiedModel model_;
    std::shared_ptr<const fasttext::Dictionary> dictionary_;
    std::vector<float> direction_;
    bool fits_{false};
};

}  // namespace

/// All models side by side.
struct FastTextModels::Table {
    int shortest{0};
    int longest{0};
    std::uint32_t buckets{0};
    std::vector<std::uint32_t> bucket_rows;  ///< by bucket; kNothing: no model kept it
    std::vector<Row> rows{Row{}};
    std::unordered_map<std::uint32_t, std::vector<std::pair<std::string, Row>>> words;  ///< with their n-grams
    Row end_of_line;

    void add_model(Linear& model, std::size_t k) {
        const auto& dictionary = model.dictionary();
        std::vector<std::int32_t> found;
        for (std::uint32_t bucket = 0; bucket < buckets; ++bucket) {
            found.clear();
            OpenDictionary::rows_of(dictionary, found, static_cast<std::int32_t>(bucket));
            if (found.empty()) continue;
            auto& row = bucket_rows[bucket];
            if (row == kNothing) {
                row = static_cast<std::uint32_t>(rows.size());
                rows.emplace_back();
            }
            rows[row].weight[k] = model.weight(found.front());
            rows[row].known[k] = 1;
        }
        for (std::int32_t i = 0; i < dictionary.nwords(); ++i) add_word(dictionary.getWord(i), model.weight(i), k);
    }

    void add_word(const std::string& word, float weight, std::size_t k) {
        auto& row = word == fasttext::Dictionary::EOS ? end_of_line : word_row(word);
        row.weight[k] = weight;
        row.known[k] = 1;
    }

    Row& word_row(const std::string& word) {
        auto& bin = words[word_hash(word)];
        for (auto& [known, row] : bin)
            if (known == word) return row;
        return bin.emplace_back(word, Row{}).second;
    }

    /// Adds the n-grams of every known word to its row: known words then cost one look-up.
    void finish() {
        for (auto& [hash, bin] : words)
            for (auto& [word, row] : bin) add_subwords(word, row);
    }

    void add_subwords(std::string_view word, Row& row) const {
        std::string bracketed{'<'};
        bracketed += word;
        bracketed += '>';
        each_subword(bracketed, shortest, longest, [&](std::uint32_t h) { add_bucket(h % buckets, row); });
    }

    void add_bucket(std::uint32_t bucket, Row& row) const {
        if (const auto index = bucket_rows[bucket]; index != kNothing) row.add(rows[index]);
    }

    void add_pair(std::uint32_t first, std::uint32_t second, Row& row) const {
        add_bucket(static_cast<std::uint32_t>(pair_hash(first, second) % buckets), row);
    }

    const Row* find(std::string_view word, std::uint32_t hash) const {
        if (const auto bin = words.find(hash); bin != words.end())
            for (const auto& [known, row] : bin->second)
                if (known == word) return &row;
        return nullptr;
    }

    void add_word_to(std::string_view word, std::uint32_t hash, Row& sum) const {
        if (const auto* row = find(word, hash)) return sum.add(*row);
        add_subwords(word, sum);
    }

    Row sum(std::span<const Token> tokens) const {
        Row total = end_of_line;
        std::uint32_t before = 0;
        bool first = true;
        for (const auto& token : tokens) {
            if (token.text.empty()) continue;
            const auto hash = word_hash(token.text);
            add_word_to(token.text, hash, total);
            if (!first) add_pair(before, hash, total);
            before = hash;
            first = false;
        }
        if (!first) add_pair(before, word_hash(fasttext::Dictionary::EOS), total);
        return total;
    }
};

FastTextModels::FastTextModels() : table_{std::make_unique<Table>()} {}
FastTextModels::FastTextModels(FastTextModels&&) noexcept = default;
FastTextModels& FastTextModels::operator=(FastTextModels&&) noexcept = default;
FastTextModels::~FastTextModels() = default;

Result<void> FastTextModels::add(const std::string& bytes) {
    if (count_ == kMaxModels) return fail(ErrorKind::malformed, "is one model too many");
    try {
        Linear model{bytes};
        const auto args = model.args();
        if (count_ == 0) {
            table_->shortest = args.minn;
            table_->longest = args.maxn;
            table_->buckets = static_cast<std::uint32_t>(args.bucket);
            table_->bucket_rows.assign(table_->buckets, kNothing);
        }
        const bool same = args.minn == table_->shortest && args.maxn == table_->longest &&
                          static_cast<std::uint32_t>(args.bucket) == table_->buckets && table_->buckets > 0;
        if (!model.fits() || !same) return fail(ErrorKind::malformed, "was made with other settings");
        table_->add_model(model, count_++);
    } catch (const std::exception& error) {
        return fail(ErrorKind::malformed, error.what());
    }
    return {};
}

void FastTextModels::finish() {
    table_->finish();
}

FastTextModels::Scores FastTextModels::score(std::span<const Token> tokens) const {
    if (count_ == 0) return {};
    const auto total = table_->sum(tokens);
    Scores scores{};
    for (std::size_t k = 0; k < count_; ++k) scores[k] = total.known[k] > 0 ? total.weight[k] / total.known[k] : 0.0F;
    return scores;
}

bool FastTextModels::knows(std::string_view word) const {
    return count_ == 0 || table_->find(word, word_hash(word)) != nullptr;
}

std::vector<float> FastTextModels::contributions(std::span<const Token> tokens, std::size_t model) const {
    std::vector<float> out(tokens.size());
    const auto total = table_->sum(tokens);
    if (total.known[model] <= 0) return out;
    std::size_t before = tokens.size();
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].text.empty()) continue;
        const auto hash = word_hash(tokens[i].text);
        Row own;
        table_->add_word_to(tokens[i].text, hash, own);
        out[i] += own.weight[model] / total.known[model];
        if (before != tokens.size()) {
            Row pair;
            table_->add_pair(word_hash(tokens[before].text), hash, pair);
            const auto half = pair.weight[model] / total.known[model] / 2;
            out[i] += half;
            out[before] += half;
        }
        before = i;
    }
    return out;
}

}  // namespace models::text
