#pragma once

#include "config/runtime/redis.hpp"

#include <exception>
#include <stdexcept>
#include <string>

namespace runtime {

/// What ends a connection to Redis, beside the errors of sockets.
struct RedisFailure : std::runtime_error {
    RedisFailure(ErrorKind kind_, const std::string& what_) : std::runtime_error{what_}, kind{kind_} {}
    explicit RedisFailure(const Error& error) : RedisFailure{error.kind, error.message} {}
    ErrorKind kind;
};

/// The error that callers get when a connection ended with `failure` (none: it was closed).
Error describe_redis_failure(const std::exception_ptr& failure);

/// "WRONGPASS" of "WRONGPASS invalid username-password pair...".
std::string code_of(const RedisReply& reply);
/// The server runs but still reads its data from the disk.
bool is_loading(const RedisReply& reply);

}  // namespace runtime
