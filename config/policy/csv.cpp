#include "config/policy/csv.hpp"

#include <utility>

namespace config {

namespace {

constexpr std::string_view kByteOrderMark{"\xEF\xBB\xBF"};

/// One pass over the text, a field at a time.
class CsvReader {
  public:
    CsvReader(std::string_view text, CsvLimits limits, char separator)
        : text_{text}, limits_{limits}, separator_{separator} {}

    tl::expected<std::vector<CsvRecord>, CsvError> read() {
        if (text_.substr(0, kByteOrderMark.size()) == kByteOrderMark) at_ = kByteOrderMark.size();
        std::vector<CsvRecord> records;
        while (at_ < text_.size()) {
            if (end_of_record()) continue;
            CsvRecord record{line_, {}};
            if (!read_record(record)) return tl::unexpected{CsvError{line_, what_}};
            if (records.size() == limits_.records) return tl::unexpected{CsvError{line_, "too many records"}};
            records.push_back(std::move(record));
        }
        return records;
    }

  private:
    bool read_record(CsvRecord& record) {
        for (;;) {
            std::string field;
            if (!(here('"') ? read_quoted(field) : read_bare(field))) return false;
            if (record.fields.size() == limits_.fields) return fail("too many fields");
            record.fields.push_back(std::move(field));
            if (at_ == text_.size() || end_of_record()) return true;
            if (!here(separator_)) return fail("a quoted field must end at a separator or at the end of the line");
            ++at_;
        }
    }

    bool read_quoted(std::string& field) {
        ++at_;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                if (!here('"')) return true;
            }
            if (text_[at_] == '\n') ++line_;
            if (!append(field)) return false;
        }
        return fail("a quote is never closed");
    }

    bool read_bare(std::string& field) {
        for (; at_ < text_.size() && text_[at_] != separator_ && !at_end_of_record(); ++at_) {
            if (text_[at_] == '"') return fail("a quote inside a field that does not begin with one");
            if (!append(field)) return false;
        }
        return true;
    }

    bool append(std::string& field) {
        if (text_[at_] == '\0') return fail("a NUL byte");
        if (field.size() == limits_.field_bytes) return fail("a field is too long");
        field += text_[at_];
        return true;
    }

    bool here(char c) const { return at_ < text_.size() && text_[at_] == c; }
    bool at_end_of_record() const {
        return here('\n') || (here('\r') && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
    }
    /// Steps over a line break.
    bool end_of_record() {
        if (!at_end_of_record()) return false;
        if (here('\r')) ++at_;
        if (here('\n')) ++at_;
        ++line_;
        return true;
    }
    bool fail(const char* what) {
        what_ = what;
        return false;
    }

    std::string_view text_;
    CsvLimits limits_;
    char separator_;
    std::size_t at_{0};
    int line_{1};
    std::string what_;
};

}  // namespace

tl::expected<std::vector<CsvRecord>, CsvError> read_csv(std::string_view text, CsvLimits limits, char separator) {
    return CsvReader{text, limits, separator}.read();
}

}  // namespace config
