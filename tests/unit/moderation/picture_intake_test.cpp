// A picture is opened by another program, and what becomes of that program is never the end of this one.

#include "moderation/picture_intake.hpp"

#include "models/guard/old_pictures.hpp"

#include "config/runtime/crypto.hpp"
#include "models/domain/publication.hpp"
#include "models/image/metadata.hpp"
#include "models/image/publishable.hpp"
#include "tests/support/drawn_png.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <variant>

#include <gtest/gtest.h>

namespace tests {
namespace {

using models::image::Search;
using runtime::ErrorKind;

std::string file(const std::string& name) {
    std::ifstream stream{std::string{PICTURES_DIRECTORY} + "/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

const moderation::ListedPictures nothing;

moderation::ReadyPicture ready(const runtime::Result<moderation::TakenPicture>& taken) {
    if (taken && std::holds_alternative<moderation::ReadyPicture>(*taken))
        return std::get<moderation::ReadyPicture>(*taken);
    ADD_FAILURE() << (taken ? "it was refused" : taken.error().message);
    return {};
}

/// Whether it was refused as one that nobody may have, and as exactly a file of a list.
std::optional<bool> listed_file(const runtime::Result<moderation::TakenPicture>& taken, const std::string& bytes) {
    if (!taken || !std::holds_alternative<moderation::RefusedPicture>(*taken)) return std::nullopt;
    const auto& refused = std::get<moderation::RefusedPicture>(*taken);
    EXPECT_EQ(refused.sha256, runtime::sha256_hex(bytes));
    return refused.same_file;
}

TEST(PictureIntake, FindsWhoCanBeSeenAndLeavesTheWordsToAJob) {
    TaskRunner runner;
    moderation::PictureIntake intake{PICTURES_PROGRAM, Search::people, nothing, quiet_log()};
    const auto certificate = ready(runner.run(intake.take(file("certificate.jpg"))));
    EXPECT_EQ(certificate.picture.found.words, models::Words::waiting);
    EXPECT_EQ(certificate.picture.found.text, "");
    const auto portrait = ready(runner.run(intake.take(file("portrait.jpg"))));
    EXPECT_GT(portrait.picture.found.people.value_or(0), 0u);
    EXPECT_GE(portrait.picture.found.face.value_or(0), models::guard::kLargeFace);
    EXPECT_FALSE(portrait.picture.found.said_where);
}

TEST(PictureIntake, APhonesHeicIsPublishedAsAJpeg) {
    TaskRunner runner;
    moderation::PictureIntake intake{PICTURES_PROGRAM, Search::hashes, nothing, quiet_log()};
    const auto taken = ready(runner.run(intake.take(file("phone.heic"))));
    EXPECT_EQ(taken.remade, moderation::Remade::converted);
    EXPECT_EQ(taken.picture.media_type, "image/jpeg");
    EXPECT_EQ(taken.picture.id, runtime::sha256_hex(taken.bytes));
    EXPECT_EQ(taken.picture.bytes, taken.bytes.size());
    EXPECT_EQ(taken.picture.width, 1024u);
    EXPECT_EQ(taken.picture.height, 768u);
    EXPECT_TRUE(taken.picture.found.said_where);
    EXPECT_FALSE(models::image::metadata_of(taken.bytes, models::image::Kind::jpeg).gps);
    const auto cut = runner.run(intake.take(file("phone.heic").substr(0, 30'000)));
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().message.rfind("The picture cannot be opened: ", 0), 0u);
}

TEST(PictureIntake, WhatIsLargerThanNetworksTakeIsMadeSmaller) {
    for (const auto network : {models::Network::facebook, models::Network::instagram, models::Network::x})
        EXPECT_LT(models::image::kPublishedBytes, models::publishing_limits(network).picture_bytes);
    TaskRunner runner;
    moderation::PictureIntake intake{PICTURES_PROGRAM, Search::hashes, nothing, quiet_log()};
    const auto wide = ready(runner.run(intake.take(drawn_png(2049, 30, false))));
    EXPECT_EQ(wide.remade, moderation::Remade::smaller);
    EXPECT_EQ(wide.picture.width, 2048u);
    EXPECT_EQ(wide.picture.media_type, "image/jpeg");
    const auto heavy = ready(runner.run(intake.take(drawn_png(1300, 1200, true))));
    EXPECT_EQ(heavy.remade, moderation::Remade::smaller);
    EXPECT_LE(heavy.bytes.size(), models::image::kPublishedBytes);
    const auto small = drawn_png(2048, 30, false);
    const auto kept = ready(runner.run(intake.take(small)));
    EXPECT_EQ(kept.remade, moderation::Remade::no);
    EXPECT_EQ(kept.bytes, small) << "what fits is published bit by bit";
    EXPECT_EQ(kept.picture.media_type, "image/png");
}

TEST(PictureIntake, WhatBecomesAJpegIsComparedWithTheListsBefore) {
    TaskRunner runner;
    const auto heic = file("phone.heic");
    models::image::PictureReader reader{PICTURES_PROGRAM, Search::hashes};
    const auto look = models::image::to_hex(reader.look(std::string_view{heic}).value().frames.at(0).hash);
    const moderation::ListedPictures listed{{.pdq = {config::pdq_bytes_from(look).value()}, .md5 = {}}};
    moderation::PictureIntake intake{PICTURES_PROGRAM, Search::hashes, listed, quiet_log()};
    EXPECT_EQ(listed_file(runner.run(intake.take(heic)), heic), false);
}

TEST(PictureIntake, AProgramThatDiesCostsOnePicture) {
    TaskRunner runner;
    moderation::PictureIntake intake{"/bin/false", Search::hashes, nothing, quiet_log()};
    for (int i = 0; i < 2; ++i) {
        const auto refused = runner.run(intake.take(file("portrait.jpg")));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
        EXPECT_EQ(refused.error().message.rfind("The picture cannot be opened: ", 0), 0u);
    }
}

TEST(PictureIntake, WithoutTheProgramNothingIsTaken) {
    TaskRunner runner;
    moderation::PictureIntake intake{"/nowhere/gatehouse-pictures", Search::hashes, nothing, quiet_log()};
    const auto refused = runner.run(intake.take(file("portrait.jpg")));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_EQ(refused.error().message.rfind("Pictures cannot be opened just now.", 0), 0u);
}

TEST(PictureIntake, AFileOfAListIsNotEvenOpenedWhateverItIs) {
    TaskRunner runner;
    for (const auto* name : {"portrait.jpg", "phone.heic", "doorknob-hd-no-bar.mp4"}) {
        const auto bytes = file(name);
        const moderation::ListedPictures listed{{.pdq = {}, .md5 = {runtime::md5(bytes)}}};
        moderation::PictureIntake intake{"/nowhere/gatehouse-pictures", Search::hashes, listed, quiet_log()};
        EXPECT_EQ(listed_file(runner.run(intake.take(bytes)), bytes), true) << name;
        const auto other = bytes + "x";
        EXPECT_EQ(listed_file(runner.run(intake.take(other)), other), std::nullopt) << name;
    }
}

TEST(PictureIntake, WhatLooksLikeAPictureOfAListIsRefused) {
    TaskRunner runner;
    const auto bridge = config::pdq_bytes_from("d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22");
    const moderation::ListedPictures listed{{.pdq = {bridge.value()}, .md5 = {}}};
    moderation::PictureIntake intake{PICTURES_PROGRAM, Search::hashes, listed, quiet_log()};
    // Copies of other sizes, and one that was turned over.
    for (const auto* name :
         {"bridge-mods__shrink-a-lot.jpg", "bridge-mods__square-256x256.jpg", "dih__bridge-3-rotate-180.jpg"}) {
        const auto bytes = file(name);
        EXPECT_EQ(listed_file(runner.run(intake.take(bytes)), bytes), false) << name;
    }
    ready(runner.run(intake.take(file("portrait.jpg"))));
}

}  // namespace
}  // namespace tests
