#pragma once

#include "ingest/ports.hpp"

#include <string>

namespace ingest {

/// Gives each channel's token out of its connection, as it stands at that moment: a channel that a person connects
/// anew is read with the new token from the next round on.
///
/// Errors  unavailable  the channel is not connected; the message says what to do.
class TokenKeeper final : public TokenSource {
  public:
    /// References outlive the keeper.
    explicit TokenKeeper(Connections& connections) : connections_{connections} {}

    runtime::Task<runtime::Result<std::string>> token(models::Channel channel) override;

  private:
    Connections& connections_;
};

}  // namespace ingest
