#include "models/journal/verify.hpp"

#include "models/journal/segments.hpp"

#include <fstream>

namespace models {

namespace {

/// Walks the chain line by line and stops at the first thing that is wrong.
class Walk {
  public:
    Walk(std::string_view key, const std::optional<ChainHead>& known,
         const std::function<void(const SealedEntry&)>& good)
        : key_{key}, known_{known}, good_{good} {}

    void segment(const Segment& segment, bool last);
    void finish(const Segment& last);
    bool stopped() const { return report_.breach.has_value(); }
    void stop(BreachKind kind, const std::string& file, std::uint64_t line, std::string why) {
        report_.breach = Breach{kind, file, line, std::move(why)};
    }
    VerifyReport& report() { return report_; }

  private:
    void line(const Segment& segment, const SegmentReader::Line& line);
    void entry(const Segment& segment, std::uint64_t line, const SealedEntry& sealed);
    void checkpoint(const Segment& segment, std::uint64_t line, const Checkpoint& checkpoint);
    void out_of_order(const Segment& segment, std::uint64_t line, const SealedEntry& sealed);

    std::string_view key_;
    const std::optional<ChainHead>& known_;
    const std::function<void(const SealedEntry&)>& good_;
    VerifyReport report_;
};

bool holds_entry(const Segment& segment, std::uint64_t seq) {
    std::ifstream in{segment.path, std::ios::binary};
    SegmentReader reader{in};
    while (const auto line = reader.next()) {
        const auto parsed = parse_journal_line(line->text);
        if (!parsed) continue;
        const auto* sealed = std::get_if<SealedEntry>(&*parsed);
        if (sealed != nullptr && sealed->entry.seq == seq) return true;
    }
    return false;
}

void Walk::segment(const Segment& segment, bool last) {
    ++report_.files;
    const auto expected = report_.head.seq + 1;
    if (segment.first_seq > expected)
        return stop(
            BreachKind::file_missing, segment.name, 1,
            "entry " + std::to_string(expected) + " should come next: " + segment_name(expected) + " is missing");
    if (segment.first_seq < expected)
        return stop(BreachKind::repeated, segment.name, 1,
                    "the file begins with an entry that another file holds already, or other entries were added there");
    std::ifstream in{segment.path, std::ios::binary};
    if (!in) return stop(BreachKind::unreadable, segment.name, 0, "the file cannot be read");
    SegmentReader reader{in};
    std::uint64_t lines = 0;
    while (!stopped()) {
        const auto next = reader.next();
        if (!next) break;
        ++lines;
        line(segment, *next);
    }
    // A crash can leave the newest file without a line; no other file is ever left so.
    if (lines == 0 && !last) stop(BreachKind::truncated, segment.name, 1, "the file is empty");
}

void Walk::line(const Segment& segment, const SegmentReader::Line& line) {
    if (line.too_long) return stop(BreachKind::changed, segment.name, line.number, "the line is too long");
    if (!line.whole)
        return stop(BreachKind::truncated, segment.name, line.number, "the file ends in the middle of this line");
    const auto parsed = parse_journal_line(line.text);
    if (!parsed) return stop(BreachKind::changed, segment.name, line.number, parsed.error().message);
    if (const auto* sealed = std::get_if<SealedEntry>(&*parsed)) return entry(segment, line.number, *sealed);
    checkpoint(segment, line.number, std::get<Checkpoint>(*parsed));
}

void Walk::out_of_order(const Segment& segment, std::uint64_t line, const SealedEntry& sealed) {
    const auto expected = report_.head.seq + 1;
    const auto found =
        "entry " + std::to_string(sealed.entry.seq) + " stands where entry " + std::to_string(expected) + " should";
    if (sealed.entry.seq == report_.head.seq) return stop(BreachKind::repeated, segment.name, line, found);
    if (sealed.entry.seq < expected || holds_entry(segment, expected))
        return stop(BreachKind::reordered, segment.name, line, found);
    stop(BreachKind::missing, segment.name, line, found);
}

void Walk::entry(const Segment& segment, std::uint64_t line, const SealedEntry& sealed) {
    if (sealed.entry.seq != report_.head.seq + 1) return out_of_order(segment, line, sealed);
    if (sealed.prev != report_.head.hash)
        return stop(BreachKind::changed, segment.name, line,
                    "the entry does not continue the chain: it or the one before was written anew");
    report_.head = ChainHead{sealed.entry.seq, sealed.hash};
    if (known_ && known_->seq == report_.head.seq && *known_ != report_.head)
        return stop(BreachKind::rewritten, segment.name, line,
                    "the chain up to here is not the one whose head was printed");
    ++report_.entries;
    if (good_) good_(sealed);
}

void Walk::checkpoint(const Segment& segment, std::uint64_t line, const Checkpoint& checkpoint) {
    if (checkpoint.key != key_)
        return stop(BreachKind::wrong_key, segment.name, line, "the checkpoint names another key than the one given");
    if (!runtime::verify_signature(checkpoint.signed_bytes(), checkpoint.signature, key_))
        return stop(BreachKind::bad_signature, segment.name, line, "the signature of the checkpoint is wrong");
    // Base64 leaves bits unused at its end: one signature has one spelling here.
    const auto bytes = runtime::unbase64(checkpoint.signature);
    if (!bytes || runtime::base64(*bytes) != checkpoint.signature)
        return stop(BreachKind::bad_signature, segment.name, line, "the signature of the checkpoint is wrong");
    if (checkpoint.number > report_.checkpoints + 1)
        return stop(BreachKind::missing, segment.name, line, "an earlier checkpoint is missing");
    if (checkpoint.number <= report_.checkpoints)
        return stop(BreachKind::repeated, segment.name, line, "a checkpoint of this number stands earlier");
    if (checkpoint.head != report_.head)
        return stop(BreachKind::changed, segment.name, line,
                    "the checkpoint was signed for entry " + std::to_string(checkpoint.head.seq) +
                        " and does not fit the entries before it");
    report_.checkpoints = checkpoint.number;
    report_.signed_up_to = checkpoint.head.seq;
}

void Walk::finish(const Segment& last) {
    if (!known_ || known_->seq <= report_.head.seq) return;
    stop(BreachKind::missing, last.name, 0,
         "the head that was printed is of entry " + std::to_string(known_->seq) +
             ": the end of the journal was cut off");
}

}  // namespace

std::string_view to_string(BreachKind kind) {
    switch (kind) {
        case BreachKind::changed: return "changed";
        case BreachKind::missing: return "missing";
        case BreachKind::file_missing: return "file missing";
        case BreachKind::reordered: return "reordered";
        case BreachKind::repeated: return "repeated";
        case BreachKind::truncated: return "truncated";
        case BreachKind::bad_signature: return "bad signature";
        case BreachKind::wrong_key: return "wrong key";
        case BreachKind::rewritten: return "rewritten";
        case BreachKind::unreadable: return "unreadable";
    }
    return "unknown";
}

VerifyReport verify(const std::string& directory, std::string_view public_key_hex,
                    const std::optional<ChainHead>& known, const std::function<void(const SealedEntry&)>& good) {
    Walk walk{public_key_hex, known, good};
    const auto segments = list_segments(directory);
    if (!segments) {
        walk.stop(BreachKind::unreadable, directory, 0, segments.error().message);
        return walk.report();
    }
    for (const auto& segment : *segments) {
        walk.segment(segment, &segment == &segments->back());
        if (walk.stopped()) return walk.report();
    }
    walk.finish(segments->empty() ? Segment{segment_name(1), {}, 1} : segments->back());
    return walk.report();
}

VerifyReport verify_settled(const std::string& directory, std::string_view public_key_hex,
                            const std::optional<ChainHead>& known) {
    constexpr int kLooks = 3;
    auto report = verify(directory, public_key_hex, known);
    for (int look = 1; look < kLooks && report.breach && report.breach->kind == BreachKind::truncated; ++look)
        report = verify(directory, public_key_hex, known);
    return report;
}

}  // namespace models
