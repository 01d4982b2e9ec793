// The words in a picture are read by a job that no death of a worker loses, and nothing is agreed to before. All names
// are invented.

#include "moderation/picture_words.hpp"

#include "tests/integration/store_posts_fixture.hpp"
#include "tests/support/fake_clock.hpp"

#include <fstream>
#include <iterator>

namespace tests {

using namespace std::chrono_literals;
using models::Words;

class PictureWordsTest : public StorePosts {
  protected:
    void SetUp() override {
        StorePosts::SetUp();
        clock.set(now);
        blocking = redis_server->connect(runner.executor());
    }
    void TearDown() override {
        blocking.reset();
        StorePosts::TearDown();
    }

    static std::string file(const std::string& name) {
        std::ifstream stream{std::string{PICTURES_DIRECTORY} + "/" + name, std::ios::binary};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }
    /// Adds a picture whose words nobody has read.
    void bring(const std::string& bytes) {
        auto content = id.empty() ? fair() : post().content;
        models::PostPicture picture;
        picture.id = runtime::sha256_hex(bytes);
        picture.media_type = "image/jpeg";
        picture.bytes = bytes.size();
        picture.found.words = Words::waiting;
        content.pictures.push_back(std::move(picture));
        id = ok(posts->save(id, id.empty() ? 0 : post().version, content, "quill", now, bytes));
    }
    models::PictureFindings found(std::size_t place = 0) { return post().content.pictures.at(place).found; }
    std::unique_ptr<moderation::PictureWords> worker(std::string program = PICTURES_PROGRAM) {
        return std::make_unique<moderation::PictureWords>(*store, *posts, *blocking, std::move(program), clock,
                                                          quiet_log(), "worker-1");
    }
    std::size_t work(moderation::PictureWords& words) { return ok(words.work_once(10ms)); }
    std::size_t later(std::chrono::milliseconds time) {
        clock.advance(time);
        return ok(store->move_due_jobs(clock.now()));
    }

    FakeClock clock;
    std::unique_ptr<runtime::RedisConnection> blocking;
};

TEST_F(PictureWordsTest, AreReadSealedAndSeenByWhoeverReadsThePost) {
    bring(file("certificate.jpg"));
    EXPECT_EQ(found().words, Words::waiting);
    EXPECT_EQ(refused(posts->submit(id, post().version, "quill", now)), ErrorKind::rejected);
    const auto version = post().version;
    EXPECT_EQ(work(*worker()), 1u);
    EXPECT_EQ(found().words, Words::read);
    EXPECT_NE(found().text, "");
    EXPECT_EQ(post().version, version) << "whoever writes meanwhile is not too late";
    const auto first = found().text.substr(0, found().text.find('\n'));
    EXPECT_EQ(dump().find(first), std::string::npos) << "no word stands openly in Redis";
    EXPECT_EQ(length("picture_words"), 0u);
    ok(posts->submit(id, post().version, "quill", now));
    ok(agreeing());
    EXPECT_NE(models::words_of(post().content).find(first), std::string::npos) << "who publishes judges them";
    ok(beginning());
}

TEST_F(PictureWordsTest, NothingIsAgreedToBeforeTheyAreRead) {
    save(fair());
    ok(posts->submit(id, post().version, "quill", now));
    bring(file("certificate.jpg"));  // a draft again
    EXPECT_EQ(refused(posts->publish_alone(id, models::fingerprint(post().content), "Nobody is there", "trellis",
                                           now + 1h, now)),
              ErrorKind::rejected);
    auto content = post().content;
    content.text = "Edited meanwhile";
    save(content);
    EXPECT_EQ(refused(posts->submit(id, post().version, "quill", now)), ErrorKind::rejected) << "an edit reads nothing";
    work(*worker());
    EXPECT_EQ(found().words, Words::read);
    ok(posts->submit(id, post().version, "quill", now));
    ok(agreeing());
}

TEST_F(PictureWordsTest, AReaderThatFailsIsTriedAgainAndThenAPersonHasTo) {
    bring(file("certificate.jpg"));
    const auto broken = worker("/bin/false");
    for (int tries = 1; tries < moderation::PictureWords::kTriesMax; ++tries) {
        EXPECT_EQ(work(*broken), 1u);
        EXPECT_EQ(found().words, Words::waiting) << tries;
        EXPECT_EQ(later(1ms), 0u) << "not at once";
        EXPECT_EQ(later(2min), 1u);
    }
    EXPECT_EQ(work(*broken), 1u);
    EXPECT_EQ(found().words, Words::unreadable);
    EXPECT_EQ(length("picture_words"), 0u);
    ok(posts->submit(id, post().version, "quill", now));  // the pages ask whether a person read it
}

TEST_F(PictureWordsTest, AReaderThatComesBackReadsThem) {
    bring(file("certificate.jpg"));
    work(*worker("/nowhere/gatehouse-pictures"));
    EXPECT_EQ(found().words, Words::waiting);
    later(2min);
    work(*worker());
    EXPECT_EQ(found().words, Words::read);
}

TEST_F(PictureWordsTest, AKilledWorkersJobGoesToWhoComesNext) {
    bring(file("certificate.jpg"));
    ASSERT_EQ(jobs("picture_words").size(), 1u);  // taken, and its worker died
    EXPECT_EQ(work(*worker()), 0u) << "it may live still";
    ok(store->resume_jobs("picture_words", "worker-1"));
    EXPECT_EQ(work(*worker()), 1u);
    EXPECT_EQ(found().words, Words::read);
}

TEST_F(PictureWordsTest, AJobThatIsDoneTwiceSaysTheSame) {
    bring(file("certificate.jpg"));
    const auto job = jobs("picture_words").at(0);
    const auto picture = post().content.pictures[0].id;
    ok(posts->note_words(id, picture, "Certificate", now));
    EXPECT_EQ(refused(posts->note_words(id, picture, "Other words", now)), ErrorKind::conflict);
    EXPECT_EQ(refused(posts->note_words(id, picture, std::nullopt, now)), ErrorKind::conflict);
    EXPECT_EQ(found().text, "Certificate");
    ok(store->resume_jobs("picture_words", "worker-1"));
    EXPECT_EQ(work(*worker()), 1u);
    EXPECT_EQ(found().text, "Certificate");
    EXPECT_EQ(length("picture_words"), 0u);
}

TEST_F(PictureWordsTest, OfAPictureThatWasTakenOutNobodyWaits) {
    bring(file("certificate.jpg"));
    bring(file("portrait.jpg"));
    auto content = post().content;
    content.pictures.erase(content.pictures.begin());
    save(content);
    const auto program = worker();
    EXPECT_EQ(work(*program), 1u);
    EXPECT_EQ(found().words, Words::waiting) << "that was the other one";
    EXPECT_EQ(work(*program), 1u);
    EXPECT_EQ(found().words, Words::read);
    ok(posts->submit(id, post().version, "quill", now));
}

TEST_F(PictureWordsTest, WhatKillsItsWorkersIsLeftToAPerson) {
    bring(file("certificate.jpg"));
    ok(store->job_dead(jobs("picture_words").at(0), "its worker stopped each time", now));
    EXPECT_EQ(found().words, Words::unreadable);
    EXPECT_EQ(length("picture_words"), 0u);
    EXPECT_EQ(ok(store->dead_jobs(5)).at(0).stream, "picture_words");
}

}  // namespace tests
