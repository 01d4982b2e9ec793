// The files that judging text is made of, on any bytes: taken or refused with a sentence. (fastText's own loader never
// sees bytes whose checksum is not in the manifest.)

#include "models/text/corpus.hpp"
#include "models/text/lexicon.hpp"
#include "models/text/linear_model.hpp"
#include "models/text/manifest.hpp"
#include "models/text/rules.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>

namespace text = models::text;
using tests::demand;

namespace {

/// A directory whose manifest is the file.
std::string directory_with(const tests::MemoryFile& file) {
    std::string directory = "/tmp/fuzz_model_files.XXXXXX";
    demand(mkdtemp(directory.data()) != nullptr);
    std::filesystem::create_symlink(file.path(), directory + "/manifest.json");
    return directory;
}

void check_manifest(const std::string& directory) {
    const auto manifest = text::read_manifest(directory);
    if (!manifest) return demand(!manifest.error().message.empty());
    demand(!manifest->models.empty() && manifest->short_hash.size() == 6);
    for (const auto& model : manifest->models) {
        demand(model.at_five < model.at_one);
        if (!model.fast_text) continue;
        demand(model.fast_text->name.find('/') == std::string::npos);
        demand(!text::read_verified(directory, *model.fast_text));
    }
    demand(!text::read_verified(directory, manifest->linear));
}

void check_linear_model(std::string_view content) {
    const auto model = text::LinearModel::parse(content);
    if (!model) return demand(!model.error().message.empty());
    const std::array<std::string_view, 4> words{"you", "are", "welcome", "here"};
    for (const auto score : model->score(words)) demand(std::isfinite(score));
    for (std::size_t k = 0; k < text::LinearModel::kColumns; ++k)
        demand(model->contributions(words, k).size() == words.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const tests::MemoryFile file;
    static const auto directory = directory_with(file);
    file.write(bytes, size);
    check_manifest(directory);
    (void)text::read_corpus(file.path(), [](text::LabelledText&& row) { demand(!row.text.empty()); });
    const std::string_view content{reinterpret_cast<const char*>(bytes), size};
    check_linear_model(content);
    const auto lexicon = text::Lexicon::parse(content);
    demand(lexicon || !lexicon.error().message.empty());
    const auto rules = text::RuleSet::parse(content, std::move(*text::Lexicon::parse("")));
    demand(rules || !rules.error().message.empty());
    if (rules) (void)rules->apply(text::normalise("You will be hurt at B1 1AA, @head", 4096));
    return 0;
}
