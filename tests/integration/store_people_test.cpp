// What sign-in and the journal promise: sessions end, guessing gets slow, and the journal has no gaps.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using testing::ElementsAre;

class StorePeopleTest : public StoreWorld {
  protected:
    moderation::Session session_of(const std::string& person) {
        moderation::Session session;
        session.person = person;
        session.csrf = "csrf-1";
        return session;
    }
};

TEST_F(StorePeopleTest, AUserIsKeptWithTheirPasswordSealed) {
    moderation::User user;
    user.person = "quill";
    user.password_hash = "$argon2id$v=19$secret";
    user.must_change = true;
    user.created_at = now;
    ok(store->put_user(user, "trellis", now));
    user.must_change = false;
    user.created_at = now + 1h;
    ok(store->put_user(user, "quill", now));

    const auto stored = ok(store->user("quill"));
    EXPECT_EQ(stored.password_hash, "$argon2id$v=19$secret");
    EXPECT_FALSE(stored.must_change);
    EXPECT_EQ(stored.created_at, now);
    EXPECT_EQ(dump().find("argon2id"), std::string::npos);
    EXPECT_EQ(count_kind("user.created"), 1u);
    EXPECT_EQ(count_kind("user.changed"), 1u);
    EXPECT_EQ(refused(store->user("nobody")), ErrorKind::not_found);
    EXPECT_EQ(refused(store->user("no body")), ErrorKind::not_found);
}

TEST_F(StorePeopleTest, ASessionEndsWhenItIdles) {
    ok(store->open_session("t1", session_of("quill"), now));
    EXPECT_EQ(ok(store->session("t1", now + 14min)).person, "quill");
    EXPECT_EQ(ok(store->session("t1", now + 28min)).csrf, "csrf-1");
    EXPECT_EQ(refused(store->session("t1", now + 43min)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->session("t1", now + 29min)), ErrorKind::not_found) << "an ended session stays ended";
}

TEST_F(StorePeopleTest, ASessionEndsAfterTwelveHoursHoweverBusy) {
    ok(store->open_session("t1", session_of("quill"), now));
    for (auto at = now; at < now + 12h; at += 10min) ok(store->session("t1", at));
    EXPECT_EQ(refused(store->session("t1", now + 12h)), ErrorKind::not_found);
}

TEST_F(StorePeopleTest, RedisForgetsSessionsByItself) {
    ok(store->open_session("t1", session_of("quill"), now));
    const auto left = redis_command({"PTTL", "gh:{bramblecote}:session:t1"}).number;
    EXPECT_GT(left, 0);
    EXPECT_LE(left, 15 * 60 * 1000);
}

TEST_F(StorePeopleTest, SigningOutEndsOneSessionOrAll) {
    for (const auto* token : {"t1", "t2", "t3"}) ok(store->open_session(token, session_of("quill"), now));
    ok(store->open_session("t4", session_of("trellis"), now));
    ok(store->close_session("t1", now));
    EXPECT_EQ(refused(store->session("t1", now)), ErrorKind::not_found);
    EXPECT_EQ(ok(store->session("t2", now)).person, "quill");

    ok(store->close_sessions("quill", now));
    EXPECT_EQ(refused(store->session("t2", now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->session("t3", now)), ErrorKind::not_found);
    EXPECT_EQ(ok(store->session("t4", now)).person, "trellis");
    EXPECT_EQ(count_kind("session.opened"), 4u);
    EXPECT_EQ(count_kind("session.closed"), 3u);
    ok(store->close_session("t1", now));
    ok(store->close_sessions("nobody", now));
}

TEST_F(StorePeopleTest, ATokenCannotBeTakenOver) {
    ok(store->open_session("t1", session_of("quill"), now));
    EXPECT_EQ(refused(store->open_session("t1", session_of("trellis"), now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->session("", now)), ErrorKind::not_found);
}

TEST_F(StorePeopleTest, GuessingGetsSlowerAndSlower) {
    for (int i = 0; i < 4; ++i) EXPECT_FALSE(ok(store->login_failed("quill", now)));
    EXPECT_EQ(ok(store->login_failed("quill", now)), now + 1min);
    EXPECT_EQ(ok(store->login_blocked("quill", now + 59s)), now + 1min);
    EXPECT_FALSE(ok(store->login_blocked("quill", now + 1min)));
    EXPECT_FALSE(ok(store->login_blocked("trellis", now)));
    EXPECT_EQ(ok(store->login_failed("quill", now)), now + 2min);
    for (int i = 0; i < 40; ++i) ok(store->login_failed("quill", now));
    EXPECT_EQ(ok(store->login_failed("quill", now)), now + 1h);
}

TEST_F(StorePeopleTest, FailuresAreForgottenAfterADayOrASuccess) {
    for (int i = 0; i < 5; ++i) ok(store->login_failed("quill", now));
    EXPECT_FALSE(ok(store->login_failed("quill", now + 24h + 1ms)));
    for (int i = 0; i < 5; ++i) ok(store->login_failed("192.0.2.7", now));
    ok(store->login_succeeded("192.0.2.7"));
    EXPECT_FALSE(ok(store->login_blocked("192.0.2.7", now)));
}

TEST_F(StorePeopleTest, WhatSomebodyTypedAsTheirNameIsNotStored) {
    ok(store->login_failed("my secret password", now));
    for (const auto& key : redis_command({"KEYS", "*"}).items) EXPECT_EQ(key.text.find("secret"), std::string::npos);
}

// ---- the journal

TEST_F(StorePeopleTest, TheJournalHasNoGaps) {
    record({concern("c1"), concern("c2")});
    decide(quill, "c1", Verb::hide);
    ok(store->journal("export.made", "ottilie", "export:daily", "{\"entries\":3}", now));

    const auto all = ok(store->journal_after(0, 1000));
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].seq, i + 1);
    EXPECT_EQ(all.back().kind, "export.made");
    EXPECT_EQ(all.back().actor, "ottilie");
    EXPECT_EQ(all.back().data, "{\"entries\":3}");
    EXPECT_EQ(all.back().at_ms, runtime::to_ms(now));
    EXPECT_EQ(ok(store->journal_after(all.size() - 1, 10)).size(), 1u);
    EXPECT_EQ(ok(store->journal_after(2, 3)).front().seq, 3u);
}

