#include "moderation/store/fcall.hpp"

#include "moderation/store/reply.hpp"

#include <iterator>
#include <utility>

namespace moderation {

runtime::Task<runtime::Result<runtime::RedisReply>> fcall(runtime::Redis& redis, std::string function,
                                                          std::vector<std::string> keys,
                                                          std::vector<std::string> args) {
    runtime::RedisCommand command;
    command.reserve(keys.size() + args.size() + 3);
    command.push_back("FCALL");
    command.push_back(std::move(function));
    command.push_back(std::to_string(keys.size()));
    std::move(keys.begin(), keys.end(), std::back_inserter(command));
    std::move(args.begin(), args.end(), std::back_inserter(command));
    auto answer = co_await redis.command(std::move(command));
    co_return decided(std::move(answer));
}

}  // namespace moderation
