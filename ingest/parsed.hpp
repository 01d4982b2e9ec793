#pragma once

#include "models/domain/item.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// What the parsers of all networks find in an answer.

inline constexpr std::size_t kTextBytesMax = 65'536;     ///< of one message; the rest is cut off and counted
inline constexpr std::size_t kRawBytesMax = 256 * 1024;  ///< of one element kept as evidence
inline constexpr std::size_t kPageElementsMax = 500;     ///< more than anybody may ask for
inline constexpr std::size_t kAttachmentsMax = 50;

/// What a page cannot say of itself: where it was asked for, and when.
struct ParseContext {
    std::string channel_id;
    models::ItemKind kind{models::ItemKind::comment};  ///< comment: replies are recognised by their parent
    std::string post_external_id;                      ///< of comments
    std::string parent_external_id{};                  ///< of replies that do not name their comment themselves
    runtime::Time now{};                               ///< dates far beyond it make no sense
};

/// How many of a comment's replies came with it.
enum class Replies {
    all,
    perhaps_some,  ///< the network left it open whether there are more
    some,          ///< the others are a list of their own
};

/// One object of a list: a post or a comment.
struct ParsedObject {
    models::CollectedItem item;
    std::optional<std::int64_t> comment_count;  ///< of a post, hidden ones included; of a comment: its replies
    std::string moderation;                     ///< of a comment: the network's word for it, where it says one
    std::vector<std::string> photo_threads;     ///< photos of a multi-photo post have comments of their own
    bool more_photos{false};                    ///< than `photo_threads` has
    Replies replies{Replies::all};              ///< of a comment whose replies are nested in it
};

/// One page of a list. The last page is the one without `has_next`, however many objects it has.
struct ParsedPage {
    std::vector<ParsedObject> objects;
    std::string after;  ///< cursor of the next page
    bool has_next{false};
    bool whole{true};                         ///< false: bytes are missing, so `has_next` and `after` may be wrong
    std::optional<std::int64_t> total_count;  ///< what the network counts, which need not equal what it lists
    std::size_t elements{0};                  ///< of the list, damaged ones too; what is nested in them not
    std::size_t malformed{0};                 ///< elements that made no sense
    std::size_t without_id{0};                ///< elements whose id the network withheld
    std::size_t cut_texts{0};                 ///< texts longer than kTextBytesMax
};

}  // namespace ingest
