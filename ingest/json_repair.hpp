#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// Makes JSON from a hostile or broken network readable again without inventing content: invalid UTF-8
/// becomes U+FFFD, an escaped lone surrogate becomes \ufffd, a raw control character inside a string
/// becomes a space, a byte order mark is dropped and an integer too long for 64 bits becomes a string of
/// its own digits. Everything else stays byte for byte. Never throws on any input.
std::string repair_json(std::string_view json);

/// Invalid UTF-8 replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

/// Where one value of a JSON text lies. `whole` is false when the text ends before the value does.
struct JsonSpan {
    std::string_view text;
    bool whole{true};
};

/// The value of the first member `key` of the object that `json` holds, without parsing it. Nothing when
/// there is no such member before the text stops making sense. Uses no recursion, so depth costs nothing.
std::optional<JsonSpan> find_member(std::string_view json, std::string_view key);

/// Whether the object or array that `json` begins with also ends in it.
bool ends_whole(std::string_view json);

/// The elements of the array that `json` holds, at most `limit`.
struct JsonElements {
    std::vector<std::string_view> whole;  ///< complete ones, in order
    bool ended{false};                    ///< the closing bracket was there
    std::size_t left_out{0};              ///< begun and not finished, or beyond `limit`
};
JsonElements split_array(std::string_view json, std::size_t limit);

}  // namespace ingest
