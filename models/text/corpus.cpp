#include "models/text/corpus.hpp"

#include "models/domain/named.hpp"

#include <memory>

#include <fmt/format.h>
#include <simdjson.h>
#include <zlib.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

constexpr Names<Label, kLabelCount> kLabels{
    {"threat", "hate", "bullying", "sexual", "self_harm", "profanity", "spam", "personal_info", "criticism", "benign"}};
constexpr int kMaxLineBytes = 256 * 1024;

struct Close {
    void operator()(gzFile_s* file) const { gzclose(file); }
};

std::uint32_t bits(const simdjson::dom::element& root, const char* field) {
    simdjson::dom::array names;
    if (root[field].get(names)) return 0;
    std::uint32_t out = 0;
    for (const auto element : names) {
        std::string_view name;
        if (element.get(name)) continue;
        if (const auto label = kLabels.find(name)) out |= 1U << static_cast<unsigned>(*label);
    }
    return out;
}

std::string text_of(const simdjson::dom::element& root, const char* field) {
    std::string_view text;
    return root[field].get(text) ? std::string{} : std::string{text};
}

bool read_row(const simdjson::dom::element& root, LabelledText& row) {
    row.text = text_of(root, "text");
    row.labels = bits(root, "labels");
    row.known = bits(root, "known");
    std::int64_t toxic = -1;
    if (!root["toxic"].get(toxic)) row.toxic = toxic > 0 ? 1 : 0;
    bool core = false;
    if (!root["core"].get(core)) row.core = core;
    row.source = text_of(root, "source");
    row.licence = text_of(root, "licence");
    row.use = text_of(root, "use");
    return !row.text.empty();
}

}  // namespace

std::string_view to_string(Label label) {
    return kLabels.of(label);
}

int LabelledText::answer(Label label) const {
    if (has(label)) return 1;
    if (knows(label)) return 0;
    // A text that nobody calls harmful is a good "no" for what is always harmful.
    const bool always_harmful = label != Label::profanity && label != Label::criticism &&
                                label != Label::personal_info && label != Label::benign;
    return always_harmful && toxic == 0 ? 0 : -1;
}

Result<void> read_corpus(const std::string& path, const std::function<void(LabelledText&&)>& use) {
    const std::unique_ptr<gzFile_s, Close> file{gzopen(path.c_str(), "rb")};
    if (!file) return fail(ErrorKind::unavailable, path + " cannot be read");
    simdjson::dom::parser parser;
    std::string line(kMaxLineBytes, '\0');
    for (std::size_t number = 1; gzgets(file.get(), line.data(), kMaxLineBytes) != nullptr; ++number) {
        const std::string_view content{line.c_str()};
        if (content == "\n") continue;
        simdjson::dom::element root;
        LabelledText row;
        if (parser.parse(content.data(), content.size()).get(root) || !read_row(root, row))
            return fail(ErrorKind::malformed, fmt::format("{}:{}: not a labelled text", path, number));
        use(std::move(row));
    }
    int status = Z_OK;
    gzerror(file.get(), &status);
    if (status != Z_OK && status != Z_STREAM_END) return fail(ErrorKind::malformed, path + " is damaged");
    return {};
}

}  // namespace models::text
