#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "models/journal/segment_writer.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace moderation {

/// The journal as far as the sealer needs it.
class JournalSource {
  public:
    virtual ~JournalSource() = default;
    /// Entries after `seq`, oldest first.
    virtual runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> after(std::uint64_t seq,
                                                                                    std::size_t limit) = 0;
    /// Entries up to `seq` stand in files; those older than the newest `keep` may go.
    virtual runtime::Task<runtime::Result<void>> sealed(std::uint64_t seq, std::size_t keep) = 0;
};

/// The journal in Redis.
class StoreJournal final : public JournalSource {
  public:
    explicit StoreJournal(Store& store) : store_{store} {}
    runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> after(std::uint64_t seq,
                                                                            std::size_t limit) override {
        return store_.journal_after(seq, limit);
    }
    runtime::Task<runtime::Result<void>> sealed(std::uint64_t seq, std::size_t keep) override {
        return store_.journal_sealed(seq, keep);
    }

  private:
    Store& store_;
};

/// Moves journal entries from Redis into signed segment files.
///
/// How far it got is read from the files and nowhere else, so a crash at any point repeats nothing and
/// skips nothing: an entry may leave Redis only after its line and the checkpoint above it are on the disk.
/// It stops sealing and says so when the files and Redis tell different stories (a gap, a Redis that lost
/// entries or was put back to an older state): a journal that goes on over that would prove nothing.
class JournalSealer {
  public:
    static constexpr std::chrono::milliseconds kInterval{std::chrono::seconds{5}};
    static constexpr std::chrono::milliseconds kRetry{std::chrono::seconds{30}};
    static constexpr std::size_t kBatchEntries = 1000;
    static constexpr std::size_t kKeepInRedis = 100'000;

    /// `disk` is where writing waits for the disk, apart from the I/O thread.
    JournalSealer(JournalSource& source, models::SegmentWriter writer, runtime::CpuPool& disk, runtime::Clock& clock,
                  runtime::Log& log, runtime::Metrics& metrics);

    /// Seals until cancelled.
    runtime::Task<void> run();

    /// Seals up to kBatchEntries. Returns how many.
    /// Errors  conflict     the files and Redis tell different stories
    ///         malformed    the end of the files was changed
    ///         unreachable, unavailable  Redis or the disk: try again
    runtime::Task<runtime::Result<std::size_t>> seal_once();

    /// The end of the sealed chain, for the daily line.
    runtime::Result<models::ChainHead> head() { return writer_.end(); }

  private:
    runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> unsealed(std::uint64_t last);

    JournalSource& source_;
    models::SegmentWriter writer_;
    runtime::CpuPool& disk_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics::Counter sealed_;
    runtime::Metrics::Counter failures_;
    runtime::Metrics::Gauge last_seq_;
    runtime::Metrics::Gauge last_sealed_at_;
};

}  // namespace moderation
