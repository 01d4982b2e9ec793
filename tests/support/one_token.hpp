#pragma once

#include "ingest/ports.hpp"

#include <string>
#include <utility>

namespace tests {

/// The same token for every channel, as long as it is not `missing`.
class OneToken final : public ingest::TokenSource {
  public:
    explicit OneToken(std::string token) : token_{std::move(token)} {}

    runtime::Task<runtime::Result<std::string>> token(models::Channel) override {
        if (missing) co_return runtime::fail(runtime::ErrorKind::unavailable, "no token");
        co_return token_;
    }

    bool missing{false};

  private:
    std::string token_;
};

}  // namespace tests
