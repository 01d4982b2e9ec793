#include "models/consent/export_reader.hpp"

#include "config/runtime/utf8.hpp"
#include "models/consent/export_text.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace models::consent {

namespace {

constexpr std::size_t kHeaderWithin = 10;  ///< records: reports have titles above their headers
constexpr std::size_t kNameBytesMax = 100;

std::string trimmed(std::string_view text) {
    // The no-break space of spreadsheets, too.
    constexpr std::string_view kNoBreak{"\xC2\xA0"};
    for (;;) {
        if (text.starts_with(kNoBreak))
            text.remove_prefix(2);
        else if (text.ends_with(kNoBreak))
            text.remove_suffix(2);
        else if (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1);
        else if (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
            text.remove_suffix(1);
        else
            return std::string{text};
    }
}

bool is_blank(const config::CsvRecord& record) {
    return std::all_of(record.fields.begin(), record.fields.end(),
                       [](const auto& field) { return trimmed(field).empty(); });
}

/// One letter, eleven digits, one digit or letter.
std::optional<std::string> upn_from(std::string text) {
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 13 || !letter(text.front()) || !(letter(text.back()) || digit(text.back()))) return std::nullopt;
    if (!std::all_of(text.begin() + 1, text.end() - 1, digit)) return std::nullopt;
    return text;
}

std::vector<Column> columns_of(const config::CsvRecord& record, const Mapping& mapping) {
    std::vector<Column> columns;
    for (const auto& header : record.fields) columns.push_back(column_of(trimmed(header), mapping));
    return columns;
}

bool has(const std::vector<Column>& columns, Field field) {
    return std::any_of(columns.begin(), columns.end(), [field](const auto& each) { return each.field == field; });
}

/// Reads one line by its columns.
class Line {
  public:
    Line(const config::CsvRecord& record, const std::vector<Column>& columns, Day today)
        : record_{record}, columns_{columns}, from_{today} {}

    /// Nothing when there is a problem, which is then said.
    std::optional<ExportedPupil> read(std::vector<ExportProblem>& problems) {
        if (record_.fields.size() > columns_.size()) wrong({}, "has more fields than there are columns");
        const auto cells = std::min(record_.fields.size(), columns_.size());
        // The days first: answers need them, wherever their columns stand.
        for (const bool answers : {false, true})
            for (std::size_t i = 0; i < cells; ++i)
                if ((columns_[i].field == Field::consent) == answers) cell(columns_[i], trimmed(record_.fields[i]));
        finish();
        if (problems_.empty()) return ExportedPupil{record_.line, std::move(pupil_)};
        problems.insert(problems.end(), problems_.begin(), problems_.end());
        return std::nullopt;
    }

  private:
    void wrong(std::string column, std::string what) {
        problems_.push_back({record_.line, std::move(column), std::move(what)});
    }

    void cell(const Column& column, const std::string& text) {
        switch (column.field) {
            case Field::ignored:
            case Field::never_taken: return;
            case Field::upn: return upn(column, text);
            case Field::own_id: own_id_ = text; return;
            case Field::legal_forename: return name(column, text, pupil_.legal_forename);
            case Field::legal_surname: return name(column, text, pupil_.legal_surname);
            case Field::preferred_forename: return name(column, text, pupil_.preferred_forename);
            case Field::preferred_surname: return name(column, text, pupil_.preferred_surname);
            case Field::birth: return day(column, text, birth_);
            case Field::year_group: pupil_.year_group = year_group_from(text); return;
            case Field::group: return name(column, text, pupil_.group);
            case Field::left_on: return day(column, text, pupil_.consent.left_on);
            case Field::consent: return answer(column, text);
            case Field::consent_from: return day(column, text, given_);
            case Field::consent_until: return day(column, text, until_);
        }
    }

    void upn(const Column& column, const std::string& text) {
        if (text.empty()) return;
        const auto upn = upn_from(text);
        if (!upn) return wrong(column.header, "is not a unique pupil number");
        upn_ = *upn;
    }

    void name(const Column& column, const std::string& text, std::string& into) {
        if (text.size() > kNameBytesMax) return wrong(column.header, "is too long for a name");
        if (!runtime::is_utf8(text)) return wrong(column.header, "is not readable text");
        into = text;
    }

