#include "config/policy/barred.hpp"
#include "config/policy/words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

namespace config {

namespace {

using Words = std::vector<std::string>;

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A text as words with ends: asking beyond them gives nothing.
class Reading {
  public:
    explicit Reading(Words words) : words_{std::move(words)} {}

    std::size_t size() const { return words_.size(); }
    std::string_view at(std::size_t index) const { return index < words_.size() ? words_[index] : std::string_view{}; }
    std::string_view before(std::size_t index, std::size_t by) const {
        return index >= by ? at(index - by) : std::string_view{};
    }

    bool has_at(std::size_t index, std::initializer_list<std::string_view> phrase) const {
        for (const auto word : phrase)
            if (at(index++) != word) return false;
        return true;
    }

    /// The phrase somewhere, its last word perhaps with the s of a possessive written without apostrophe.
    bool has(const Words& phrase) const {
        if (phrase.empty()) return false;
        for (std::size_t start = 0; start + phrase.size() <= words_.size(); ++start) {
            std::size_t same = 0;
            while (same + 1 < phrase.size() && words_[start + same] == phrase[same]) ++same;
            const auto& last = words_[start + phrase.size() - 1];
            if (same + 1 == phrase.size() && (last == phrase[same] || last == phrase[same] + "s")) return true;
        }
        return false;
    }

  private:
    Words words_;
};

/// "Mrs Quill" is also called Miss Quill, Ms Quill and, in a tag, MrsQuill.
bool called_by_name(const Reading& text, const std::string& name) {
    auto words = words_of(name);
    if (words.size() < 2) return text.has(words);
    std::vector<std::string> titles{words[0]};
    if (among(words[0], {"mrs", "miss", "ms"})) titles = {"mrs", "miss", "ms"};
    for (auto& title : titles) {
        words[0] = title;
        std::string joined;
        for (const auto& word : words) joined += word;
        if (text.has(words) || text.has({joined})) return true;
    }
    return false;
}

/// The word "head" at `at`, meant as a person: "the head", "head of school", "Head is useless"; not "head
/// lice", "his head", "hit on the head", "deputy head", "head of maths".
bool bare_head(const Reading& text, std::size_t at) {
    const auto next = text.at(at + 1);
    if (next == "of") return text.has_at(at + 2, {"school"}) || text.has_at(at + 3, {"school"});
    if (among(next, {"lice", "louse", "nits", "injury", "injuries", "ache",  "aches", "start",   "count",
                     "boy",  "boys",  "girl", "girls",  "band",     "bands", "scarf", "scarves", "lights",
                     "rush", "butt",  "gear", "torch",  "massage",  "cook",  "chef",  "coach",   "cold"}))
        return false;
    const auto previous = text.before(at, 1);
    if (among(previous, {"co", "acting", "executive", "exec", "interim", "school", "schools"})) return true;
    if (among(previous, {"the", "our", "your", "this", "that", "new", "old"})) {
        if (next == "s") return true;  // the head's office
        const auto earlier = text.before(at, 2);
        const bool body = among(earlier, {"on", "in", "over", "round", "around", "above", "off", "through", "inside",
                                          "use", "keep", "hold", "bumped", "banged", "cut", "split"});
        return !body;
    }
    return (at == 0 || !among(previous, {"my", "his", "her", "their", "its", "s", "deputy", "assistant", "a", "ur"})) &&
           among(next,
                 {"is",   "was", "has",  "had", "should", "needs", "must", "did",  "does", "doesn", "doesnt", "isn",
                  "isnt", "can", "cant", "won", "wont",   "will",  "told", "said", "says", "knows", "knew",   "at"});
}

bool names_head(const Reading& text, std::size_t at) {
    const auto word = text.at(at);
    const bool second_to_one = among(text.before(at, 1), {"deputy", "assistant", "asst"});
    if (among(word, {"headteacher", "headteachers", "headmaster", "headmistress"})) return !second_to_one;
    if (word != "head" || second_to_one) return false;
    const auto next = text.at(at + 1);
    if (among(next, {"teacher", "teachers", "master", "mistress"})) return true;
    if (text.has_at(at + 1, {"of", "governors"})) return false;
    return bare_head(text, at);
}

bool names_safeguarding_lead(const Reading& text, std::size_t at) {
    return text.has_at(at, {"safeguarding", "lead"}) || text.has_at(at, {"safeguarding", "officer"}) ||
           text.has_at(at, {"child", "protection", "lead"}) || text.has_at(at, {"child", "protection", "officer"});
}

bool names_chair(const Reading& text, std::size_t at) {
    const bool chair = among(text.at(at), {"chair", "chairman", "chairwoman", "chairperson", "head"});
    if (!chair || text.at(at + 1) != "of") return false;
    const std::size_t board = at + (text.at(at + 2) == "the" ? 3 : 2);
    return among(text.at(board), {"governors", "trustees"}) ||
           (text.at(board) == "governing" && among(text.at(board + 1), {"body", "board"})) ||
           (text.at(board) == "board" && text.has_at(board + 1, {"of", "governors"}));
}

/// The roles that a text speaks of.
std::set<Role> roles_named(const Reading& text) {
    std::set<Role> roles;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (names_head(text, i)) roles.insert(Role::headteacher);
        const bool lead = text.at(i) == "dsl" || names_safeguarding_lead(text, i);
        const bool deputy =
            text.before(i, 1) == "deputy" || (text.before(i, 1) == "designated" && text.before(i, 2) == "deputy");
        if (lead) roles.insert(deputy ? Role::deputy_dsl : Role::dsl);
        if (text.at(i) == "ddsl") roles.insert(Role::deputy_dsl);
        const bool vice = among(text.before(i, 1), {"vice", "deputy"});
        if (names_chair(text, i)) roles.insert(vice ? Role::vice_chair : Role::chair_of_governors);
        if (text.has_at(i, {"safeguarding", "governor"})) roles.insert(Role::safeguarding_governor);
    }
    return roles;
}

bool named(const Reading& text, const Person& person) {
    if (called_by_name(text, person.name)) return true;
    return std::any_of(person.known_as.begin(), person.known_as.end(),
                       [&](const auto& name) { return called_by_name(text, name); });
}

bool conflicted(const Reading& text, const Person& person) {
    return std::any_of(person.conflicts.begin(), person.conflicts.end(),
                       [&](const auto& word) { return text.has(words_of(word)); });
}

}  // namespace

std::vector<std::string> barred_by(std::string_view text, const People& people, runtime::Time at) {
    const Reading reading{words_of(text)};
    const auto roles = roles_named(reading);
    std::vector<std::string> barred;
    for (const auto& person : people.all()) {
        const bool by_role =
            std::any_of(roles.begin(), roles.end(), [&](Role role) { return people.holds(person.id, role, at); });
        if (by_role || named(reading, person) || conflicted(reading, person)) barred.push_back(person.id);
    }
    return barred;
}

std::vector<std::string> written_by(std::string_view author, const People& people) {
    const Reading reading{words_of(author)};
    std::vector<std::string> barred;
    for (const auto& person : people.all())
        if (named(reading, person) || conflicted(reading, person)) barred.push_back(person.id);
    return barred;
}

std::vector<std::string> conflicted_by(std::string_view text, const People& people) {
    const Reading reading{words_of(text)};
    std::vector<std::string> barred;
    for (const auto& person : people.all())
        if (conflicted(reading, person)) barred.push_back(person.id);
    return barred;
}

}  // namespace config
