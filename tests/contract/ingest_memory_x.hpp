#pragma once

#include "tests/contract/ingest_memory_api.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

namespace tests {

/// X in memory, as far as the collector and the actor see it. It checks what it is asked, and it can be changed
/// between any two requests.
class MemoryX final : public MemoryApi {
  public:
    struct Version {
        std::string id;
        std::string text;
        runtime::Time created{};
    };
    struct Post {
        std::vector<Version> versions;  ///< oldest first
        std::string author;
        std::string conversation{};  ///< empty: it begins one
        std::string answers{};
        bool hidden{false};
        bool shown_by_search{true};  ///< X leaves some out
        std::vector<std::string> media{};
        bool withheld{false};  ///< its author has protected it

        const std::string& id() const { return versions.front().id; }
    };

    /// A picture or video that was brought.
    struct Upload {
        std::string alt_text{};
        std::string bytes{};
        bool whole{false};
    };

    static constexpr const char* kAccount = "1500000000000000001";
    static constexpr const char* kHandle = "@ashgroveprimary";
    static constexpr const char* kToken = "user-token-0001";

    explicit MemoryX(const runtime::Clock& clock) : MemoryApi{"/2/"}, clock_{clock} {}

    /// An id of now, or of some time ago; no two are the same.
    std::string new_id(std::chrono::milliseconds ago = {});
    /// Returns the id. `conversation` empty: it begins one.
    std::string add(const std::string& author, const std::string& text, const std::string& conversation = {},
                    const std::string& answers = {}, std::chrono::milliseconds ago = {});
    void edit(const std::string& id, const std::string& text);

    static runtime::HttpResponse problem(unsigned status, const std::string& type, const std::string& more = "");

    std::map<std::string, Post> posts;  ///< by the id of the first version
    std::map<std::string, Upload> uploads;

    std::size_t page_size_max{100};  ///< answers may be shorter than asked for
    bool new_words{false};           ///< understands and speaks only the newer vocabulary
    bool repeats_last{false};        ///< a page begins with what the one before ended with
    bool serves_old_versions{true};  ///< a version that was replaced can be asked for by its id
    runtime::HttpHeaders headers;    ///< of every answer

  private:
    using Filter = std::function<bool(const Post&)>;
    runtime::HttpResponse answer(const Seen& seen) override;
    runtime::HttpResponse routed(const Seen& seen);
    runtime::HttpResponse list(const Seen& seen, const Filter& listed);
    runtime::HttpResponse search(const Seen& seen);
    runtime::HttpResponse look_up(const Seen& seen);
    runtime::HttpResponse hide(const Seen& seen);
    runtime::HttpResponse write(const Seen& seen);
    runtime::HttpResponse write_post(const boost::json::object& given);
    runtime::HttpResponse take_media(const Seen& seen);
    boost::json::object served(const Post& post, const Version& version) const;
    std::string refusal_of(const Seen& seen) const;
    const Post* find(const std::string& version) const;

    const runtime::Clock& clock_;
    std::uint64_t made_{0};
};

}  // namespace tests
