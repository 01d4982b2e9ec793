#include "models/text/agreement.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace models::text {

namespace {

constexpr std::size_t kMostTokens = 8;  ///< what is longer says more than that it agrees

// Sorted; as the normaliser writes them.
constexpr std::array<std::string_view, 20> kAgreeing{
    ":clown:", ":fire:", ":laugh:", "100",  "agree", "agreed", "exactly", "facts", "hear",   "preach",
    "said",    "same",   "spot",    "this", "true",  "yeah",   "yep",     "yes",   "louder", "yup"};
constexpr std::array<std::string_view, 26> kBeside{
    "%",    "!",   "?",    ".",       ",",  "all", "and",   "completely", "couldnt", "fully", "haha", "here", "i",
    "lmao", "lol", "more", "nodding", "on", "one", "right", "so",         "totally", "well",  "with", "you",  "your"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool only_agrees(const Normalised& text) {
    const auto& tokens = text.tokens;
    if (tokens.empty() || tokens.size() > kMostTokens) return false;
    const auto agreeing = [](const Token& token) { return among(kAgreeing, token.text); };
    const auto fits = [&](const Token& token) { return agreeing(token) || among(kBeside, token.text); };
    return std::any_of(tokens.begin(), tokens.end(), agreeing) && std::all_of(tokens.begin(), tokens.end(), fits);
}

}  // namespace models::text
