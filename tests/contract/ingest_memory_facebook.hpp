#pragma once

#include "tests/contract/ingest_memory_api.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace tests {

/// A Facebook page in memory, as far as the collector and the actor see it. It checks what it is asked, and
/// it can be changed between any two requests.
class MemoryFacebook final : public MemoryGraph {
  public:
    struct Comment {
        std::string id;
        std::string text;
        runtime::Time created{};
        std::string parent{};
        std::string author{"6600000000000901"};
        bool hidden{false};
    };
    struct Post {
        std::string id;
        std::string text;
        runtime::Time created{};
        std::string edge{"published_posts"};
        std::vector<std::string> photos{};
    };

    static constexpr const char* kPage = "104000000000011";
    static constexpr const char* kToken = "page-token-0001";

    void add(Post post) { posts[post.id] = std::move(post); }
    void add(const std::string& thread, Comment comment) { threads[thread][comment.id] = std::move(comment); }
    void remove(const std::string& thread, const std::string& comment) { threads[thread].erase(comment); }
    /// With its comments and the threads of its photos.
    void remove_post(const std::string& post);

    std::map<std::string, Post> posts;
    std::map<std::string, std::map<std::string, Comment>> threads;  ///< by post or photo
    std::map<std::string, std::string> uploaded;                    ///< what each picture is described as
    std::vector<std::string> blocked;

    std::size_t page_size_max{100};     ///< answers may be shorter than asked for
    runtime::Time now{};                ///< when what is written now is written
    std::string app_secret;             ///< set: a right appsecret_proof is demanded
    bool withhold_ids{false};           ///< the task Moderate is missing
    bool lists_no_comments{false};      ///< a person's token instead of the page's
    bool empty_page_before_end{false};  ///< an empty page that still has a next one
    bool counts_agree{true};            ///< total_count equals what is listed; else it counts three more

  private:
    runtime::HttpResponse graph_answer(const Seen& seen) override;
    runtime::HttpResponse list(const Seen& seen, std::vector<boost::json::object> all, bool summary);
    runtime::HttpResponse list_posts(const Seen& seen, const std::string& edge);
    runtime::HttpResponse list_comments(const Seen& seen, const std::string& thread);
    runtime::HttpResponse read_object(const std::string& id);
    runtime::HttpResponse write_object(const Seen& seen);
    runtime::HttpResponse write_photo(const Seen& seen);
    runtime::HttpResponse write_post(const Seen& seen);
    runtime::HttpResponse write_reply(const Seen& seen, const std::string& target);
    Comment* find_comment(const std::string& id);
};

}  // namespace tests
