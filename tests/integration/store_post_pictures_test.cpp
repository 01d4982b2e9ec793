// The pictures of a post are agreed to with it, and kept as long as it needs them. All names are invented.

#include "tests/integration/store_posts_fixture.hpp"

#include <functional>

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::PostContent;
using models::PostState;

class StorePostPicturesTest : public StorePosts {
  protected:
    static PostContent pictured() {
        auto content = fair();
        content.pictures = {
            {"a1", "image/jpeg", 9, "A race", models::PeopleShown::pupils, models::Framing::group, {"p1", "p2"}, true},
            {"b2", "image/png", 7, "A cup", models::PeopleShown::nobody}};
        return content;
    }
    /// What is counted for all pictures.
    std::int64_t picture_bytes() {
        const auto kept = redis_command({"GET", "gh:{bramblecote}:pictures:bytes"}).text;
        return kept.empty() ? 0 : std::stoll(kept);
    }
};

TEST_F(StorePostPicturesTest, AnyChangeOfAPictureEndsTheAgreement) {
    using models::Framing;
    using models::PeopleShown;
    const std::vector<std::function<void(std::vector<models::PostPicture>&)>> edits{
        [](auto& pictures) { pictures[0].alt = "The second race"; },
        [](auto& pictures) { std::swap(pictures[0], pictures[1]); },
        [](auto& pictures) { pictures.pop_back(); },
        [](auto& pictures) { pictures[0].id = "c3"; },
        [](auto& pictures) { pictures[0].people = PeopleShown::adults_only; },
        [](auto& pictures) { pictures[0].framing = Framing::identifiable; },
        [](auto& pictures) { pictures[0].pupils.emplace_back("p3"); },
        [](auto& pictures) { pictures[0].complete = false; }};
    const auto content = pictured();
    for (const auto& edit : edits) {
        agreed(content);
        EXPECT_EQ(post().content, content) << "everything comes back as it was kept";
        auto other = content;
        edit(other.pictures);
        save(other);
        EXPECT_EQ(post().state, PostState::draft);
        EXPECT_EQ(refused(beginning()), ErrorKind::conflict);
        id.clear();
    }
}

TEST_F(StorePostPicturesTest, MoreThanAPostMayHoldIsRefused) {
    auto content = pictured();
    content.pictures.resize(models::kPostPicturesMax + 1, content.pictures[0]);
    EXPECT_EQ(refused(posts->save("", 0, content, "quill", now)), ErrorKind::malformed);
    content = pictured();
    content.pictures[0].alt.assign(moderation::PostStore::kAltBytesMax + 1, 'a');
    EXPECT_EQ(refused(posts->save("", 0, content, "quill", now)), ErrorKind::malformed);
    content = pictured();
    content.pictures[0].pupils.assign(moderation::PostStore::kPupilsMax + 1, "p1");
    EXPECT_EQ(refused(posts->save("", 0, content, "quill", now)), ErrorKind::malformed);
    content.pictures[0].pupils = {"p1,p2"};
    EXPECT_EQ(refused(posts->save("", 0, content, "quill", now)), ErrorKind::malformed);
}

/// A post with one picture of these bytes.
PostContent showing(const std::string& bytes, PostContent content) {
    models::PostPicture picture;
    picture.id = runtime::sha256_hex(bytes);
    picture.media_type = "image/jpeg";
    picture.bytes = bytes.size();
    content.pictures.push_back(std::move(picture));
    return content;
}

TEST_F(StorePostPicturesTest, KeepsThePicturesThatItRefersTo) {
    const std::string cup = "the picture of a cup";
    const std::string race = std::string{"the picture of a race\0\xFF", 24};
    auto content = showing(cup, fair());
    id = ok(posts->save("", 0, content, "quill", now, cup));
    content = showing(race, content);
    ok(posts->save(id, post().version, content, "quill", now, race));
    EXPECT_EQ(ok(posts->picture(id, runtime::sha256_hex(cup))), cup);
    EXPECT_EQ(ok(posts->picture(id, runtime::sha256_hex(race))), race);
    content.pictures.erase(content.pictures.begin());
    save(content);
    EXPECT_EQ(refused(posts->picture(id, runtime::sha256_hex(cup))), ErrorKind::not_found);
    EXPECT_EQ(ok(posts->picture(id, runtime::sha256_hex(race))), race);
    EXPECT_EQ(refused(posts->picture("other", runtime::sha256_hex(race))), ErrorKind::not_found);
    ok(posts->discard(id, post().version, "quill", now));
    EXPECT_EQ(refused(posts->picture(id, runtime::sha256_hex(race))), ErrorKind::not_found);
    EXPECT_EQ(picture_bytes(), 0);
}

TEST_F(StorePostPicturesTest, ForgetsPicturesSomeTimeAfterThePostIsOver) {
    const std::string cup = "the picture of a cup";
    id = ok(posts->save("", 0, showing(cup, fair()), "quill", now, cup));
    const auto name = runtime::sha256_hex(cup);
    now += moderation::PostStore::kPicturesKept * 2;
    EXPECT_EQ(ok(posts->forget_pictures(now, 10)), 0u) << "a draft keeps them";
    ok(posts->submit(id, post().version, "quill", now));
    ok(agreeing());
    ok(beginning());
    finish(DeliveryState::published);
    now += moderation::PostStore::kPicturesKept - 1h;
    EXPECT_EQ(ok(posts->forget_pictures(now, 10)), 0u);
    EXPECT_EQ(ok(posts->picture(id, name)), cup);
    now += 2h;
    EXPECT_EQ(ok(posts->forget_pictures(now, 10)), 1u);
    EXPECT_EQ(refused(posts->picture(id, name)), ErrorKind::not_found);
    EXPECT_EQ(ok(posts->forget_pictures(now, 10)), 0u);
    EXPECT_EQ(picture_bytes(), 0);
}

TEST_F(StorePostPicturesTest, PicturesHaveALimitEachAndTogether) {
    const std::string large(moderation::PostStore::kPictureBytesMax + 1, 'x');
    EXPECT_EQ(refused(posts->save("", 0, showing(large, fair()), "quill", now, large)), ErrorKind::malformed);
    const auto full = std::to_string(moderation::PostStore::kPicturesBytesMax + 1);
    redis_command({"SET", "gh:{bramblecote}:pictures:bytes", full});
    EXPECT_EQ(refused(posts->save("", 0, showing("cup", fair()), "quill", now, "cup")), ErrorKind::rejected);
    EXPECT_TRUE(ok(posts->open()).empty()) << "nothing of it was kept";
    save(fair());  // without one there is room
}

TEST_F(StorePostPicturesTest, NoPictureStandsOpenlyInRedis) {
    const std::string marker = "zanzibar in a picture";
    auto content = showing(marker, fair());
    content.pictures[0].alt = "zanzibar described";
    content.pictures[0].pupils = {"zanzibar-ref"};
    content.pictures[0].found.text = "zanzibar on a board";
    id = ok(posts->save("", 0, content, "quill", now, marker));
    EXPECT_EQ(post().content, content);
    EXPECT_EQ(dump().find("zanzibar"), std::string::npos);
    EXPECT_EQ(dump().find(runtime::sha256_hex(marker)), std::string::npos);
}

}  // namespace tests
