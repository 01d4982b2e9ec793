#pragma once

#include "tests/contract/ingest_memory_api.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace tests {

/// An Instagram account in memory, as far as the collector and the actor see it. It checks what it is asked, and it can
/// be changed between any two requests.
class MemoryInstagram final : public MemoryGraph {
  public:
    struct Comment {
        std::string id;
        std::string text;
        runtime::Time created{};
        std::string parent{};
        bool hidden{false};
        bool own{false};  ///< the account wrote it
    };
    struct Media {
        std::string id;
        std::string caption;
        runtime::Time created{};
        bool tags_us{false};  ///< somebody else's
        std::map<std::string, Comment> comments{};
    };

    /// What is to be published: as it was asked for, and what became of it.
    struct Container {
        std::map<std::string, std::string> given;
        int looks{0};       ///< how often it was asked for
        std::string media;  ///< published as this
    };

    static constexpr const char* kAccount = "17841400000000051";
    static constexpr const char* kToken = "page-token-0001";

    void add(Media one) { media[one.id] = std::move(one); }
    Comment* find(const std::string& id);
    /// With its replies.
    void remove(const std::string& id);
    std::map<std::string, Media> media;
    std::map<std::string, Container> containers;
    std::int64_t used{0};  ///< posts of today, of twenty-five

    runtime::Time now{};             ///< when what is written now is written
    bool pages_beyond_fifty{true};   ///< false: the newest fifty comments are all that can be listed
    bool comments_name_next{true};   ///< false: cursors are all there is, as with tags
    bool cursor_on_last_page{true};  ///< the last page still gives a cursor
    bool lists_hidden{true};
    bool development{false};    ///< no comments at all, with cursors
    std::size_t nested_max{3};  ///< replies that come with their comment
    bool nested_next{true};     ///< and a `next` when there are more; false: a cursor only
    std::int64_t count_lag{0};
    std::size_t page_size_max{50};

  private:
    using Comments = std::vector<const Comment*>;

    runtime::HttpResponse graph_answer(const Seen& seen) override;
    runtime::HttpResponse list(const Seen& seen, std::vector<boost::json::object> all, bool names_next);
    runtime::HttpResponse list_media(const Seen& seen, bool tags);
    runtime::HttpResponse list_comments(const Seen& seen, const Media& one);
    runtime::HttpResponse list_replies(const Seen& seen, const std::string& comment);
    runtime::HttpResponse read_object(const Seen& seen);
    runtime::HttpResponse write_object(const Seen& seen);
    runtime::HttpResponse write_reply(const Seen& seen, const std::string& comment);
    runtime::HttpResponse make(const Seen& seen);
    runtime::HttpResponse publish(const Seen& seen);
    runtime::HttpResponse look_at(Container& container, const std::string& id);
    boost::json::object written(const Comment& comment, bool with_replies);
    Comments under(const Media& one, const std::string& parent) const;
};

}  // namespace tests
