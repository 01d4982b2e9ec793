#include "config/policy/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace config {

namespace {

bool mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// Folded, with letters and their accents apart. Left as it was where ICU has no data.
icu::UnicodeString folded(std::string_view text) {
    auto plain = icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int32_t>(text.size())});
    UErrorCode error = U_ZERO_ERROR;
    const auto* fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const auto* apart = icu::Normalizer2::getNFDInstance(error);
    if (U_FAILURE(error)) return plain.foldCase();
    const auto normal = apart->normalize(fold->normalize(plain, error), error);
    return U_FAILURE(error) ? plain.foldCase() : normal;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    const auto normal = folded(text);
    icu::UnicodeString word;
    const auto end_word = [&] {
        if (word.isEmpty()) return;
        word.toUTF8String(words.emplace_back());
        word.remove();
    };
    for (int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
        const UChar32 c = normal.char32At(i);
        if (u_isalnum(c))
            word.append(c);
        else if (!mark(c))
            end_word();
    }
    end_word();
    return words;
}

}  // namespace config
