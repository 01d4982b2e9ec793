#include "models/text/lexicon.hpp"

#include "models/domain/named.hpp"

#include <charconv>
#include <fstream>
#include <map>

#include <fmt/format.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

constexpr Names<TermKind, 7> kKinds{
    {"profanity", "sexual", "origin", "religion", "orientation", "disability", "insult"}};
constexpr std::size_t kMaxWords = 3;
constexpr std::size_t kMaxBytes = 256;
constexpr std::uint64_t kStart = 14695981039346656037ULL;

std::uint64_t extend(std::uint64_t h, std::string_view bytes) {
    for (const char c : bytes) {
        h ^= static_cast<unsigned char>(c);
        h *= 1099511628211ULL;
    }
    return h;
}

std::uint64_t extend_word(std::uint64_t h, std::string_view word) {
    return extend(extend(h, word), " ");
}

/// Splits a CSV line with quotes.
std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else if (c != '\r')
            fields.back() += c;
    }
    return fields;
}

TermKind kind_of(std::string_view category) {
    static const std::map<std::string_view, TermKind> kinds{
        {"sexual anatomy / sexual acts", TermKind::sexual},
        {"racial / ethnic slurs", TermKind::origin},
        {"religious offense", TermKind::religion},
        {"sexual orientation / gender", TermKind::orientation},
        {"mental disability", TermKind::disability},
        {"physical disability", TermKind::disability},
        {"physical attributes", TermKind::insult},
        {"other / general insult", TermKind::insult},
        {"animal references", TermKind::insult},
    };
    const auto found = kinds.find(category);
    return found == kinds.end() ? TermKind::profanity : found->second;
}

int tenths(const std::string& number) {
    int whole = 0;
    const auto [rest, error] = std::from_chars(number.data(), number.data() + number.size(), whole);
    if (error != std::errc{}) return 0;
    const auto left = static_cast<std::size_t>(number.data() + number.size() - rest);
    return whole * 10 + (left > 1 && *rest == '.' && rest[1] >= '0' && rest[1] <= '9' ? rest[1] - '0' : 0);
}

}  // namespace

Result<Lexicon> Lexicon::parse(std::string_view tsv) {
    Lexicon lexicon;
    std::size_t number = 0;
    for (std::size_t at = 0; at < tsv.size();) {
        const auto end = std::min(tsv.find('\n', at), tsv.size());
        const auto line = tsv.substr(at, end - at);
        at = end + 1;
        ++number;
        if (line.empty() || line.front() == '#') continue;
        std::uint64_t hash = 0;
        int strength = 0;
        const auto tab = line.find('\t');
        const auto second = tab == std::string_view::npos ? tab : line.find('\t', tab + 1);
        if (second == std::string_view::npos)
            return fail(ErrorKind::malformed, fmt::format("lexicon, line {}", number));
        const auto a = std::from_chars(line.data(), line.data() + tab, hash, 16);
        const auto b = std::from_chars(line.data() + tab + 1, line.data() + second, strength);
        const auto kind = kKinds.find(line.substr(second + 1));
        if (a.ec != std::errc{} || b.ec != std::errc{} || !kind)
            return fail(ErrorKind::malformed, fmt::format("lexicon, line {}", number));
        lexicon.terms_[hash] = Term{*kind, strength};
    }
    return lexicon;
}

std::vector<TermHit> Lexicon::find(std::span<const Token> tokens) const {
    std::vector<TermHit> hits;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto h = kStart;
        TermHit longest;
        for (std::size_t n = 0; n < kMaxWords && i + n < tokens.size(); ++n) {
            if (tokens[i + n].kind != TokenKind::word) break;
            h = extend_word(h, tokens[i + n].text);
            if (const auto found = terms_.find(h); found != terms_.end()) longest = {found->second, i, i + n + 1};
        }
        if (longest.last == 0) continue;
        hits.push_back(longest);
        i = longest.last - 1;
    }
    return hits;
}

Result<std::string> lexicon_from_csv(const std::string& path) {
    std::ifstream in{path};
    if (!in) return fail(ErrorKind::unavailable, path + " cannot be read");
    constexpr int kMinStrength = 14;
    std::map<std::uint64_t, Term> terms;
    std::string line;
    std::getline(in, line);  // the heading
    while (std::getline(in, line)) {
        const auto fields = fields_of(line);
        if (fields.size() < 8) continue;
        const Term term{kind_of(fields[4]), tenths(fields[7])};
        if (term.strength < kMinStrength) continue;
        const auto words = normalise(fields[0], kMaxBytes).tokens;
        if (words.empty() || words.size() > kMaxWords) continue;
        auto h = kStart;
        for (const auto& word : words) h = extend_word(h, word.text);
        auto& kept = terms[h];
        if (kept.strength < term.strength) kept = term;
    }
    std::string out = "# hash\tstrength\tkind\n";
    for (const auto& [hash, term] : terms)
        out += fmt::format("{:016x}\t{}\t{}\n", hash, term.strength, kKinds.of(term.kind));
    return out;
}

}  // namespace models::text
