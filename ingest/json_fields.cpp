#include "ingest/json_fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

std::optional<dom::element> member(dom::object object, std::string_view key) {
    dom::element value;
    if (object.at_key(key).get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
}

}  // namespace

std::string clean_text(std::string_view text, std::size_t bytes_max) {
    std::string out;
    out.reserve(std::min(text.size(), bytes_max));
    for (const char c : text) {
        if (c == '\0') continue;
        out.push_back(c);
        if (out.size() > bytes_max) break;
    }
    if (out.size() <= bytes_max) return out;
    auto end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
    out.resize(end);
    return out;
}

bool could_be_id(std::string_view id) {
    constexpr std::size_t kIdBytesMax = 128;
    if (id.empty() || id.size() > kIdBytesMax) return false;
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
               c == ':' || c == '=' || c == '.';
    };
    return std::all_of(id.begin(), id.end(), allowed);
}

std::optional<std::string> text_member(dom::object object, std::string_view key, std::size_t bytes_max) {
    const auto value = member(object, key);
    if (!value) return std::nullopt;
    std::string_view text;
    if (value->get(text) != simdjson::SUCCESS || text.size() > bytes_max) return std::nullopt;
    return clean_text(text, bytes_max);
}

std::optional<std::string> id_member(dom::object object, std::string_view key) {
    const auto value = member(object, key);
    if (!value) return std::nullopt;
    std::string id;
    std::string_view text;
    std::uint64_t number = 0;
    if (value->get(text) == simdjson::SUCCESS)
        id = text;
    else if (value->get(number) == simdjson::SUCCESS)  // exact: integers never pass through a double
        id = std::to_string(number);
    if (!could_be_id(id)) return std::nullopt;
    return id;
}

std::optional<std::int64_t> integer_member(dom::object object, std::string_view key) {
    const auto value = member(object, key);
    std::int64_t number = 0;
    if (!value || value->get(number) != simdjson::SUCCESS) return std::nullopt;
    return number;
}

std::optional<bool> flag_member(dom::object object, std::string_view key) {
    const auto value = member(object, key);
    bool flag = false;
    if (!value || value->get(flag) != simdjson::SUCCESS) return std::nullopt;
    return flag;
}

std::optional<dom::object> object_member(dom::object object, std::string_view key) {
    const auto value = member(object, key);
    dom::object found;
    if (!value || value->get(found) != simdjson::SUCCESS) return std::nullopt;
    return found;
}

std::optional<dom::array> array_member(dom::object object, std::string_view key) {
    const auto value = member(object, key);
    dom::array found;
    if (!value || value->get(found) != simdjson::SUCCESS) return std::nullopt;
    return found;
}

std::optional<double> number_member(dom::object object, std::string_view key) {
    const auto value = member(object, key);
    if (!value) return std::nullopt;
    double number = 0;
    std::string_view text;
    if (value->get(number) == simdjson::SUCCESS) return std::isfinite(number) ? std::optional{number} : std::nullopt;
    if (value->get(text) != simdjson::SUCCESS) return std::nullopt;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

}  // namespace ingest
