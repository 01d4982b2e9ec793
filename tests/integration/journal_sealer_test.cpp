// What the sealer promises: whatever dies when, the files hold every entry once and in order, and two
// stories are never made into one.

#include "moderation/journal_sealer.hpp"

#include "models/journal/verify.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/unit/models/journal/journal_fixture.hpp"

#include <gtest/gtest.h>

using moderation::JournalSealer;
using namespace std::chrono_literals;

namespace tests {
namespace {

class MemoryJournal final : public moderation::JournalSource {
  public:
    runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> after(std::uint64_t seq,
                                                                            std::size_t limit) override {
        if (down) co_return runtime::fail(runtime::ErrorKind::unreachable, "no Redis");
        std::vector<models::JournalEntry> found;
        for (const auto& entry : held)
            if (entry.seq > seq && found.size() < limit) found.push_back(entry);
        co_return found;
    }
    runtime::Task<runtime::Result<void>> sealed(std::uint64_t seq, std::size_t) override {
        if (marking_down) co_return runtime::fail(runtime::ErrorKind::unreachable, "no Redis");
        marked = seq;
        co_return runtime::Result<void>{};
    }

    std::vector<models::JournalEntry> held;
    std::uint64_t marked{0};
    bool down{false};
    bool marking_down{false};
};

class JournalSealerTest : public JournalTest {
  protected:
    std::unique_ptr<JournalSealer> sealer_for(moderation::JournalSource& from) {
        return std::make_unique<JournalSealer>(from, open_writer(), disk, clock, log, metrics);
    }
    runtime::Result<std::size_t> seal() {
        auto sealer = sealer_for(source);
        return runner.run(sealer->seal_once());
    }
    void expect_sealed(std::uint64_t up_to) {
        const auto report = models::verify(segments, key);
        ASSERT_TRUE(report.intact()) << report.breach->why;
        EXPECT_EQ(report.head.seq, up_to);
        EXPECT_EQ(report.unsealed(), 0U);
    }

    FakeClock clock;
    MemoryJournal source;
    TaskRunner runner;
    runtime::CpuPool disk{1};
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
};

TEST_F(JournalSealerTest, SealsWhatIsThereAndThenOnlyWhatIsNew) {
    auto sealer = sealer_for(source);
    EXPECT_EQ(runner.run(sealer->seal_once()).value(), 0U);
    source.held = entries(1, 3);
    EXPECT_EQ(runner.run(sealer->seal_once()).value(), 3U);
    EXPECT_EQ(source.marked, 3U);
    EXPECT_EQ(runner.run(sealer->seal_once()).value(), 0U);
    source.held = entries(1, 5);
    EXPECT_EQ(runner.run(sealer->seal_once()).value(), 2U);
    expect_sealed(5);
}

TEST_F(JournalSealerTest, ACrashBeforeRedisIsToldRepeatsNothing) {
    source.held = entries(1, 3);
    source.marking_down = true;
    EXPECT_FALSE(seal());
    source.marking_down = false;
    source.held = entries(1, 4);
    EXPECT_EQ(seal().value(), 1U);
    EXPECT_EQ(source.marked, 4U);
    expect_sealed(4);
}

TEST_F(JournalSealerTest, ACrashInTheMiddleOfAFileLosesNothing) {
    source.held = entries(1, 4);
    ASSERT_TRUE(seal());
    const auto whole = content_of(path_of(1));
    for (const auto cut : {std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
        put_content(path_of(1), whole.substr(0, cut));
        ASSERT_TRUE(seal());
        expect_sealed(4);
    }
}

TEST_F(JournalSealerTest, RedisMayHaveForgottenWhatIsSealed) {
    source.held = entries(1, 3);
    ASSERT_TRUE(seal());
    source.held = entries(3, 6);
    EXPECT_EQ(seal().value(), 3U);
    expect_sealed(6);
}

TEST_F(JournalSealerTest, AGapIsAConflictAndNothingIsWritten) {
    source.held = entries(1, 2);
    ASSERT_TRUE(seal());
    source.held = entries(4, 5);
    EXPECT_EQ(seal().error().kind, runtime::ErrorKind::conflict);
    expect_sealed(2);
}

TEST_F(JournalSealerTest, ARedisThatLostEntriesOrTellsAnotherStoryIsAConflict) {
    source.held = entries(1, 3);
    ASSERT_TRUE(seal());
    source.held = entries(1, 2);
    EXPECT_EQ(seal().error().kind, runtime::ErrorKind::conflict);
    source.held = entries(1, 4);
    source.held[2].actor = "quill";
    EXPECT_EQ(seal().error().kind, runtime::ErrorKind::conflict);
    expect_sealed(3);
}

TEST_F(JournalSealerTest, ALongBacklogIsSealedInBatches) {
    source.held = entries(1, JournalSealer::kBatchEntries + 10);
    auto sealer = sealer_for(source);
    EXPECT_EQ(runner.run(sealer->seal_once()).value(), JournalSealer::kBatchEntries);
    EXPECT_EQ(runner.run(sealer->seal_once()).value(), 10U);
    expect_sealed(JournalSealer::kBatchEntries + 10);
}

TEST_F(JournalSealerTest, RunGoesOnAfterARedisThatWasAway) {
    source.held = entries(1, 2);
    source.down = true;
    auto sealer = sealer_for(source);
    runner.start(sealer->run());
    source.down = false;
    clock.advance(JournalSealer::kRetry);
    runner.run_until([&] { return source.marked == 2; });
    expect_sealed(2);
    runner.stop();
}

class StoreSealerTest : public StoreWorld {
  protected:
    TemporaryDirectory scratch;
    runtime::Signer signer = runtime::Signer::from_file(scratch / "journal.key", true).value();
};

TEST_F(StoreSealerTest, TheJournalInRedisIsSealedAsItStands) {
    record({concern("c1", Severity::v3), benign("c2")});
    decide(ottilie, "c1", Verb::hide);
    FakeClock clock;
    runtime::CpuPool disk{1};
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    moderation::StoreJournal source{*store};
    JournalSealer sealer_of_store{
        source, models::SegmentWriter::open(scratch / "journal", signer, {}).value(), disk, clock, log, metrics};
    const auto sealed = runner.run(sealer_of_store.seal_once());
    ASSERT_TRUE(sealed) << sealed.error().message;
    std::vector<std::string> kinds;
    const auto note = [&](const models::SealedEntry& one) { kinds.push_back(one.entry.kind); };
    const auto report = models::verify(scratch / "journal", signer.public_key_hex(), std::nullopt, note);
    EXPECT_TRUE(report.intact());
    EXPECT_EQ(kinds, journal_kinds());
    EXPECT_EQ(runner.run(sealer_of_store.seal_once()).value(), 0U);
}

}  // namespace
}  // namespace tests
