#include "models/domain/x_length.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/idna.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

namespace models {
namespace {

using icu::UnicodeString;

constexpr std::size_t kLinkLength = 23;
constexpr std::size_t kHeavy = 2;
constexpr std::int32_t kLinkMax = 4'096;  ///< longer ones are no links to X
constexpr UChar32 kKeycap = 0x20E3;

struct Range {
    UChar32 first;
    UChar32 last;
};
constexpr std::array<Range, 4> kLight{{{0, 0x10FF}, {0x2000, 0x200D}, {0x2010, 0x201F}, {0x2032, 0x2037}}};

constexpr std::array<std::string_view, 24> kEndings{
    "com", "net",  "org",  "edu",    "gov",     "mil", "int",  "info",  "biz",   "name", "eu",   "uk",
    "pro", "coop", "aero", "museum", "academy", "app", "blog", "cloud", "email", "news", "shop", "school"};

bool is_ascii_alnum(UChar32 c) {
    return c < 0x80 && u_isalnum(c);
}

bool is_ending(const UnicodeString& label) {
    std::string name;
    label.toUTF8String(name);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (std::find(kEndings.begin(), kEndings.end(), name) != kEndings.end()) return true;
    if (name.size() != 2) return false;
    for (const char* const* country = uloc_getISOCountries(); *country != nullptr; ++country)
        if (u_tolower((*country)[0]) == name[0] && u_tolower((*country)[1]) == name[1]) return true;
    return false;
}

/// May stand in the name of a host.
bool in_host(UChar32 c, bool ascii_only) {
    if (c < 0x80) return u_isalnum(c) || c == '-' || c == '_' || c == '.';
    if (ascii_only) return false;
    return !u_isUWhiteSpace(c) && !u_ispunct(c) && !u_iscntrl(c) && u_charType(c) != U_FORMAT_CHAR;
}

/// X asks the registry's form of a name for its length.
bool labels_fit(const UnicodeString& host) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::IDNA> idna{icu::IDNA::createUTS46Instance(UIDNA_DEFAULT, error)};
    if (U_FAILURE(error)) return true;
    icu::IDNAInfo info;
    UnicodeString ascii;
    idna->nameToASCII(host, ascii, info, error);
    constexpr auto kTooLong = UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_EMPTY_LABEL;
    return U_SUCCESS(error) && (info.getErrors() & static_cast<std::uint32_t>(kTooLong)) == 0;
}

/// Where the ending that begins at `at` ends, or -1 when there is none.
std::int32_t ending_at(const UnicodeString& text, std::int32_t at, std::int32_t limit, bool foreign_too) {
    auto end = at;
    while (end < limit && text[end] < 0x80 && u_isalpha(text[end])) ++end;
    if (end > at) {
        const bool goes_on = end < limit && (is_ascii_alnum(text[end]) || text[end] == '-' || text[end] == '_');
        const bool address = end < text.length() && (text[end] == '@' || text[end] == '+');
        return !goes_on && !address && is_ending(text.tempSubStringBetween(at, end)) ? end : -1;
    }
    while (foreign_too && end < limit && text[end] >= 0x80) ++end;
    return end > at ? end : -1;
}

/// Where the host that begins at `begin` ends, or -1 when what stands there is none.
std::int32_t host_end(const UnicodeString& text, std::int32_t begin, bool with_scheme) {
    auto limit = begin;
    while (limit < text.length() && in_host(text.char32At(limit), !with_scheme)) limit = text.moveIndex32(limit, 1);
    for (auto dot = text.lastIndexOf(u'.', begin, limit - begin); dot > begin;
         dot = text.lastIndexOf(u'.', begin, dot - begin)) {
        const auto end = ending_at(text, dot + 1, limit, with_scheme);
        if (end < 0) continue;
        const auto before = text[dot - 1];
        const bool whole = before != '-' && before != '_' && before != '.' && text[begin] != '-';
        return whole && labels_fit(text.tempSubStringBetween(begin, end)) ? end : -1;
    }
    return -1;
}

bool in_path(UChar32 c) {
    if (c < 0x80) return u_isalnum(c) || UnicodeString{"!*'();:=+,.$/%#[]-_~@|&?"}.indexOf(c) >= 0;
    return c == 0x2013 || (c < 0x0530 && u_isalpha(c));  // Latin and Cyrillic letters
}

std::int32_t path_end(const UnicodeString& text, std::int32_t at) {
    if (at < text.length() && text[at] == ':') {
        auto port = at + 1;
        while (port < text.length() && text[port] < 0x80 && u_isdigit(text[port])) ++port;
        if (port > at + 1) at = port;
    }
    if (at >= text.length() || (text[at] != '/' && text[at] != '?')) return at;
    auto end = at;
    while (end < text.length() && in_path(text.char32At(end))) ++end;
    while (end > at + 1) {
        const auto last = text[end - 1];
        const bool opened = last == ')' && text.indexOf(u'(', at, end - at) >= 0;
        if (u_isalnum(last) || last == '/' || last == '=' || last == '_' || last == '#' || last == '+' || last == '-' ||
            last == '&' || opened)
            break;
        --end;
    }
    return end;
}

/// Where the address that begins at `at` ends, or -1 when none begins there.
std::int32_t link_end(const UnicodeString& text, std::int32_t at) {
    if (at > 0) {
        const auto before = text.char32At(at - 1);
        if (is_ascii_alnum(before) || (before < 0x80 && UnicodeString{"@$#_./-"}.indexOf(before) >= 0)) return -1;
    }
    auto begin = at;
    for (const auto* scheme : {u"http://", u"https://"}) {
        const UnicodeString written{scheme};
        if (text.caseCompare(at, written.length(), written, U_FOLD_CASE_DEFAULT) == 0) begin = at + written.length();
    }
    const auto host = host_end(text, begin, begin > at);
    if (host < 0) return -1;
    const auto end = path_end(text, host);
    return end - at <= kLinkMax ? end : -1;
}

std::size_t weight_of(UChar32 c) {
    const auto light = [&](const Range& range) { return range.first <= c && c <= range.last; };
    return std::any_of(kLight.begin(), kLight.end(), light) ? 1 : kHeavy;
}

/// What people see as one sign.
std::size_t weight_of_sign(const UnicodeString& sign) {
    const auto first = sign.char32At(0);
    const bool several = sign.countChar32() > 1;
    const bool emoji = u_hasBinaryProperty(first, UCHAR_EXTENDED_PICTOGRAPHIC) ||
                       u_hasBinaryProperty(first, UCHAR_REGIONAL_INDICATOR) || sign.indexOf(kKeycap) > 0;
    if (several && emoji) return kHeavy;
    std::size_t weight = 0;
    for (std::int32_t at = 0; at < sign.length(); at = sign.moveIndex32(at, 1)) weight += weight_of(sign.char32At(at));
    return weight;
}

std::size_t weight_of_words(const UnicodeString& words) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> signs{
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), error)};
    if (U_FAILURE(error)) return kHeavy * static_cast<std::size_t>(words.countChar32());
    signs->setText(words);
    std::size_t weight = 0;
    auto begin = signs->first();
    for (auto end = signs->next(); end != icu::BreakIterator::DONE; begin = end, end = signs->next())
        weight += weight_of_sign(words.tempSubStringBetween(begin, end));
    return weight;
}

UnicodeString composed(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    auto whole = UnicodeString::fromUTF8(
        icu::StringPiece{text.data(), static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 1024 * 1024))});
    const auto* form = icu::Normalizer2::getNFCInstance(error);
    if (U_SUCCESS(error)) whole = form->normalize(whole, error);
    return whole;
}

}  // namespace

std::size_t x_length(std::string_view text) {
    const auto whole = composed(text);
    std::size_t length = 0;
    std::int32_t words = 0;
    for (std::int32_t at = 0; at < whole.length();) {
        const auto end = link_end(whole, at);
        if (end < 0) {
            at = whole.moveIndex32(at, 1);
            continue;
        }
        length += weight_of_words(whole.tempSubStringBetween(words, at)) + kLinkLength;
        words = at = end;
    }
    return length + weight_of_words(whole.tempSubStringBetween(words));
}

bool x_has_link(std::string_view text) {
    const auto whole = composed(text);
    for (std::int32_t at = 0; at < whole.length(); at = whole.moveIndex32(at, 1))
        if (link_end(whole, at) >= 0) return true;
    return false;
}

}  // namespace models
