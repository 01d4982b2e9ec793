// Nothing of a model file is believed before it is the file the manifest describes.

#include "models/text/manifest.hpp"

#include "tests/support/temporary_directory.hpp"
#include "text_fixture.hpp"

#include <filesystem>

namespace tests {

namespace fs = std::filesystem;

class LoaderTest : public testing::Test {
  protected:
    LoaderTest() {
        for (const auto& entry : fs::directory_iterator{ARTEFACTS_DIRECTORY})
            fs::copy_file(entry.path(), directory.path() / entry.path().filename());
    }

    void write(const std::string& name, const std::string& bytes) {
        std::ofstream{directory / name, std::ios::binary | std::ios::trunc} << bytes;
    }

    /// That loading fails with a sentence that names `what`.
    void refused(const std::string& what) {
        const auto loaded = models::Assessor::load(directory.path().string());
        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().kind, runtime::ErrorKind::unavailable);
        EXPECT_NE(loaded.error().message.find(what), std::string::npos) << loaded.error().message;
    }

    TemporaryDirectory directory;
};

TEST_F(LoaderTest, LoadsWhatWasShipped) {
    const auto loaded = models::Assessor::load(directory.path().string());
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ((*loaded)->version().substr(0, 2), "m:");
    EXPECT_NE((*loaded)->version().find(" r:"), std::string::npos);
}

TEST_F(LoaderTest, RefusesATruncatedModel) {
    fs::resize_file(directory / "threat.ftz", 5000);
    refused("threat.ftz is not the file");
}

TEST_F(LoaderTest, RefusesAModelWithOneBitChanged) {
    auto bytes = read_file(directory / "ngrams.bin");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write("ngrams.bin", bytes);
    refused("ngrams.bin is not the file");
}

TEST_F(LoaderTest, RefusesModelsThatChangedPlaces) {
    fs::rename(directory / "bullying.ftz", directory / "x");
    fs::rename(directory / "threat.ftz", directory / "bullying.ftz");
    fs::rename(directory / "x", directory / "threat.ftz");
    refused("is not the file");
}

TEST_F(LoaderTest, RefusesAnEmptyModel) {
    write("ngrams.bin", "");
    refused("ngrams.bin is not the file");
}

TEST_F(LoaderTest, RefusesAMissingModel) {
    fs::remove(directory / "criticism.ftz");
    refused("criticism.ftz cannot be read");
}

TEST_F(LoaderTest, RefusesChangedRulesUntilTheyAreSealed) {
    write("rules.toml", read_file(directory / "rules.toml") + "\n# changed by one person\n");
    refused("rules.toml is not the file");
    ASSERT_TRUE(models::text::seal_rules(directory.path().string()));
    EXPECT_TRUE(models::Assessor::load(directory.path().string()));
}

TEST_F(LoaderTest, RefusesAMissingOrUnreadableManifest) {
    write("manifest.json", "{\"format\": 2, \"models\": [");
    refused("is not a manifest");
    write("manifest.json", "{\"format\": 2, \"models\": [], \"files\": []}");
    refused("lacks something");
    fs::remove(directory / "manifest.json");
    refused("manifest.json cannot be read");
}

TEST_F(LoaderTest, RefusesAManifestOfAnotherFormat) {
    auto manifest = read_file(directory / "manifest.json");
    manifest.replace(manifest.find("\"format\": 2"), 11, "\"format\": 1");
    write("manifest.json", manifest);
    refused("is of format 1");
}

TEST_F(LoaderTest, RefusesAFileOutsideTheDirectory) {
    auto manifest = read_file(directory / "manifest.json");
    manifest.replace(manifest.find("threat.ftz"), 10, "../x/t.ftz");
    write("manifest.json", manifest);
    refused("nonsense");
}

TEST_F(LoaderTest, RefusesAModelOfACategoryNobodyKnows) {
    auto manifest = models::text::read_manifest(directory.path().string());
    ASSERT_TRUE(manifest);
    manifest->models.front().name = "kindness";
    ASSERT_TRUE(models::text::write_manifest(directory.path().string(), *manifest));
    refused("a model kindness that nothing is known of");
}

TEST_F(LoaderTest, RefusesANumberTableThatIsNone) {
    write("ngrams.bin", "this was never a table of anything");
    auto manifest = models::text::read_manifest(directory.path().string());
    ASSERT_TRUE(manifest);
    manifest->linear = *models::text::measure(directory / "ngrams.bin");
    ASSERT_TRUE(models::text::write_manifest(directory.path().string(), *manifest));
    refused("ngrams.bin is no linear model");
}

TEST_F(LoaderTest, RefusesWhatIsNoModelAlthoughTheManifestNamesIt) {
    write("threat.ftz", "this was never a model of anything");
    auto manifest = models::text::read_manifest(directory.path().string());
    ASSERT_TRUE(manifest);
    for (auto& model : manifest->models)
        if (model.name == "threat") model.fast_text = *models::text::measure(directory / "threat.ftz");
    ASSERT_TRUE(models::text::write_manifest(directory.path().string(), *manifest));
    refused("threat.ftz not a fastText model");
}

}  // namespace tests
