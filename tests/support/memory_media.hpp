#pragma once

#include "ingest/ports.hpp"

#include <map>
#include <optional>
#include <string>

namespace tests {

/// Pictures and videos in memory, by their id.
class MemoryMedia final : public ingest::MediaSource {
  public:
    runtime::Task<runtime::Result<std::string>> read(std::string id, std::uint64_t offset,
                                                     std::size_t length) override {
        co_return bytes.at(id).substr(static_cast<std::size_t>(offset), length);
    }
    runtime::Task<runtime::Result<std::string>> public_address(std::string id) override {
        if (!public_base) co_return runtime::fail(runtime::ErrorKind::unavailable, "There is no public place.");
        co_return *public_base + "/" + id;
    }

    std::map<std::string, std::string> bytes;
    std::optional<std::string> public_base;  ///< nothing: they are to be had nowhere but here
};

}  // namespace tests
