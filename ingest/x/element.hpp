#pragma once

#include "ingest/x/parser.hpp"

#include <map>
#include <string>
#include <string_view>

#include <simdjson.h>

namespace ingest {

/// What an answer tells beside its list, by id: names for authors, addresses for media, first versions for posts.
struct XIncludes {
    struct User {
        std::string name;
        std::string username;
    };
    std::map<std::string, User, std::less<>> users;
    std::map<std::string, models::Attachment, std::less<>> media;
    std::map<std::string, std::string, std::less<>> first_versions;  ///< of posts that were edited, by any of their ids
    std::map<std::string, std::string, std::less<>> authors;         ///< of posts, by the id of what was served

    /// Each reads one element of the list in `includes` that is named like it; what makes no sense is left out.
    void add_user(simdjson::dom::element element);
    void add_media(simdjson::dom::element element);
    void add_post(simdjson::dom::element element);
};

/// Adds a post to `page`, or counts why it cannot be taken. `raw` is the bytes it came in.
void add_x_post(XPage& page, simdjson::dom::element element, std::string_view raw, const ParseContext& context,
                const XIncludes& includes);

}  // namespace ingest
