#include "ingest/parse_command.hpp"

#include "config/runtime/json_text.hpp"
#include "ingest/facebook/saved.hpp"
#include "ingest/instagram/saved.hpp"
#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/x/saved.hpp"
#include "ingest/youtube/saved.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>

namespace ingest {
namespace {

using runtime::json_string;

constexpr std::string_view kAuto = "auto";

const std::array<SavedReader, models::kNetworkCount>& readers() {
    static const std::array<SavedReader, models::kNetworkCount> kReaders{
        facebook_saved_reader(), instagram_saved_reader(), x_saved_reader(), youtube_saved_reader()};
    return kReaders;
}

const SavedReader* reader_of(const std::string& network) {
    for (const auto& reader : readers())
        if (models::to_string(reader.network) == network) return &reader;
    return nullptr;
}

std::string json_or_null(const std::string& text) {
    return text.empty() ? "null" : json_string(text);
}

std::string attachments_of(const models::CollectedItem& thing) {
    std::string list{"["};
    for (const auto& attachment : thing.attachments) {
        if (list.size() > 1) list += ',';
        list += R"({"type":)" + json_string(attachment.type) + R"(,"url":)" + json_or_null(attachment.url) + "}";
    }
    return list + "]";
}

/// What it answers: the comment, or on Facebook the post, which its replies name as their parent too.
std::string parent_of(const models::CollectedItem& thing) {
    const bool post = thing.parent_external_id.empty() && thing.network == models::Network::facebook;
    return post ? thing.post_external_id : thing.parent_external_id;
}

std::string line_of(const std::string& file, const SavedFinding& finding) {
    const auto start = R"({"file":)" + json_string(file);
    if (finding.kind == SavedFinding::Kind::problem)
        return start + R"(,"kind":"problem","reason":)" + json_string(finding.reason) + "}\n";
    const auto& thing = finding.thing;
    const bool post = finding.kind == SavedFinding::Kind::post;
    const auto created = thing.created_at ? json_string(runtime::to_iso(*thing.created_at)) : "null";
    return start + (post ? R"(,"kind":"post","external_id":)" : R"(,"kind":"item","external_id":)") +
           json_string(thing.external_id) + R"(,"parent_id":)" + json_or_null(parent_of(thing)) + R"(,"created_at":)" +
           created + R"(,"author":)" + json_or_null(thing.author_name.empty() ? thing.author_id : thing.author_name) +
           R"(,"text":)" + json_string(thing.text) + R"(,"attachments":)" + attachments_of(thing) + "}\n";
}

/// The file's content; nothing when it cannot be read.
std::optional<std::string> content_of(const std::string& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return std::nullopt;
    std::string content{std::istreambuf_iterator<char>{stream}, {}};
    if (stream.bad()) return std::nullopt;
    return content;
}

/// The lines of a file of JSON Lines.
std::vector<std::string> lines_of(std::string_view content) {
    std::vector<std::string> lines;
    while (!content.empty()) {
        const auto end = std::min(content.find('\n'), content.size());
        const auto line = content.substr(0, end);
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines.emplace_back(line);
        content.remove_prefix(std::min(end + 1, content.size()));
    }
    return lines;
}

/// The answers in a recording of calls, `{"interactions":[{"response":{"json":{...}}}]}`. Empty when it is none.
std::vector<std::string> recorded_answers(std::string_view content) {
    std::vector<std::string> answers;
    const JsonDocument document{content};
    simdjson::dom::object recording;
    if (document.object().get(recording) != simdjson::SUCCESS) return answers;
    const auto calls = array_member(recording, "interactions");
    if (!calls) return answers;
    for (const simdjson::dom::element call : *calls) {
        simdjson::dom::object object;
        if (call.get(object) != simdjson::SUCCESS) continue;
        const auto response = object_member(object, "response");
        simdjson::dom::element json;
        if (response && response->at_key("json").get(json) == simdjson::SUCCESS)
            answers.push_back(simdjson::minify(json));
    }
    return answers;
}

/// The answers in a file: its lines when it holds JSON Lines, its calls when it is a recording, otherwise itself.
std::vector<std::string> answers_in(const std::string& file, std::string content) {
    if (file.ends_with(".jsonl")) return lines_of(content);
    auto answers = recorded_answers(content);
    if (answers.empty()) answers.push_back(std::move(content));
    return answers;
}

SavedFindings findings_in(const SavedReader& reader, const std::string& kind, std::string_view answer,
                          runtime::Time now) {
    auto findings = reader.read(kind, answer, now);
    if (findings.empty()) add_problem(findings, "it holds neither a post nor anything said about one");
    return findings;
}

}  // namespace

int parse_command(const ParseRequest& request, runtime::Time now, std::ostream& out, std::ostream& problems) {
    const auto* reader = reader_of(request.network);
    if (reader == nullptr) {
        problems << "parse: `" << request.network << "` is no network; " << parse_kinds() << '\n';
        return 1;
    }
    const bool known = request.kind == kAuto ||
                       std::find(reader->kinds.begin(), reader->kinds.end(), request.kind) != reader->kinds.end();
    if (!known) {
        problems << "parse: `" << request.kind << "` is no kind of answer; " << parse_kinds() << '\n';
        return 1;
    }
    int code = 0;
    for (const auto& file : request.files) {
        auto content = content_of(file);
        if (!content) {
            problems << "parse: " << file << " cannot be read\n";
            code = 1;
            continue;
        }
        for (const auto& answer : answers_in(file, std::move(*content)))
            for (const auto& finding : findings_in(*reader, request.kind, answer, now)) out << line_of(file, finding);
    }
    out.flush();
    if (!out) problems << "parse: the findings cannot be written\n";
    return out ? code : 1;
}

std::string parse_kinds() {
    std::string text;
    for (const auto& reader : readers()) {
        text += text.empty() ? "" : "; ";
        text.append(models::to_string(reader.network)).append(": ").append(kAuto);
        for (const auto kind : reader.kinds) text.append(", ").append(kind);
    }
    return text;
}

}  // namespace ingest
