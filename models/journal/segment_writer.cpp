#include "models/journal/segment_writer.hpp"

#include <fstream>

#include <unistd.h>

namespace models {

namespace {

using runtime::ErrorKind;
using runtime::fail;

tl::unexpected<runtime::Error> broken(const Segment& segment, std::uint64_t line, const std::string& why) {
    return fail(ErrorKind::malformed, segment.name + " line " + std::to_string(line) + ": " + why +
                                          "; nothing more is sealed until `gatehouse verify` passes");
}

}  // namespace

runtime::Result<SegmentWriter> SegmentWriter::open(std::string directory, const runtime::Signer& signer,
                                                   Settings settings) {
    if (auto made = make_directory(directory); !made) return tl::unexpected{made.error()};
    auto lock = lock_directory(directory);
    if (!lock) return tl::unexpected{lock.error()};
    SegmentWriter writer{std::move(directory), signer, std::move(settings)};
    writer.lock_ = std::move(*lock);
    if (auto recovered = writer.recover(); !recovered) return tl::unexpected{recovered.error()};
    return writer;
}

std::string SegmentWriter::day_of(std::int64_t at_ms) const {
    const auto at = runtime::from_ms(at_ms);
    if (settings_.day) return settings_.day(at);
    return runtime::to_iso(at).substr(0, 10);
}

runtime::Result<ChainHead> SegmentWriter::end() {
    if (!sound_)
        if (auto recovered = recover(); !recovered) return tl::unexpected{recovered.error()};
    return head_;
}

bool SegmentWriter::ends_with(const JournalEntry& entry) const {
    return entry.seq == head_.seq && link_entry(entry, before_head_).head == head_;
}

runtime::Result<void> SegmentWriter::recover() {
    sound_ = false;
    file_ = FileHandle{};
    auto segments = list_segments(directory_);
    if (!segments) return tl::unexpected{segments.error()};
    while (!segments->empty()) {
        const auto kept = recover_segment(segments->back());
        if (!kept) return tl::unexpected{kept.error()};
        if (*kept) break;
        segments->pop_back();
    }
    head_ = before_head_ = ChainHead{};
    checkpoints_ = checkpointed_seq_ = entries_in_segment_ = 0;
    segment_day_.clear();
    // The last checkpoint stands in the last segment, or in the one before when it has none yet.
    const std::size_t count = segments->size();
    for (std::size_t i = count >= 2 ? count - 2 : 0; i < count; ++i)
        if (auto read = read_end_of((*segments)[i]); !read) return read;
    if (count > 0) {
        auto file = open_to_append(segments->back().path, false);
        if (!file) return tl::unexpected{file.error()};
        file_ = std::move(*file);
    }
    sound_ = true;
    return {};
}

/// Cuts a line that a crash left unfinished. False when nothing whole is left and the file was removed.
runtime::Result<bool> SegmentWriter::recover_segment(const Segment& segment) {
    std::ifstream in{segment.path, std::ios::binary};
    if (!in) return fail(ErrorKind::unavailable, segment.path + ": cannot be read");
    SegmentReader reader{in};
    std::uint64_t whole_bytes = 0;
    bool unfinished = false;
    while (const auto line = reader.next()) {
        if (line->whole) whole_bytes = line->end_offset;
        unfinished = !line->whole;
    }
    if (whole_bytes == 0) {
        if (::unlink(segment.path.c_str()) != 0)
            return fail(ErrorKind::unavailable, segment.path + ": cannot be removed");
        if (auto synced = sync_directory(directory_); !synced) return tl::unexpected{synced.error()};
        return false;
    }
    if (unfinished)
        if (auto cut = cut_file(segment.path, whole_bytes); !cut) return tl::unexpected{cut.error()};
    return true;
}

runtime::Result<void> SegmentWriter::read_end_of(const Segment& segment) {
    std::ifstream in{segment.path, std::ios::binary};
    if (!in) return fail(ErrorKind::unavailable, segment.path + ": cannot be read");
    SegmentReader reader{in};
    entries_in_segment_ = 0;
    while (const auto line = reader.next()) {
        const auto parsed = parse_journal_line(line->text);
        if (!parsed) return broken(segment, line->number, parsed.error().message);
        if (const auto* checkpoint = std::get_if<Checkpoint>(&*parsed)) {
            if (checkpoint->head != head_) return broken(segment, line->number, "the checkpoint does not fit");
            checkpoints_ = checkpoint->number;
            checkpointed_seq_ = checkpoint->head.seq;
            continue;
        }
        const auto& sealed = std::get<SealedEntry>(*parsed);
        const bool first = head_.seq == 0;  // of the first segment that is read
        if (!first && (sealed.entry.seq != head_.seq + 1 || sealed.prev != head_.hash))
            return broken(segment, line->number, "the entry does not continue the chain");
        before_head_ = ChainHead{sealed.entry.seq - 1, sealed.prev};
        head_ = ChainHead{sealed.entry.seq, sealed.hash};
        segment_day_ = day_of(sealed.entry.at_ms);
        ++entries_in_segment_;
    }
    return {};
}

runtime::Result<void> SegmentWriter::append(std::span<const JournalEntry> entries, runtime::Time now) {
    if (!sound_)
        if (auto recovered = recover(); !recovered) return recovered;
    auto expected = head_.seq;
    for (const auto& entry : entries)
        if (entry.seq != ++expected)
            return fail(ErrorKind::malformed, "entry " + std::to_string(expected) + " is missing: the next one is " +
                                                  std::to_string(entry.seq));
    if (entries.empty() && checkpointed_seq_ == head_.seq) return {};
    auto written = write(entries, now);
    sound_ = written.has_value();
    return written;
}

runtime::Result<void> SegmentWriter::write(std::span<const JournalEntry> entries, runtime::Time now) {
    std::string pending;
    for (const auto& entry : entries) {
        const auto day = day_of(entry.at_ms);
        const bool full = entries_in_segment_ >= settings_.entries_max;
        if (!file_.is_open() || full || day != segment_day_) {
            if (file_.is_open() && checkpointed_seq_ != head_.seq) pending += checkpoint(now);
            if (auto flushed = flush(pending); !flushed) return flushed;
            if (auto begun = begin_segment(entry.seq); !begun) return begun;
            segment_day_ = day;
        }
        auto linked = link_entry(entry, head_);
        before_head_ = std::move(head_);
        head_ = std::move(linked.head);
        pending += linked.line + '\n';
        ++entries_in_segment_;
    }
    if (checkpointed_seq_ != head_.seq) pending += checkpoint(now);
    return flush(pending);
}

runtime::Result<void> SegmentWriter::begin_segment(std::uint64_t first_seq) {
    auto file = open_to_append(directory_ + "/" + segment_name(first_seq), true);
    if (!file) return tl::unexpected{file.error()};
    file_ = std::move(*file);
    entries_in_segment_ = 0;
    return sync_directory(directory_);
}

runtime::Result<void> SegmentWriter::flush(std::string& pending) {
    if (pending.empty()) return {};
    if (auto written = write_all(file_, pending); !written) return written;
    pending.clear();
    return sync_file(file_);
}

std::string SegmentWriter::checkpoint(runtime::Time now) {
    Checkpoint made;
    made.head = head_;
    made.number = ++checkpoints_;
    made.at = runtime::to_iso(now);
    made.key = signer_->public_key_hex();
    made.signature = signer_->sign_base64(made.signed_bytes());
    checkpointed_seq_ = head_.seq;
    return checkpoint_line(made) + '\n';
}

}  // namespace models
