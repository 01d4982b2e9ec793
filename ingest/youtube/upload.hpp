#pragma once

#include "config/runtime/http.hpp"
#include "ingest/api.hpp"

#include <cstdint>
#include <string>

namespace ingest {

/// Brings videos to YouTube in pieces, so that a broken connection costs one piece.
///
/// A session is known by the query of the address that YouTube gives; the address itself is ours, as addresses found in
/// answers are never used.
class YoutubeUpload {
  public:
    /// Google takes pieces of multiples of 256 KiB.
    static constexpr std::uint64_t kPieceBytes = 8 * 1024 * 1024;

    /// How far a session is.
    struct State {
        enum class Kind { unfinished, finished, lost };
        Kind kind{Kind::unfinished};
        std::uint64_t arrived{0};  ///< bytes of an unfinished one, never more than it has
        std::string video{};       ///< id of a finished one
    };
    struct Video {
        std::string metadata;  ///< JSON
        std::string type;      ///< "video/mp4"
        std::uint64_t bytes;
    };

    /// The client outlives this. Paths stand below `base_url` + "/upload/youtube/v3".
    YoutubeUpload(runtime::HttpClient& http, std::string base_url);

    /// Makes a session, of which nobody sees anything before all bytes are there.
    runtime::Task<ApiResult<std::string>> begin(Video video, std::string token);
    runtime::Task<ApiResult<State>> ask(std::string session, std::uint64_t total, std::string token);
    /// REQUIRES that `bytes` end the video or are kPieceBytes long.
    runtime::Task<ApiResult<State>> send(std::string session, std::uint64_t from, std::uint64_t total,
                                         std::string bytes, std::string token);

  private:
    runtime::Task<ApiResult<State>> put(std::string session, std::string range, std::uint64_t total, std::string bytes,
                                        std::string token);
    std::string address(const std::string& query) const;

    runtime::HttpClient& http_;
    const std::string base_url_;
};

}  // namespace ingest
