// The files that judging text is made of, on any bytes: taken or refused with a sentence. (fastText's own loader never
// sees bytes whose checksum is not in the manifest.)

#include "models/text/corpus.hpp"
#include "models/text/lexicon.hpp"
#include "models/text/manifest.hpp"
#include "models/text/rules.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/memory_file.hpp"

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
        demand(model.at_five < model.at_one && model.file.name.find('/') == std::string::npos);
        demand(!text::read_verified(directory, model.file));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const tests::MemoryFile file;
    static const auto directory = directory_with(file);
    file.write(bytes, size);
    check_manifest(directory);
    (void)text::read_corpus(file.path(), [](text::LabelledText&& row) { demand(!row.text.empty()); });
    const std::string_view content{reinterpret_cast<const char*>(bytes), size};
    const auto lexicon = text::Lexicon::parse(content);
    demand(lexicon || !lexicon.error().message.empty());
    const auto rules = text::RuleSet::parse(content, std::move(*text::Lexicon::parse("")));
    demand(rules || !rules.error().message.empty());
    if (rules) (void)rules->apply(text::normalise("You will be hurt at B1 1AA, @head", 4096));
    return 0;
}
