#pragma once

#include "config/runtime/http.hpp"
#include "config/settings.hpp"
#include "ingest/network.hpp"
#include "ingest/silence.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace ingest {

/// Fetches pictures that stand on a channel, so that a machine can look at them: from the network's own picture servers
/// and nowhere else, without token or cookie. No redirect is followed, and no address is logged or part of an error.
class PictureFetcher {
  public:
    /// References outlive the fetcher.
    PictureFetcher(runtime::HttpClient& http, const config::Settings& settings, ByNetwork<Silence> silences)
        : http_{http}, settings_{settings}, silences_{silences} {}

    static constexpr std::size_t kBytesMax = std::size_t{20} << 20;
    static constexpr std::chrono::seconds kTimeout{20};

    /// The bytes as they came.
    ///
    /// Errors  rejected      it is not fetched, and will not be: the address may not be asked, nothing is there, or
    /// more
    ///                       than kBytesMax
    ///         rate_limited  the network wants to be left alone
    ///         unreachable   another try may do better
    runtime::Task<runtime::Result<std::string>> fetch(models::Channel channel, std::string address);

  private:
    const std::string& base_url(models::Network network) const;

    runtime::HttpClient& http_;
    const config::Settings& settings_;
    const ByNetwork<Silence> silences_;
};

}  // namespace ingest
