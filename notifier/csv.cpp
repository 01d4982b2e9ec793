#include "notifier/csv.hpp"

namespace notifier {

namespace {

constexpr std::size_t kExcelDigits = 15;  // what a double holds exactly

bool would_run(std::string_view text) {
    return text.find_first_of("=+-@\t\r") == 0;
}

bool would_be_rounded(std::string_view text) {
    return text.size() > kExcelDigits && text.find_first_not_of("0123456789.,") == std::string_view::npos;
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string cell;
    if (would_run(text) || would_be_rounded(text)) cell += '\'';
    cell += text;
    if (cell.find_first_of(",;\"\r\n\t") == std::string::npos) return cell;
    std::string quoted{'"'};
    for (const char character : cell) {
        if (character == '"') quoted += '"';
        quoted += character;
    }
    return quoted + '"';
}

std::string csv_row(const std::vector<std::string>& cells) {
    std::string row;
    std::string_view separator;
    for (const auto& cell : cells) {
        row += separator;
        row += csv_cell(cell);
        separator = ",";
    }
    return row + "\r\n";
}

}  // namespace notifier
