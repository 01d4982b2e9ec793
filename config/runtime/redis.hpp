#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace runtime {

/// One answer of Redis. Errors inside an answer (`-ERR ...`) are values too.
struct RedisReply {
    enum class Kind { nil, string, error, integer, array };

    Kind kind{Kind::nil};
    std::string text{};  ///< of string and error
    std::int64_t number{0};
    std::vector<RedisReply> items{};

    bool is_nil() const { return kind == Kind::nil; }
    bool is_error() const { return kind == Kind::error; }
};

using RedisCommand = std::vector<std::string>;

/// What the parts of Gatehouse ask of Redis.
///
/// Errors  unreachable  the connection was lost before the answer came: a write may or may not have
///                      been carried out.
///         An error answer of Redis is a reply of kind `error`.
/// All coroutines share one connection; commands issued in the same turn of the event loop travel in
/// one write. Blocking commands (BLOCK, BLPOP) would hold everybody up: give them a connection of
/// their own.
class Redis {
  public:
    virtual ~Redis() = default;
    virtual Task<Result<RedisReply>> command(RedisCommand command) = 0;
    /// Answers in the order of the commands.
    virtual Task<Result<std::vector<RedisReply>>> pipeline(std::vector<RedisCommand> commands) = 0;
};

}  // namespace runtime
