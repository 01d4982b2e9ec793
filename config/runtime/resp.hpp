#pragma once

#include "config/runtime/redis.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct redisReader;

namespace runtime {

/// The bytes of one command as Redis wants them.
std::string encode_command(const RedisCommand& command);

/// Makes replies of the bytes that arrive, in pieces of any size. Bounded: a reply nests at most 7 arrays
/// (hiredis' own limit), holds at most kItemsMax values and kBytesMax bytes.
class RespReader {
  public:
    static constexpr std::size_t kItemsMax = 1'000'000;
    static constexpr std::size_t kBytesMax = std::size_t{128} * 1024 * 1024;

    explicit RespReader(std::size_t bytes_max = kBytesMax);
    ~RespReader();
    RespReader(const RespReader&) = delete;
    RespReader& operator=(const RespReader&) = delete;

    /// malformed when a reply outgrows its limit.
    Result<void> feed(std::string_view bytes);
    /// The next complete reply, or nothing until more bytes are fed. malformed when the bytes are not RESP;
    /// then the connection is of no more use, as nobody knows where the next reply begins.
    Result<std::optional<RedisReply>> next();

  private:
    std::size_t bytes_max_;
    std::size_t items_left_{kItemsMax};
    std::unique_ptr<redisReader, void (*)(redisReader*)> reader_;
};

}  // namespace runtime
