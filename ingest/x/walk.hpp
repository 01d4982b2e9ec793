#pragma once

#include "ingest/channel_session.hpp"
#include "ingest/x/parser.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// The parameters that every reading of posts has: which fields, and what comes along.
ApiParameters x_post_parameters();

/// "conversation_id:1 OR conversation_id:2": as few queries as X's limit on their length allows.
std::vector<std::string> x_conversation_queries(const std::vector<std::string>& conversations);

/// Asks once for posts; an answer that arrives cut off is asked for once more.
runtime::Task<ApiResult<XPage>> ask_x(ChannelSession& session, std::string path, ApiParameters parameters);

/// Walks along one list of X from its newest post to its oldest.
class XWalk {
  public:
    static constexpr std::size_t kPagesMax = 200;

    XWalk(ChannelSession& session, std::string path, ApiParameters parameters);

    /// REQUIRES !done(). After an error the walk is over.
    runtime::Task<ApiResult<XPage>> next();

    bool done() const { return done_; }
    /// Nothing was lost so far, although there may be more.
    bool unbroken() const { return whole_; }

  private:
    ChannelSession& session_;
    const std::string path_;
    const ApiParameters parameters_;
    std::string token_;
    std::size_t pages_{0};
    bool done_{false};
    bool whole_{true};
};

/// What became of posts that were asked for by their ids.
struct XLookup {
    std::vector<XPage> pages;
    std::vector<std::string> gone;  ///< of those asked for
    bool complete{true};            ///< false: some could not be asked for
};

/// Asks for each of `ids` by itself, and for the version that stands where an older one was served.
runtime::Task<XLookup> look_up_x(ChannelSession& session, std::vector<std::string> ids);

}  // namespace ingest
