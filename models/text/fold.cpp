#include "models/text/fold.hpp"

#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace models::text {

namespace {

class Folder {
  public:
    Folder()
        : casefold_{instance(&icu::Normalizer2::getNFKCCasefoldInstance)},
          decompose_{instance(&icu::Normalizer2::getNFDInstance)} {}

    void fold(std::string_view bytes, std::size_t offset, std::vector<FoldedChar>& out) const {
        const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
        const auto size = static_cast<std::int32_t>(bytes.size());
        for (std::int32_t i = 0; i < size;) {
            const auto begin = i;
            UChar32 c = 0;
            U8_NEXT_OR_FFFD(data, i, size, c);
            const auto from = static_cast<std::uint32_t>(offset + static_cast<std::size_t>(begin));
            const auto to = static_cast<std::uint32_t>(offset + static_cast<std::size_t>(i));
            if (c < 0x80)
                ascii(static_cast<char32_t>(c), from, to, out);
            else
                other(c, from, to, out);
        }
    }

  private:
    using Getter = const icu::Normalizer2* (*)(UErrorCode&);

    // The instances are ICU's own, live as long as the process and may be shared by threads.
    static const icu::Normalizer2* instance(Getter getter) {
        UErrorCode status = U_ZERO_ERROR;
        return getter(status);
    }

    static void ascii(char32_t c, std::uint32_t from, std::uint32_t to, std::vector<FoldedChar>& out) {
        if (c >= 'A' && c <= 'Z')
            out.push_back({c + 32, from, to, true});
        else if (c == '\n' || c == '\r')
            out.push_back({'\n', from, to, false});
        else
            out.push_back({c <= ' ' || c == 0x7f ? U' ' : c, from, to, false});
    }

    static bool invisible(UChar32 c) {
        if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return true;
        if (u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) || (c >= 0x1F3FB && c <= 0x1F3FF)) return true;
        const auto type = u_charType(c);
        return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR;
    }

    void other(UChar32 c, std::uint32_t from, std::uint32_t to, std::vector<FoldedChar>& out) const {
        if (invisible(c)) return;
        if (u_isUWhiteSpace(c)) return out.push_back({c == 0x2028 || c == 0x2029 ? U'\n' : U' ', from, to, false});
        if (c == 0x2018 || c == 0x2019 || c == 0x02BC) return out.push_back({U'\'', from, to, false});
        const bool upper = u_isupper(c) != 0;
        UErrorCode status = U_ZERO_ERROR;
        const auto folded = decompose_->normalize(casefold_->normalize(icu::UnicodeString{c}, status), status);
        for (std::int32_t i = 0; i < folded.length();) {
            const auto part = folded.char32At(i);
            i += U16_LENGTH(part);
            if (invisible(part)) continue;
            const bool space = u_isUWhiteSpace(part) != 0;
            out.push_back({space ? U' ' : static_cast<char32_t>(part), from, to, upper});
        }
    }

    const icu::Normalizer2* casefold_;
    const icu::Normalizer2* decompose_;
};

std::size_t cut_before(std::string_view text, std::size_t at) {
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

}  // namespace

std::vector<FoldedChar> fold(std::string_view original, std::size_t max_bytes) {
    const Folder folder;
    std::vector<FoldedChar> out;
    if (original.size() <= max_bytes) {
        out.reserve(original.size());
        folder.fold(original, 0, out);
        return out;
    }
    out.reserve(max_bytes + 1);
    const auto head = cut_before(original, max_bytes / 2);
    const auto tail = cut_before(original, original.size() - max_bytes / 2);
    folder.fold(original.substr(0, head), 0, out);
    const auto seam = static_cast<std::uint32_t>(head);
    out.push_back({U'\n', seam, seam, false});
    folder.fold(original.substr(tail), tail, out);
    return out;
}

bool is_ascii_letter(char32_t c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char32_t c) {
    if (c < 0x80) return is_ascii_letter(c);
    return u_isalpha(static_cast<UChar32>(c)) != 0;
}

void append_utf8(std::string& out, char32_t c) {
    std::array<char, 4> buffer{};
    std::int32_t length = 0;
    UBool failed = 0;
    auto* bytes = reinterpret_cast<std::uint8_t*>(buffer.data());
    U8_APPEND(bytes, length, 4, static_cast<UChar32>(c), failed);
    if (failed == 0) out.append(buffer.data(), static_cast<std::size_t>(length));
}

}  // namespace models::text
