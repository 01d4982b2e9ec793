#include "models/consent/import_command.hpp"

#include "models/consent/export_text.hpp"

#include <fstream>
#include <iterator>
#include <ostream>

namespace models::consent {

namespace {

/// The file's bytes; more than an export may have are not read.
std::optional<std::string> bytes_of(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    std::string bytes(kExportBytesMax + 1, '\0');
    if (!in) return std::nullopt;
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return in.bad() ? std::nullopt : std::optional{std::move(bytes)};
}

/// Nothing, and a word about it, when the options make no sense.
std::optional<Mapping> mapping_of(const ImportCommand& command, std::ostream& problems) {
    Mapping mapping;
    for (const auto& column : command.columns) {
        const auto equals = column.rfind('=');
        const auto meaning = equals == column.npos ? std::string{} : column.substr(equals + 1);
        if (!meaning_of(meaning)) {
            problems << "import: --column wants HEADER=MEANING, where the meaning is a field (legal_surname), a use "
                        "(website), social_media, all_uses or ignored\n";
            return std::nullopt;
        }
        mapping.columns.emplace_back(column.substr(0, equals), meaning);
    }
    unsigned uses = 0;
    for (const auto& name : command.lone_tick) {
        const auto column = meaning_of(name);
        if (!column || column->field != Field::consent) {
            problems << "import: --tick-means wants a use (website), social_media or all_uses\n";
            return std::nullopt;
        }
        uses |= column->uses;
    }
    if (uses != 0) mapping.lone_tick = static_cast<Uses>(uses);
    return mapping;
}

void print_columns(const std::vector<Column>& columns, std::ostream& out) {
    out << "Columns:\n";
    for (const auto& column : columns) {
        out << "  " << column.header << ": ";
        if (column.field == Field::ignored) out << "not taken; --column can say what it means";
        if (column.field == Field::never_taken) out << "never taken";
        if (column.field != Field::consent && column.field > Field::never_taken) out << to_string(column.field);
        std::string_view separator = "may be shown ";
        for (std::size_t use = 0; use < kUseCount; ++use) {
            if ((column.uses & bit(static_cast<Use>(use))) == 0) continue;
            out << separator << place_of(static_cast<Use>(use));
            separator = ", ";
        }
        out << '\n';
    }
}

void print_problems(const std::vector<ExportProblem>& problems, std::ostream& out) {
    for (const auto& problem : problems) {
        out << "line " << problem.line;
        if (!problem.column.empty()) out << ", column " << problem.column;
        out << ": " << problem.what << '\n';
    }
    if (problems.size() >= kExportProblemsMax) out << "There are more.\n";
}

std::optional<Export> read_file(const std::string& file, const Mapping& mapping, Day today, std::ostream& problems) {
    const auto bytes = bytes_of(file);
    if (bytes) return read_pupils(*bytes, mapping, today);
    problems << "import: the export cannot be read\n";
    return std::nullopt;
}

}  // namespace

void print_preview(const Preview& preview, std::ostream& out) {
    out << "Pupils: " << preview.read << " read, " << preview.fresh << " new, " << preview.changed << " changed, "
        << preview.unchanged << " unchanged, " << preview.leavers << " leaving\n"
        << "Consent: " << preview.gained << " gained, " << preview.lost << " lost\n"
        << "Not in this file: " << preview.not_read << "; they stay as they are\n"
        << "Forms that came back:\n";
    for (const auto& [group, progress] : preview.year_groups)
        out << "  " << (group.empty() ? "no year group" : group) << ": " << progress.answered << " of "
            << progress.pupils << '\n';
}

std::optional<Export> read_for_import(const ImportCommand& command, Day today, std::ostream& out,
                                      std::ostream& problems) {
    const auto mapping = mapping_of(command, problems);
    if (!mapping) return std::nullopt;
    auto read = read_file(command.file, *mapping, today, problems);
    if (!read) return std::nullopt;
    print_columns(read->columns, out);
    print_problems(read->problems, problems);
    return read;
}

int import_command(const ImportCommand& command, Day today, std::ostream& out, std::ostream& problems) {
    const auto read = read_for_import(command, today, out, problems);
    if (!read) return 1;
    Register before;
    if (!command.earlier.empty()) {
        const auto mapping = mapping_of(command, problems);
        const auto earlier = read_file(command.earlier, *mapping, today, problems);
        if (!earlier) return 1;
        before = applied({}, *earlier, today).pupils;
    }
    print_preview(applied(before, *read, today).preview, out);
    return read->problems.empty() && out ? 0 : 1;
}

}  // namespace models::consent
