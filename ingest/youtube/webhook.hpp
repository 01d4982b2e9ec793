#pragma once

#include "ingest/webhook.hpp"

namespace ingest {

/// The topic of a channel at the hub.
std::string youtube_topic(std::string_view account);

/// What YouTube's hub must sign its deliveries with, made from a secret of this installation.
std::string youtube_hub_secret(std::string_view secret);

/// What to answer when the hub asks whether a change of the subscription for `account` is meant: its challenge, or
/// nothing when the topic is another. `wanted`: the channel is read, so that a subscription is meant; otherwise its
/// end is.
std::optional<std::string> youtube_challenge(std::string_view query, std::string_view account, bool wanted);

/// A delivery says that a video is new, was changed or is gone. Which one, a round finds out: of what the Atom says
/// nothing is used, so it is not even read.
/// Errors  forbidden  not signed with the hub's secret
runtime::Result<std::vector<Heard>> hear_youtube(const runtime::ServerRequest& request, std::string_view secret,
                                                 std::string_view account);

}  // namespace ingest
