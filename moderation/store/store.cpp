#include "moderation/store/store.hpp"

#include "moderation/store/fcall.hpp"
#include "moderation/store/functions.hpp"
#include "moderation/store/reply.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

Store::Store(runtime::Redis& redis, const runtime::Sealer& sealer, std::string school)
    : redis_{redis}, sealer_{sealer}, keys_{school} {}

Task<Result<Store::Reply>> Store::call(std::string function, std::vector<std::string> keys,
                                       std::vector<std::string> args) {
    return fcall(redis_, std::move(function), std::move(keys), std::move(args));
}

Task<Result<Store::Reply>> Store::read(runtime::RedisCommand command) {
    auto answer = co_await redis_.command(std::move(command));
    co_return checked(std::move(answer));
}

Task<Result<std::string>> Store::start(Time now, std::string expected) {
    // A newer Gatehouse may be running on the same data: its functions must not be replaced by ours.
    runtime::RedisCommand get{"GET", keys_.of("schema")};
    const auto schema = co_await read(std::move(get));
    if (!schema) co_return tl::unexpected(schema.error());
    if (number_of(schema->text) > kSchemaVersion)
        co_return runtime::fail(ErrorKind::unavailable,
                                "The data was written by a newer Gatehouse. Install that version or a newer one.");

    runtime::RedisCommand load{"FUNCTION", "LOAD", "REPLACE", redis_functions()};
    const auto loaded = co_await read(std::move(load));
    if (!loaded) co_return tl::unexpected(loaded.error());

    auto keys = keys_.common();
    for (const auto* name :
         {"schema", "epoch", "sealed", "jobs:delayed", "jobs:dead", "lastrun", "jobs:posts", "jobs:pictures",
          "jobs:picture_words"})
        keys.push_back(keys_.of(name));
    std::vector<std::string> args{std::to_string(kSchemaVersion), runtime::random_hex(16), ms(now),
                                  std::move(expected)};
    const auto booted = co_await call("boot", std::move(keys), std::move(args));
    if (!booted) co_return tl::unexpected(booted.error());
    co_return text_at(*booted, 1);
}

}  // namespace moderation
