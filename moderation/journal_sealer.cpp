#include "moderation/journal_sealer.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::fail;

JournalSealer::JournalSealer(JournalSource& source, models::SegmentWriter writer, runtime::CpuPool& disk,
                             runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics)
    : source_{source},
      writer_{std::move(writer)},
      disk_{disk},
      clock_{clock},
      log_{log},
      sealed_{metrics.counter("gatehouse_journal_sealed_total", "Journal entries written to signed files")},
      failures_{metrics.counter("gatehouse_journal_seal_failures_total", "Rounds of sealing that failed")},
      last_seq_{metrics.gauge("gatehouse_journal_sealed_seq", "Last journal entry in signed files")},
      last_sealed_at_{metrics.gauge("gatehouse_journal_sealed_timestamp_seconds",
                                    "When sealing last found everything written, in seconds since 1970")} {}

runtime::Task<void> JournalSealer::run() {
    for (;;) {
        const auto sealed = co_await seal_once();
        auto wait = kInterval;
        if (!sealed) {
            failures_.add();
            log_.error("journal", "sealing failed",
                       {{"kind", to_string(sealed.error().kind)}, {"reason", sealed.error().message}});
            wait = kRetry;
        } else if (*sealed >= kBatchEntries / 2) {
            // A backlog: the next batch is not made to wait.
            wait = std::chrono::milliseconds{0};
        }
        co_await clock_.sleep_for(wait);
    }
}

/// What comes after entry `last`, having made sure that Redis and the files agree on `last`.
runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> JournalSealer::unsealed(std::uint64_t last) {
    const auto from = last == 0 ? 0 : last - 1;
    auto entries = co_await source_.after(from, kBatchEntries + 1);
    if (!entries || last == 0) co_return entries;
    if (entries->empty())
        co_return fail(ErrorKind::conflict, "Redis ends before entry " + std::to_string(last) +
                                                ", the last one in the files: it lost entries");
    if (!writer_.ends_with(entries->front()))
        co_return fail(ErrorKind::conflict,
                       "entry " + std::to_string(last) + " is another one in Redis than in the files");
    entries->erase(entries->begin());
    co_return entries;
}

runtime::Task<runtime::Result<std::size_t>> JournalSealer::seal_once() {
    const auto end = writer_.end();
    if (!end) co_return tl::unexpected{end.error()};
    auto entries = co_await unsealed(end->seq);
    if (!entries) co_return tl::unexpected{entries.error()};
    if (entries->size() > kBatchEntries) entries->resize(kBatchEntries);

    runtime::Result<void> written;
    const auto now = clock_.now();
    std::function<void()> write = [&] { written = writer_.append(*entries, now); };
    co_await disk_.run(std::move(write));
    if (!written && written.error().kind == ErrorKind::malformed)
        co_return fail(ErrorKind::conflict, "Redis and the files leave a gap: " + written.error().message);
    if (!written) co_return tl::unexpected{written.error()};

    const auto last = end->seq + entries->size();
    if (!entries->empty()) {
        const auto marked = co_await source_.sealed(last, kKeepInRedis);
        if (!marked) co_return tl::unexpected{marked.error()};
    }
    sealed_.add(static_cast<double>(entries->size()));
    last_seq_.set(static_cast<double>(last));
    last_sealed_at_.set(static_cast<double>(runtime::to_ms(now)) / 1000.0);
    co_return entries->size();
}

}  // namespace moderation
