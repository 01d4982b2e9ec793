#pragma once

#include "config/runtime/result.hpp"
#include "models/domain/item.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

inline constexpr std::size_t kTextBytesMax = 65'536;     ///< of one message; the rest is cut off and counted
inline constexpr std::size_t kRawBytesMax = 256 * 1024;  ///< of one element kept as evidence
inline constexpr std::size_t kPageElementsMax = 500;     ///< more than anybody may ask for
inline constexpr std::size_t kAttachmentsMax = 50;
inline constexpr std::size_t kPhotoThreadsMax = 100;

/// What a page cannot say of itself: where it was asked for, and when.
struct ParseContext {
    std::string channel_id;
    models::ItemKind kind{models::ItemKind::comment};  ///< comment: replies are recognised by their parent
    std::string post_external_id;                      ///< of comments
    runtime::Time now{};                               ///< dates far beyond it make no sense
};

/// One object of a list: a post or a comment.
struct GraphObject {
    models::CollectedItem item;
    std::optional<std::int64_t> comment_count;  ///< of a post, hidden ones included
    std::vector<std::string> photo_threads;     ///< photos of a multi-photo post have comments of their own
};

/// One page of a list. The last page is the one without `has_next`, however many objects it has.
struct GraphPage {
    std::vector<GraphObject> objects;
    std::string after;  ///< cursor of the next page
    bool has_next{false};
    bool whole{true};                         ///< false: bytes are missing, so `has_next` and `after` may be wrong
    std::optional<std::int64_t> total_count;  ///< what the network counts, which need not equal what it lists
    std::size_t malformed{0};                 ///< elements that made no sense
    std::size_t without_id{0};                ///< elements whose id the network withheld
    std::size_t cut_texts{0};                 ///< texts longer than kTextBytesMax
};

/// Reads a page of posts or comments. One damaged element costs that element: when the document as a
/// whole is refused it is repaired, and failing that its complete elements are read one by one up to the
/// first one that breaks the structure.
/// Errors  malformed  it holds no list at all.
/// Threads any.
runtime::Result<GraphPage> parse_page(std::string_view body, const ParseContext& context);

/// Reads the answer to a request for one post or comment.
/// Errors  malformed  not an object with an id.
runtime::Result<GraphObject> parse_object(std::string_view body, const ParseContext& context);

/// `{"success":true}`, or nothing when the answer says neither yes nor no.
std::optional<bool> parse_success(std::string_view body);

/// The answer for one id in `{"<id>":true}`, or nothing.
std::optional<bool> parse_answer_for(std::string_view body, std::string_view id);

/// "2026-11-20T09:15:00+0000", also with a colon, "Z" or a fraction. Nothing when it is no date, is before
/// the network existed, or lies more than a day after `now`.
std::optional<runtime::Time> parse_graph_time(std::string_view text, runtime::Time now);

/// An address that stays the same from one reading to the next: Facebook's link shim is taken off and the
/// signature of its picture servers dropped, so that reading twice does not look like an edit.
std::string stable_link(std::string_view url);

}  // namespace ingest
