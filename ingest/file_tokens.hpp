#pragma once

#include "ingest/ports.hpp"

#include <string>

namespace ingest {

/// Reads each channel's access token from its `token_file`, anew every time, so that a token can be
/// replaced while Gatehouse runs.
///
/// Errors  unavailable  no file, readable by others than its owner, empty, or not a token; the message
///                      says what to do and never holds what is in the file.
class FileTokens final : public TokenSource {
  public:
    /// Relative paths are relative to `directory`.
    explicit FileTokens(std::string directory);

    runtime::Task<runtime::Result<std::string>> token(models::Channel channel) override;

  private:
    const std::string directory_;
};

}  // namespace ingest