TEST_F(StorePeopleTest, TheJournalTakesOnlyJsonObjects) {
    EXPECT_EQ(refused(store->journal("x", "a", "b", "not json", now)), ErrorKind::malformed);
    EXPECT_EQ(refused(store->journal("x", "a", "b", "7", now)), ErrorKind::malformed);
    EXPECT_EQ(refused(store->journal("", "a", "b", "{}", now)), ErrorKind::malformed);
    EXPECT_EQ(refused(store->journal("x", "a", "b", std::string(9000, ' ') + "{}", now)), ErrorKind::malformed);
}

TEST_F(StorePeopleTest, SealedEntriesLeaveRedisButNotTheirNumbers) {
    for (int i = 0; i < 20; ++i) ok(store->journal("tick", "system:test", "test", "{}", now));
    const auto last = ok(store->journal_after(0, 1000)).back().seq;
    ok(store->journal_sealed(last, 5));
    EXPECT_EQ(ok(store->journal_after(0, 1000)).front().seq, last - 4);
    ok(store->journal_sealed(last - 3, 1));
    EXPECT_EQ(ok(store->journal_after(0, 1000)).front().seq, last - 4) << "an older seal changes nothing";
    EXPECT_EQ(refused(store->journal_sealed(last + 1, 5)), ErrorKind::rejected);
    ok(store->journal_sealed(last, 0));
    ok(store->start(now));
    ok(store->journal("tick", "system:test", "test", "{}", now));
    EXPECT_EQ(ok(store->journal_after(0, 1000)).back().seq, last + 1);
}

TEST_F(StorePeopleTest, ThePageOfTheJournalGoesBackwardsWithoutWhatTheViewerMustNotSee) {
    std::vector<Intaken> items;
    for (int i = 0; i < 40; ++i) {
        items.push_back(concern("c" + std::to_string(i)));
        if (i % 2 == 0) items.back().barred = {"quill"};
    }
    record(std::move(items));

    const auto first = ok(store->journal_page(quill, 0, 15));
    ASSERT_EQ(first.size(), 15u);
    const auto second = ok(store->journal_page(quill, first.back().seq, 100));
    EXPECT_LT(second.front().seq, first.back().seq);
    std::size_t items_seen = 0;
    for (const auto* part : {&first, &second})
        for (const auto& entry : *part) items_seen += entry.kind == "item.recorded" ? 1u : 0u;
    EXPECT_EQ(items_seen, 20u);
    EXPECT_EQ(ok(store->journal_page(ottilie, 0, 1000)).size(), journal_kinds().size());
}

TEST_F(StorePeopleTest, APlaceInTheJournalDoesNotTellItsNumber) {
    const auto place = store->journal_place(4711);
    EXPECT_EQ(place.find("4711"), std::string::npos);
    EXPECT_EQ(store->journal_seq(place), 4711u);
    EXPECT_NE(store->journal_place(4711), place);
    EXPECT_EQ(store->journal_seq("4711"), 0u);
}

TEST_F(StorePeopleTest, RemembersWhenPeriodicWorkRan) {
    EXPECT_FALSE(ok(store->last_run("export:daily")));
    ok(store->set_last_run("export:daily", now));
    EXPECT_EQ(ok(store->last_run("export:daily")), now);
}

}  // namespace tests
