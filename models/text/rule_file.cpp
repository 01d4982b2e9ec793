#include "models/text/rule_file.hpp"

#include "models/text/model_tasks.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

constexpr std::array<std::string_view, 9> kFields{"code",   "category", "severity", "sentence", "sure",
                                                  "within", "target",   "marks",    "learnt"};

class Loader {
  public:
    Result<RuleFile> run(const toml::table& root) {
        const auto version = root["version"].value<int>();
        if (!version || *version < 1) return bad("version", "must be a number from 1 on");
        file_.version = *version;
        if (const auto* classes = root["words"].as_table())
            for (const auto& [name, words] : *classes) read_class(name.str(), words);
        if (const auto* aliases = root["aliases"].as_table())
            for (const auto& [word, meaning] : *aliases)
                file_.spellings.add_alias(word.str(), meaning.value_or(std::string_view{}));
        each_word(root["disguised"]["words"], [&](std::string_view word) { file_.spellings.add_grave(word); });
        each_word(root["disguised"]["not"], [&](std::string_view word) { file_.spellings.add_spared(word); });
        if (const auto* about = root["about"].as_table())
            for (const auto& [who, phrases] : *about) read_about(who.str(), phrases);
        if (const auto* rules = root["rule"].as_array())
            for (const auto& rule : *rules) {
                if (const auto* table = rule.as_table()) read_rule(*table);
                if (!problem_.empty()) break;
            }
        if (!problem_.empty()) return fail(ErrorKind::malformed, "rules: " + problem_);
        if (file_.rules.empty()) return bad("rule", "there is none");
        return std::move(file_);
    }

  private:
    Result<RuleFile> bad(std::string_view where, std::string_view what) {
        return fail(ErrorKind::malformed, fmt::format("rules: {}: {}", where, what));
    }

    template <class Node, class Take>
    static void each_word(const Node& node, const Take& take) {
        const auto words = node.value_or(std::string_view{});
        for (std::size_t at = 0; at < words.size();) {
            const auto end = std::min(words.find_first_of(" \n", at), words.size());
            if (end > at) take(words.substr(at, end - at));
            at = end + 1;
        }
    }

    void read_class(std::string_view name, const toml::node& words) {
        const auto class_name = fmt::format("@{}", name);
        each_word(words, [&](std::string_view word) { file_.book.add_to_class(word, class_name); });
        if (!file_.book.has_class(class_name)) problem_ = fmt::format("words.{} is empty", name);
    }

    void read_about(std::string_view who, const toml::node& phrases) {
        const auto* found = std::find(kAboutNames.begin(), kAboutNames.end(), who);
        if (found == kAboutNames.end()) {
            problem_ = fmt::format("about.{} is unknown", who);
            return;
        }
        each_phrase(phrases, fmt::format("about.{}", who), [&](std::size_t phrase) {
            file_.about[phrase].push_back(static_cast<std::size_t>(found - kAboutNames.begin()));
        });
    }

    template <class Use>
    void each_phrase(const toml::node& node, const std::string& where, const Use& use) {
        const auto* list = node.as_array();
        if (list == nullptr) {
            problem_ = where + " is not a list";
            return;
        }
        for (const auto& element : *list) {
            const auto text = element.value_or(std::string_view{});
            if (!known_classes(text, where)) return;
            const auto phrase = file_.book.add(text);
            if (!phrase) {
                problem_ = fmt::format("{}: {}", where, phrase.error().message);
                return;
            }
            file_.uses.resize(file_.book.size());
            file_.about.resize(file_.book.size());
            use(*phrase);
        }
    }

    /// A misspelt class would make a rule that never fires.
    bool known_classes(std::string_view phrase, const std::string& where) {
        for (std::size_t at = phrase.find_first_of("@#"); at != std::string_view::npos;
             at = phrase.find_first_of("@#", at + 1)) {
            const auto name = phrase.substr(at, phrase.find_first_of(" |?", at) - at);
            if (file_.book.has_class(name)) continue;
            problem_ = fmt::format("{}: {} is not defined", where, name);
            return false;
        }
        return true;
    }

    void read_rule(const toml::table& table) {
        Rule rule;
        rule.code = table["code"].value_or(std::string{});
        for (const auto& [key, value] : table) {
            const bool known = std::find(kRoles.begin(), kRoles.end(), key.str()) != kRoles.end() ||
                               std::find(kFields.begin(), kFields.end(), key.str()) != kFields.end();
            if (!known) problem_ = fmt::format("rule {}: {} is unknown", rule.code, key.str());
        }
        const auto category = category_from(table["category"].value_or(std::string_view{}));
        const auto severity = severity_from(table["severity"].value_or(-1));
        rule.sentence = table["sentence"].value_or(std::string{});
        if (rule.code.empty() || !category || !severity || rule.sentence.empty()) {
            problem_ = fmt::format("rule {}: code, category, severity or sentence is missing or wrong", rule.code);
            return;
        }
        rule.category = *category;
        rule.severity = *severity;
        rule.sure = table["sure"].value_or(true);
        rule.within = table["within"].value_or(std::size_t{12});
        rule.learnt = table["learnt"].value_or(std::string{});
        if (!rule.learnt.empty() && !task_named(rule.learnt))
            problem_ = fmt::format("rule {}: no model is called {}", rule.code, rule.learnt);
        if (const auto target = table["target"].value<std::string_view>()) rule.target = target_from(*target);
        const auto marks = table["marks"].value_or(std::string_view{});
        rule.two_identifiers = marks == "two_identifiers";
        rule.aimed = marks == "aimed";
        rule.near_required = table.contains("near");
        rule.also_required = table.contains("also");
        const auto number = file_.rules.size();
        for (std::size_t role = 0; role < kRoles.size(); ++role)
            if (const auto* phrases = table.get(kRoles[role]))
                each_phrase(*phrases, "rule " + rule.code, [&](std::size_t phrase) {
                    file_.uses[phrase].push_back({number, static_cast<Role>(role)});
                });
        if (!table.contains("any")) problem_ = fmt::format("rule {} has no phrases", rule.code);
        file_.rules.push_back(std::move(rule));
    }

    RuleFile file_;
    // What the detectors find is known to the book before any phrase asks for it.
    DetectorSymbols detect_{file_.book};
    std::string problem_;
};

}  // namespace

Result<RuleFile> read_rule_file(std::string_view text) {
    try {
        const auto root = toml::parse(text, std::string_view{"rules.toml"});
        return Loader{}.run(root);
    } catch (const toml::parse_error& error) {
        return fail(ErrorKind::malformed,
                    fmt::format("rules, line {}: {}", error.source().begin.line, error.description()));
    }
}

}  // namespace models::text
