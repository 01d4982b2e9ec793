#include "models/text/spellings.hpp"

#include <algorithm>
#include <optional>

namespace models::text {

namespace {

constexpr std::size_t kShortest = 3;  ///< letters that must be left of a grave word

bool vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool drawn_out(std::string_view raw) {
    for (std::size_t i = 2; i < raw.size(); ++i)
        if (raw[i] == raw[i - 1] && raw[i] == raw[i - 2] && raw[i] >= 'a' && raw[i] <= 'z') return true;
    return false;
}

/// "kiill" as "kiill", "kill", "kiil" and "kil": each doubled letter once or twice, as long as they are few.
std::vector<std::string> undrawn(std::string_view word) {
    constexpr std::size_t kMost = 16;
    std::vector<std::string> out{{}};
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool again = i > 0 && word[i] == word[i - 1];
        const auto before = out.size();
        for (std::size_t k = 0; k < before; ++k) {
            if (again && out.size() < kMost) out.push_back(out[k]);
            out[k] += word[i];
        }
    }
    return out;
}

/// Every digit and sign as the letter it looks like, also where none stands behind it: "ped0", "yourse1f".
std::optional<std::string> all_letters(std::string_view raw) {
    constexpr std::string_view kSigns{"0123456789$@!|"};
    constexpr std::string_view kLetters{"olzeasgtbgsail"};
    constexpr std::size_t kLettersAtLeast = 3;
    std::string out{raw};
    std::size_t letters = 0;
    for (auto& c : out) {
        if (c >= 'a' && c <= 'z') ++letters;
        if (const auto sign = kSigns.find(c); sign != std::string_view::npos) c = kLetters[sign];
    }
    if (letters < kLettersAtLeast || out == raw) return std::nullopt;
    return out;
}

bool plain(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '*'; });
}

/// The known word that a slip of the fingers or one star makes `word` of: two letters swapped, one twice, one
/// missing inside.
std::optional<std::string> mended_word(const std::string& word, const std::function<bool(const std::string&)>& known) {
    constexpr std::size_t kShortestSlip = 4;
    constexpr std::size_t kLongest = 16;
    constexpr std::string_view kLetters{"eaiouyrtsnldhcmpgbfkwvjxqz"};  // what is left out is a vowel more often
    if (word.size() < kShortestSlip || word.size() > kLongest || !plain(word)) return std::nullopt;
    for (std::size_t i = 1; i < word.size(); ++i) {
        auto other = word;
        std::swap(other[i - 1], other[i]);
        if (known(other)) return other;
        if (word[i] == word[i - 1] && known(other.erase(i, 1))) return other;
    }
    for (std::size_t i = 1; i < word.size(); ++i)
        for (const char letter : kLetters) {
            auto other = word;
            if (word[i] == '*')
                other[i] = letter;
            else
                other.insert(i, 1, letter);
            if (known(other)) return other;
        }
    return std::nullopt;
}

/// The fewest words that `word` is, run together; none when it is not.
std::vector<std::string> parted(const std::string& word, const Vocabulary& words) {
    constexpr std::size_t kShortestRun = 5;
    constexpr std::size_t kLongestRun = 60;
    constexpr std::size_t kLongestPart = 14;
    if (word.size() < kShortestRun || word.size() > kLongestRun || !plain(word)) return {};
    const auto is_part = [&](const std::string& part) {
        if (part.size() == 1) return part == "i" || part == "a" || part == "u";
        return words.of_rules(part) || (part.size() > 2 && words.of_language(part));
    };
    constexpr std::size_t kNever = 100;
    std::vector<std::size_t> parts(word.size() + 1, kNever);  // at least, of what stands before
    std::vector<std::size_t> last(word.size() + 1);           // where the last of them begins
    parts[0] = 0;
    for (std::size_t end = 1; end <= word.size(); ++end)
        for (std::size_t begin = end > kLongestPart ? end - kLongestPart : 0; begin < end; ++begin)
            if (parts[begin] + 1 < parts[end] && is_part(word.substr(begin, end - begin))) {
                parts[end] = parts[begin] + 1;
                last[end] = begin;
            }
    if (parts.back() >= kNever) return {};
    std::vector<std::string> out;
    for (auto end = word.size(); end > 0; end = last[end])
        out.insert(out.begin(), word.substr(last[end], end - last[end]));
    return out;
}

}  // namespace

void Spellings::add_alias(std::string_view word, std::string_view meaning) {
    aliases_[std::string{word}] = meaning;
}

void Spellings::add_spared(std::string_view word) {
    spared_.emplace(word);
}

void Spellings::add_written(std::string written, std::string_view word) {
    if (written != word && written.size() >= kShortest) grave_.try_emplace(std::move(written), word);
}

void Spellings::add_grave(std::string_view word) {
    std::vector<std::size_t> vowels;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (vowel(word[i])) vowels.push_back(i);
    constexpr std::size_t kMostVowels = 6;
    for (std::size_t chosen = 1; chosen < (1U << std::min(vowels.size(), kMostVowels)); ++chosen) {
        std::string without;
        std::string starred{word};
        for (std::size_t i = 0, v = 0; i < word.size(); ++i) {
            const bool gone = v < vowels.size() && vowels[v] == i && (chosen >> v++ & 1U) != 0;
            if (gone) starred[i] = '*';
            if (!gone) without += word[i];
        }
        add_written(without, word);
        add_written(starred, word);
    }
    if (word.size() >= 4) add_written(word.front() + std::string(word.size() - 2, '*') + word.back(), word);
    constexpr std::size_t kLongEnough = 5;
    for (std::size_t i = 1; i < word.size() && word.size() >= kLongEnough; ++i) {
        std::string swapped{word};
        std::swap(swapped[i - 1], swapped[i]);
        add_written(std::move(swapped), word);
    }
}

Meaning Spellings::meant(const Token& token, const Vocabulary& words) const {
    for (const auto* written : {&token.raw, &token.text})
        if (const auto found = aliases_.find(*written); found != aliases_.end()) return {{found->second}};
    const auto& word = token.text;
    const auto& known = words.of_rules;
    if (token.kind != TokenKind::word || known(word) || spared_.contains(word)) return {};
    if (token.capital && !token.sentence_start) return {};  // a name
    if (word.ends_with("in") && known(word + 'g')) return {{word + 'g'}};
    if (drawn_out(token.raw))
        for (auto& shorter : undrawn(word))
            if (known(shorter)) return {{std::move(shorter)}};
    if (auto letters = all_letters(token.raw); letters && known(*letters)) return {{*letters}};
    if (const auto found = grave_.find(word); found != grave_.end()) return {{found->second}};
    // Models met starred words, too: they are no words for that. And whoever writes a star hides a word.
    const bool starred = word.find('*') != std::string::npos;
    if (!words.of_language || (!starred && words.of_language(word))) return {};
    if (auto mended = mended_word(word, known)) return {{*mended}, !starred};
    return {parted(word, words), true};
}

}  // namespace models::text
