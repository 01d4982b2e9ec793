#include "models/text/assess_command.hpp"

#include <array>
#include <istream>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <simdjson.h>

namespace models {

namespace {

constexpr std::size_t kMaxLineBytes = 4 * 1024 * 1024;
constexpr std::size_t kFlushBytes = 64 * 1024;

/// Appends a JSON string. `text` is UTF-8: it came out of a JSON parser or is ours.
void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

void append_assessment(std::string& out, const Assessment& assessment) {
    fmt::format_to(std::back_inserter(out), R"(,"severity":"{}","target":"{}","scores":{{)",
                   to_string(assessment.severity), to_string(assessment.target));
    const char* separator = "";
    for (const auto category : all_categories()) {
        const auto score = static_cast<double>(assessment.scores[static_cast<std::size_t>(category)]);
        fmt::format_to(std::back_inserter(out), R"({}"{}":{:.4f})", separator, to_string(category), score);
        separator = ",";
    }
    out += R"(},"reasons":[)";
    separator = "";
    for (const auto& reason : assessment.reasons) {
        fmt::format_to(std::back_inserter(out), R"({}{{"category":"{}","code":)", separator,
                       to_string(reason.category));
        append_string(out, reason.code);
        out += R"(,"sentence":)";
        append_string(out, reason.sentence);
        fmt::format_to(std::back_inserter(out), R"(,"span":[{},{}]}})", reason.begin, reason.end);
        separator = ",";
    }
    out += R"(],"version":)";
    append_string(out, assessment.version);
    out += '}';
}

/// The id as JSON, whatever it is: a string, a number, or null when there is none.
std::string id_of(const simdjson::dom::element& root) {
    std::string out;
    std::string_view text;
    std::int64_t number = 0;
    if (!root["id"].get(text))
        append_string(out, text);
    else if (!root["id"].get(number))
        out = std::to_string(number);
    else
        out = "null";
    return out;
}

class Command {
  public:
    explicit Command(const Assessor& assessor) : assessor_{assessor} {}

    void line(const std::string& line, std::string& out) {
        simdjson::dom::element root;
        std::string_view text;
        if (line.size() > kMaxLineBytes) return error(out, "null", "the line is too long");
        if (parser_.parse(line).get(root) || !root.is_object())
            return error(out, "null", "the line is not a JSON object");
        const auto id = id_of(root);
        if (root["text"].get(text)) return error(out, id, "text is missing or no string");
        out += R"({"id":)";
        out += id;
        append_assessment(out, assessor_.assess(text));
        out += '\n';
    }

  private:
    static void error(std::string& out, std::string_view id, std::string_view what) {
        fmt::format_to(std::back_inserter(out), "{{\"id\":{},\"error\":\"{}\"}}\n", id, what);
    }

    const Assessor& assessor_;
    simdjson::dom::parser parser_;
};

}  // namespace

int assess_command(std::istream& in, std::ostream& out, std::ostream& problems, const Assessor& assessor) {
    Command command{assessor};
    std::string answer;
    for (std::string line; std::getline(in, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        command.line(line, answer);
        // A person who types line by line gets every answer at once; a file is answered in blocks.
        if (answer.size() < kFlushBytes && in.rdbuf()->in_avail() > 0) continue;
        out << answer << std::flush;
        answer.clear();
    }
    out << answer << std::flush;
    if (out) return 0;
    problems << "assess: the answers cannot be written\n";
    return 1;
}

}  // namespace models
