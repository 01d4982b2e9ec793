#include "config/policy/post_templates.hpp"

#include "config/settings_checks.hpp"
#include "config/toml_file.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace config {

namespace {

constexpr std::size_t kTemplatesMax = 50;
constexpr std::size_t kTextBytesMax = 2000;
constexpr std::size_t kNameBytesMax = 60;
constexpr std::size_t kIdBytesMax = 40;
constexpr std::array<std::string_view, 4> kKinds{"information", "news", "event", "closure"};

bool good_id(std::string_view id) {
    return id.size() <= kIdBytesMax && std::all_of(id.begin(), id.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

/// Lines of words: no other control characters, which no network shows.
bool good_text(std::string_view text) {
    return text.size() <= kTextBytesMax && std::all_of(text.begin(), text.end(), [](char c) {
               return c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
           });
}

PostTemplate read_template(TableReader& reader) {
    PostTemplate made;
    made.id = reader.text("id", true);
    made.name = reader.text("name", true);
    made.kind = reader.text("kind", true);
    made.text = reader.text("text", true);
    made.also = reader.text("also");
    const auto refuse = [&](const char* key, const std::string& what, const std::string& remedy) {
        reader.problem(reader.any(key), "`" + std::string{key} + "` " + what, remedy);
    };
    if (!good_id(made.id)) refuse("id", "must be lower-case letters, digits and hyphens, at most 40", "shorten it");
    if (made.name.size() > kNameBytesMax || !check_line(made.name).empty())
        refuse("name", "must be one line of at most 60 bytes", "shorten it");
    if (!made.kind.empty() && std::find(kKinds.begin(), kKinds.end(), made.kind) == kKinds.end())
        refuse("kind", "must be information, news, event or closure", "choose one of them");
    if (!good_text(made.text)) refuse("text", "must be lines of words, at most 2000 bytes", "shorten it");
    if (const auto wrong = check_line(made.also); !wrong.empty()) refuse("also", wrong, "shorten it");
    return made;
}

}  // namespace

tl::expected<PostTemplates, Problems> load_post_templates(const std::string& file) {
    Problems problems;
    PostTemplates templates;
    if (const auto table = read_toml(file, problems)) {
        TableReader top{*table, file, "the templates", problems};
        for (const auto* one : top.tables("template")) {
            TableReader reader{*one, file, "template", problems};
            auto made = read_template(reader);
            const auto same = [&](const PostTemplate& other) { return other.id == made.id; };
            if (std::any_of(templates.begin(), templates.end(), same))
                reader.problem(reader.any("id"), "another template has this `id`", "give it one of its own");
            reader.finish();
            templates.push_back(std::move(made));
        }
        if (templates.size() > kTemplatesMax)
            top.problem(nullptr, "there are more than 50 templates", "keep those that are used");
        top.finish();
    }
    if (!problems.empty()) return tl::unexpected{std::move(problems)};
    return templates;
}

}  // namespace config
