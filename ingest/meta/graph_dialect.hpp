#pragma once

#include "config/runtime/result.hpp"
#include "ingest/api.hpp"
#include "ingest/parsed.hpp"
#include "ingest/poll_schedule.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// What differs between the networks that are read over the Graph API. Lives as long as the program.
struct GraphDialect {
    /// One list of posts.
    struct Edge {
        const char* name;
        models::ItemKind kind;
        bool has_threads;       ///< its comments can be read and acted on
        const char* fields;     ///< asked of each post
        bool names_next{true};  ///< false: the list gives cursors only, and its end is an empty page
    };
    std::vector<Edge> edges;
    bool long_ids{false};        ///< "<what it stands under>_<its own>", of which some answers give the end only
    ApiParameters comments{};    ///< how a list of comments is asked for
    std::string reply_fields{};  ///< and one of replies, where they are a list of their own
    std::size_t limit{100};      ///< objects a page; more is an error
    Sweep sweep{};               ///< of the comments of its posts
    runtime::Result<ParsedPage> (*parse_page)(std::string_view body, const ParseContext& context){nullptr};

    /// For a network that keeps some comments out of its lists: what is asked of a comment that was not listed, and
    /// how the answer is read. Empty: what is there is listed.
    std::string absent_fields{};
    runtime::Result<ParsedPage> (*parse_absent)(std::string_view body, const ParseContext& context){nullptr};

    /// For a network that tells of mentions and does not list them: what is asked of each, and how it is read. Without
    /// a reader, a comment that mentions the account is asked for like any other comment.
    std::string mentioned_comment_fields{};
    std::string mentioned_media_fields{};
    runtime::Result<ParsedObject> (*parse_mention)(std::string_view body, const ParseContext& context){nullptr};
    /// What to say for kMentionSaid after a mention that was told of and not shown.
    const char* hidden_mention_sentence{""};

    /// For a network whose list of comments may end at its newest ones: how many, and what to say of it. 0: never.
    std::size_t window{0};
    const char* window_sentence{""};

    /// What to say of a post some of whose pictures have comments that are not read.
    const char* album_sentence{""};
};

}  // namespace ingest
