#include "models/text/as_meant.hpp"

#include <string>

namespace models::text {

namespace {

/// Whether a guess makes a bad word of what is none: "Vandyke", "homophones".
bool makes_bad_word(const std::vector<std::string>& words, const RuleFile& file, const Lexicon& lexicon) {
    std::vector<Token> tokens(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) tokens[i].text = tokens[i].raw = words[i];
    return !lexicon.find(tokens).empty() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return file.book.is_in(word, "@slurword");
    });
}

}  // namespace

AsMeant as_meant(std::span<const Token> tokens, const RuleFile& file, const Lexicon& lexicon,
                 const std::function<bool(std::string_view)>& of_language) {
    const Vocabulary words{[&](const std::string& word) { return file.book.has_word(word); }, of_language};
    AsMeant out;
    out.tokens.reserve(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto [meant, guessed] = file.spellings.meant(tokens[i], words);
        if (guessed && makes_bad_word(meant, file, lexicon)) meant.clear();
        out.guessed.push_back(guessed && !meant.empty());
        if (meant.empty()) meant.push_back(tokens[i].text);
        for (std::size_t k = 0; k < meant.size(); ++k) {
            auto& token = out.tokens.emplace_back(tokens[i]);
            token.text = std::move(meant[k]);
            if (meant.size() > 1) token.raw = token.text;
            if (k > 0) token.capital = token.sentence_start = false;
            out.from.push_back(i);
        }
    }
    return out;
}

}  // namespace models::text
