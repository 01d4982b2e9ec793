#pragma once

#include "tests/contract/ingest_memory_api.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace tests {

/// A YouTube channel in memory, as far as the collector and the actor see it. It refuses what the network refuses and
/// counts what it is asked; it can be changed between any two requests.
class MemoryYoutube final : public MemoryApi {
  public:
    struct Video {
        std::string id;
        std::string title{"Autumn concert"};
        runtime::Time created{};
        bool comments{true};
        std::string description{};
        std::string privacy{"public"};
    };
    /// A video on its way.
    struct Session {
        std::string metadata;
        std::size_t total{0};
        std::size_t arrived{0};
        std::string video{};  ///< it is all there, as this
    };
    struct Comment {
        std::string id;
        std::string text;
        runtime::Time created{};
        std::string video{};  ///< empty: about the channel itself, or under `post`
        std::string post{};
        std::string status{"published"};
        std::string author{"UCvisitor"};
    };

    static constexpr const char* kChannel = "UCschool";
    static constexpr const char* kToken = "access-token-0001";

    MemoryYoutube() : MemoryApi{"/youtube/v3/"} {}

    void add(Video video) { videos[video.id] = std::move(video); }
    void add(Comment comment) { comments[comment.id] = std::move(comment); }
    static bool is_reply(const std::string& id);
    static std::string thread_of(const std::string& id);

    /// With its replies.
    void remove(const std::string& comment);
    /// With its comments.
    void remove_video(const std::string& video);

    /// Neither it nor the comment it answers to was rejected.
    bool there(const Comment& comment) const;

    using MemoryApi::asked;
    /// How many of the requests had this path and this value of a parameter.
    std::size_t asked(const std::string& path, const std::string& name, const std::string& value) const;

    static runtime::HttpResponse error(unsigned status, const std::string& reason);

    std::map<std::string, Video> videos;
    std::map<std::string, Comment> comments;
    std::set<std::string> banned;
    std::map<std::string, Session> sessions;  ///< by upload_id

    runtime::Time now{};                    ///< when what is written now is written
    std::string token_channel{kChannel};    ///< whom the token speaks for
    std::size_t page_size_max{100};         ///< pages may be shorter than asked for
    bool repeats_across_pages{false};       ///< each page begins with the last element of the one before
    bool state_by_id{false};                ///< a comment asked for by its id tells its state
    bool held_by_id{true};                  ///< held comments can be asked for by their id
    bool refuses_in_part{false};            ///< of several comments those are moderated that can be
    bool replies_counted_with_held{false};  ///< totalReplyCount counts held replies too

  private:
    using Parameters = std::map<std::string, std::string>;

    runtime::HttpResponse answer(const Seen& seen) override;
    runtime::HttpResponse list(const Seen& seen, const std::vector<boost::json::object>& all, std::size_t limit_max);
    runtime::HttpResponse list_channels() const;
    runtime::HttpResponse list_uploads(const Seen& seen);
    runtime::HttpResponse list_videos(const Seen& seen);
    runtime::HttpResponse list_threads(const Seen& seen);
    runtime::HttpResponse list_comments(const Seen& seen);
    runtime::HttpResponse moderate(const Seen& seen);
    runtime::HttpResponse remove_own(const Seen& seen);
    runtime::HttpResponse write_reply(const Seen& seen);
    runtime::HttpResponse begin_upload(const Seen& seen);
    runtime::HttpResponse take_bytes(const Seen& seen);
    runtime::HttpResponse remove_own_video(const Seen& seen);

    bool in_filter(const Comment& comment, const Parameters& parameters) const;
    std::vector<const Comment*> replies_of(const std::string& thread) const;
    boost::json::object thread_json(const Comment& top, const std::string& state) const;
    boost::json::object comment_json(const Comment& comment, bool with_state) const;
    boost::json::object video_json(const Video& video) const;
};

}  // namespace tests
