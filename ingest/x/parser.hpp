#pragma once

#include "config/runtime/result.hpp"
#include "ingest/parsed.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// What X says of a post beside what every network says. An edit makes a new id; all versions name each other.
struct XFacts {
    std::string version_id;       ///< the id of what was served
    std::string newest_id;        ///< of the version that stands now: what is acted on
    std::string conversation_id;  ///< the post that began it all, which may be this one; empty: not said
    std::string quoted_id;        ///< the first version of the post that this one quotes; empty: none
    std::string quoted_author;    ///< empty: X does not say

    bool superseded() const { return version_id != newest_id; }
};

/// One answer with posts, in the words of tweets or in those of posts.
struct XPage {
    ParsedPage list;                    ///< every object's external id is the id of its first version
    std::vector<XFacts> facts;          ///< of each object of the list, in its order
    std::string newest_id;              ///< the highest id served; empty: none
    std::vector<std::string> gone;      ///< ids that were asked for and, by X's own word, do not exist
    std::vector<std::string> withheld;  ///< the same of those whose authors have protected them
};

/// Reads a list of posts, or the answer with one. One damaged element costs that element, also among what is
/// included. No `data` is an empty page when the answer holds `meta` or `errors`.
/// The context's `post_external_id` is not used: X says itself which conversation a post belongs to, and what
/// answers another post is a reply, unless the context says that these are not comments.
/// Errors  malformed  it holds neither posts nor what stands for none.
/// Threads any.
runtime::Result<XPage> parse_x_page(std::string_view body, const ParseContext& context);

/// Reads an event of the activity stream or webhook: the post that it is about, as a page of one.
/// Errors  malformed  no event, or one that carries no post.
runtime::Result<XPage> parse_x_event(std::string_view body, const ParseContext& context);

/// What `{"data":{"<name>":true}}` says, or nothing when the answer says neither yes nor no.
std::optional<bool> parse_x_flag(std::string_view body, std::string_view name);

/// Whether id `a` is older than id `b`: ids grow with time, and have outgrown a digit before.
bool older_id(std::string_view a, std::string_view b);

/// When the post with this id was made, which X writes into its ids; nothing when it is no such id. Good enough to
/// decide whether to ask, not as evidence.
std::optional<runtime::Time> moment_of_id(std::string_view id);

}  // namespace ingest
