#pragma once

#include "ingest/channel_session.hpp"

#include <optional>
#include <string>

namespace ingest {

/// The playlist of everything that the channel published. Nothing, and the trouble noted, when it could not be asked
/// for or when the token speaks for another channel, as it does after a wrong choice in the consent dialog.
runtime::Task<std::optional<std::string>> find_uploads(ChannelSession& session);

}  // namespace ingest