    void day(const Column& column, const std::string& text, std::optional<Day>& into) {
        if (text.empty()) return;
        into = day_from(text);
        if (!into) wrong(column.header, "is not a date such as 20/11/2026");
    }

    /// Of two columns about one use the more restrictive answer holds.
    void answer(const Column& column, const std::string& text) {
        const auto decision = answer_from(text);
        if (!decision) return wrong(column.header, "is neither yes nor no nor blank");
        const auto from = given_.value_or(from_);
        const Answer given{*decision, Form::face_identifiable, Naming::none, from,
                           until_.value_or(end_of_school_year(from))};
        for (std::size_t use = 0; use < kUseCount; ++use) {
            if ((column.uses & bit(static_cast<Use>(use))) == 0) continue;
            auto& held = pupil_.consent.givers[0].answers[use];
            const bool first = (asked_ & bit(static_cast<Use>(use))) == 0;
            if (first || restrictive(given.decision) > restrictive(held.decision)) held = given;
        }
        asked_ = static_cast<Uses>(asked_ | column.uses);
    }
    static int restrictive(Decision decision) {
        switch (decision) {
            case Decision::yes: return 0;
            case Decision::not_returned: return 1;
            case Decision::no: return 2;
            case Decision::withdrawn: return 3;
        }
        return 3;
    }

    void finish() {
        if (pupil_.legal_forename.empty() && pupil_.preferred_forename.empty()) wrong({}, "has no forename");
        if (pupil_.legal_surname.empty() && pupil_.preferred_surname.empty()) wrong({}, "has no surname");
        if (!upn_.empty()) {
            pupil_.key = "upn:" + upn_;
        } else if (!own_id_.empty()) {
            pupil_.key = "id:" + own_id_;
        } else if (birth_) {
            pupil_.key = "name:" + pupil_.legal_forename + '\n' + pupil_.legal_surname + '\n' +
                         std::to_string(birth_->time_since_epoch().count());
        } else {
            wrong({}, "has neither a number nor a date of birth by which the pupil is known next time");
        }
    }

    const config::CsvRecord& record_;
    const std::vector<Column>& columns_;
    Day from_;
    Pupil pupil_;
    std::string upn_;
    std::string own_id_;
    std::optional<Day> birth_;
    std::optional<Day> given_;
    std::optional<Day> until_;
    Uses asked_{0};
    std::vector<ExportProblem> problems_;
};

/// The record that names the columns.
std::size_t header_of(const std::vector<config::CsvRecord>& records, const Mapping& mapping) {
    for (std::size_t i = 0; i < std::min(records.size(), kHeaderWithin); ++i) {
        const auto columns = columns_of(records[i], mapping);
        const bool forename = has(columns, Field::legal_forename) || has(columns, Field::preferred_forename);
        const bool surname = has(columns, Field::legal_surname) || has(columns, Field::preferred_surname);
        if (forename && surname) return i;
    }
    return records.size();
}

}  // namespace

Export read_pupils(std::string_view bytes, const Mapping& mapping, Day today) {
    Export read;
    const auto records = read_export(bytes);
    if (!records) {
        read.problems.push_back({records.error().line, {}, records.error().what});
        return read;
    }
    const auto header = header_of(*records, mapping);
    if (header == records->size()) {
        read.problems.push_back(
            {1, {}, "no line among the first ten names a column for forenames and one for surnames"});
        return read;
    }
    read.columns = columns_of((*records)[header], mapping);
    for (const auto& column : read.columns) read.asked = static_cast<Uses>(read.asked | column.uses);
    std::unordered_map<std::string, int> lines;
    for (auto i = header + 1; i < records->size() && read.problems.size() < kExportProblemsMax; ++i) {
        const auto& record = (*records)[i];
        if (is_blank(record)) continue;
        auto pupil = Line{record, read.columns, today}.read(read.problems);
        if (!pupil) continue;
        const auto [first, fresh] = lines.try_emplace(pupil->pupil.key, record.line);
        if (fresh)
            read.pupils.push_back(std::move(*pupil));
        else
            read.problems.push_back(
                {record.line, {}, "is the pupil of line " + std::to_string(first->second) + " again"});
    }
    if (read.problems.size() > kExportProblemsMax) read.problems.resize(kExportProblemsMax);
    return read;
}

}  // namespace models::consent
