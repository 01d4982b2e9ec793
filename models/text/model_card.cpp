#include "models/text/model_card.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

constexpr const char* kIntroduction = R"(# Model card

Written by `gatehouse train`; do not edit.

**What it is.** `ngrams.bin`: one logistic regression per category over the same table of words, word pairs and
n-grams of two to five characters in words, weighted by their rarity (eight bits a weight). For `threat`, `bullying` and
`criticism` a small fastText model (0.9.2, quantised) stands beside it, because it was measured to help there. A last
step makes one probability of both, and of the passage that says it loudest. Beside them `rules.toml` (rules that carry
threats, grooming, data about pupils and everything else no public data exists for) and `lexicon.tsv` (hashes).

Four columns of the table (`allegation`, `contact`, `disclosure`, `pupil_data`) learnt from `sentences.toml`, a few
hundred sentences of our own, against the harmless public texts; `threat`, `sexual` and `self_harm` learnt from it, too.
Where the four begin was found on harmless texts that they did not learn from: at most one in a hundred of the public
ones goes beyond, and one in fifty of our own talk of a school. What they find is never sure: a person looks, and
nothing happens by itself.

**What it is for.** To bring comments on a school's public page before the right person, sooner. It decides
nothing that cannot be undone, and it never hides criticism.

**What it is not for.** Judging people; private messages; any text in a language other than English (which it
reports as not understood); proof of anything.

**Known limits.** The data are American, adult, and from 2010 to 2020; there were no comments on British school
pages among them. Sarcasm and implied abuse pass. Dialect and reclaimed words are scored too high by one source
(davidson). There is no spam model and none of extremism: rules only. What is known of
grooming, allegations, disclosures and data about pupils rests on invented sentences (MEASURED.md: how far it reaches).
Thresholds do not transfer: watch the share of harmless comments that reach people, and retrain on the school's
own decisions.
)";

}  // namespace

Result<void> write_card(const TrainOptions& options, const Corpus& corpus, const Tuning& tuning) {
    std::string uses;
    for (const auto& use : options.only_use) uses += uses.empty() ? use : ", " + use;
    std::string card = kIntroduction;
    card += fmt::format(
        "\n## Figures\n\nOn the dev file, which was not trained on, of the same sources. Made with seed {}, {} epochs, "
        "at most {} texts a model before repeats, rows of licence status `{}` only. The thresholds are the scores that "
        "1 % and 5 % of the harmless dev texts exceed, or of a school's harmless talk held back, if those are "
        "higher.\n\n"
        "`gatehouse train --train TRAIN --dev DEV --output DIRECTORY --seed {}`\n\n"
        "| model | positives | texts | AUC | recall at 1 % | recall at 5 % |\n|---|---|---|---|---|---|\n",
        options.seed, options.epochs, options.max_rows, uses, options.seed);
    for (const auto& [name, tuned] : tuning) {
        const auto& found = tuned.figures;
        card += fmt::format("| {} | {} | {} | {:.3f} | {:.3f} | {:.3f} |\n", name, found.positives,
                            found.positives + found.negatives, found.auc, found.recall_at_one, found.recall_at_five);
    }
    card += fmt::format(
        "\n## Data learnt from\n\nNone of the texts is part of this project. Attribution is in SOURCES.md. Left out: "
        "{} "
        "texts that share half of their runs of three words with a text of the dev file or with one that was held "
        "back.\n\n| source | licence | texts |\n|---|---|---|\n",
        corpus.left_out);
    for (const auto& [source, count] : corpus.sources)
        card += fmt::format("| {} | {} | {} |\n", source.first, source.second, count);
    std::ofstream out{std::filesystem::path{options.output} / "MODEL_CARD.md", std::ios::binary};
    out << card;
    out.close();
    if (!out) return fail(ErrorKind::unavailable, "MODEL_CARD.md cannot be written");
    return {};
}

}  // namespace models::text
