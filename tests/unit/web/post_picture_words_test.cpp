// What stands in a picture is known before anybody agrees to it: a machine reads it, or a person. All names are
// invented.

#include "post_pictures_fixture.hpp"

namespace tests {

TEST_F(PostPicturesTest, IsSubmittedOnceTheWordsInItAreRead) {
    ASSERT_EQ(bring("quill", file("bridge-mods__square-256x256.jpg")).status, 303U);
    EXPECT_TRUE(has(seen_by("quill"), "The words in this picture are still being read."));
    EXPECT_TRUE(has(seen_by("quill"), "data-waiting=\"/posts/" + id + "\""));
    const Fields said{{"alt-1", "A bridge"}, {"people-1", "nobody"}};
    ASSERT_EQ(press("quill", "describe", said).status, 303U) << "nobody waits for it";
    const auto early = press("quill", "submit", {});
    EXPECT_EQ(early.status, 409U);
    EXPECT_TRUE(has(early.body, "The words in a picture are still being read."));
    const auto version_before = version();
    read_words("Well done, everybody");
    EXPECT_EQ(version(), version_before) << "what somebody is writing meanwhile can be kept";
    EXPECT_FALSE(has(seen_by("quill"), "still being read"));
    EXPECT_TRUE(has(seen_by("quill"), "Well done, everybody"));
    EXPECT_EQ(press("quill", "submit", {}).status, 303U);
    EXPECT_EQ(post().state, models::PostState::submitted);
}

TEST_F(PostPicturesTest, APersonReadsWhatNoMachineCould) {
    ASSERT_EQ(bring("quill", file("bridge-mods__square-256x256.jpg")).status, 303U);
    Fields said{{"alt-1", "A bridge"}, {"people-1", "nobody"}};
    ASSERT_EQ(press("quill", "describe", said).status, 303U);
    read_words(std::nullopt);
    EXPECT_TRUE(has(seen_by("quill"), "The words in this picture could not be read by a machine."));
    EXPECT_TRUE(has(seen_by("quill"), "name=\"words-1\""));
    const auto refused = press("quill", "submit", {});
    EXPECT_EQ(refused.status, 409U);
    EXPECT_TRUE(has(refused.body, "read them yourself"));
    said.emplace_back("words-1", "yes");
    ASSERT_EQ(press("quill", "describe", said).status, 303U);
    ASSERT_EQ(press("quill", "submit", {}).status, 303U);
    EXPECT_TRUE(has(seen_by("birch"), "A person said that they read them."));
    said.pop_back();
    ASSERT_EQ(press("quill", "describe", said).status, 303U);
    EXPECT_FALSE(pictures_now()[0].words_seen);
    EXPECT_EQ(post().state, models::PostState::draft) << "what was said of it has changed";
}

}  // namespace tests
