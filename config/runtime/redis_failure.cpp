#include "config/runtime/redis_failure.hpp"

#include <boost/system/system_error.hpp>

namespace runtime {

Error describe_redis_failure(const std::exception_ptr& failure) {
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        return {ErrorKind::unreachable, "the connection to Redis failed: " + error.code().message()};
    } catch (const RedisFailure& error) {
        return {error.kind, error.what()};
    } catch (const std::exception&) {
        return {ErrorKind::unreachable, "the connection to Redis failed"};
    }
    return {ErrorKind::unreachable, "the connection to Redis was closed"};
}

std::string code_of(const RedisReply& reply) {
    return reply.text.substr(0, reply.text.find(' '));
}

bool is_loading(const RedisReply& reply) {
    return reply.is_error() && code_of(reply) == "LOADING";
}

}  // namespace runtime
