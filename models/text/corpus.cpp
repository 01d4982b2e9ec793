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

std::uint32_t bits(const simdjson::dom::object& root, const char* field) {
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

std::string text_of(const simdjson::dom::object& root, const char* field) {
    std::string_view text;
    return root[field].get(text) ? std::string{} : std::string{text};
}

/// What a row says beside its text, or what is wrong with it: a field that is there has to make sense.
class RowReader {
  public:
    explicit RowReader(const simdjson::dom::object& root) : root_{root} {}

    /// Empty: the row is right.
    std::string read(LabelledText& row) {
        row.text = text_of(root_, "text");
        if (row.text.empty()) return "is no labelled text: has no \"text\"";
        row.labels = bits(root_, "labels");
        row.known = bits(root_, "known");
        row.source = text_of(root_, "source");
        row.licence = text_of(root_, "licence");
        row.use = text_of(root_, "use");
        row.functionality = text_of(root_, "functionality");
        row.core = field<bool>("core", "true or false").value_or(false);
        row.harmful = field<bool>("harmful", "true or false");
        row.unknown = field<bool>("unknown", "true or false");
        row.at_least = severity();
        row.target = target();
        row.categories = categories();
        const auto toxic = field<std::int64_t>("toxic", "0, 1 or null");
        if (toxic) row.toxic = *toxic > 0 ? 1 : 0;
        if (!row.functionality.empty() && !row.harmful) wrong_ = "\"functionality\" needs \"harmful\" beside it";
        if (row.toxic < 0) judge_by_what_is_right(row);
        return wrong_;
    }

  private:
    template <class Value>
    std::optional<Value> field(const char* name, const char* what_it_is) {
        simdjson::dom::element found;
        Value value{};
        if (root_[name].get(found) || found.is_null()) return std::nullopt;
        if (!found.get(value)) return value;
        wrong_ = fmt::format("\"{}\" is not {}", name, what_it_is);
        return std::nullopt;
    }

    std::optional<Severity> severity() {
        constexpr auto* kSeverities = "a severity from 0 to 4";
        const auto level = field<std::int64_t>("min", kSeverities);
        if (!level) return std::nullopt;
        const auto found = *level < 0 || *level > 4 ? std::nullopt : severity_from(static_cast<int>(*level));
        if (!found) wrong_ = fmt::format("\"min\" is not {}", kSeverities);
        return found;
    }

    std::optional<Target> target() {
        const auto name = field<std::string_view>("target", "a name");
        if (!name) return std::nullopt;
        const auto found = target_from(*name);
        if (!found) wrong_ = "\"target\" is nobody whom a text can be aimed at";
        return found;
    }

    std::optional<std::vector<Category>> categories() {
        const auto names = field<simdjson::dom::array>("categories", "a list");
        if (!names) return std::nullopt;
        std::vector<Category> out;
        for (const auto element : *names) {
            std::string_view name;
            const auto found = element.get(name) ? std::nullopt : category_from(name);
            if (found)
                out.push_back(*found);
            else
                wrong_ = "\"categories\" has a name that no category has";
        }
        return out;
    }

    /// V1 is worth a glance and harms nobody.
    static void judge_by_what_is_right(LabelledText& row) {
        if (row.harmful)
            row.toxic = *row.harmful ? 1 : 0;
        else if (row.at_least && *row.at_least >= Severity::v2)
            row.toxic = 1;
        if (row.toxic >= 0) row.core = true;
    }

    const simdjson::dom::object& root_;
    std::string wrong_;
};

std::string read_row(simdjson::dom::parser& parser, std::string_view line, LabelledText& row) {
    simdjson::dom::object root;
    if (parser.parse(line.data(), line.size()).get(root)) return "is no labelled text: not a JSON object";
    return RowReader{root}.read(row);
}

/// The lines that make no sense, for one error.
class Refused {
  public:
    explicit Refused(std::string path) : path_{std::move(path)} {}

    void add(std::size_t line, const std::string& what) {
        if (++lines_ <= kNamed) named_ += fmt::format("{}{}:{}: {}", named_.empty() ? "" : "\n", path_, line, what);
    }

    bool any() const { return lines_ > 0; }

    tl::unexpected<runtime::Error> error() const {
        return fail(ErrorKind::malformed,
                    lines_ > kNamed ? fmt::format("{}\nand {} lines more", named_, lines_ - kNamed) : named_);
    }

  private:
    static constexpr std::size_t kNamed = 20;
    std::string path_;
    std::size_t lines_{0};
    std::string named_;
};

/// The whole of a line that is too long is passed over, so that the next one has its own number.
void skip_line(gzFile_s* file, std::string& buffer) {
    while (gzgets(file, buffer.data(), kMaxLineBytes) != nullptr)
        if (std::string_view{buffer.c_str()}.ends_with('\n')) return;
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
    Refused refused{path};
    for (std::size_t number = 1; gzgets(file.get(), line.data(), kMaxLineBytes) != nullptr; ++number) {
        const std::string_view content{line.c_str()};
        if (content == "\n" || content == "\r\n") continue;
        const bool whole = content.ends_with('\n') || content.size() + 1 < static_cast<std::size_t>(kMaxLineBytes);
        LabelledText row;
        const auto wrong =
            whole ? read_row(parser, content, row) : fmt::format("is longer than {} bytes", kMaxLineBytes - 2);
        if (!whole) skip_line(file.get(), line);
        if (!wrong.empty())
            refused.add(number, wrong);
        else if (!refused.any())
            use(std::move(row));
    }
    int status = Z_OK;
    gzerror(file.get(), &status);
    if (status != Z_OK && status != Z_STREAM_END) return fail(ErrorKind::malformed, path + " is damaged");
    if (refused.any()) return refused.error();
    return {};
}

}  // namespace models::text
