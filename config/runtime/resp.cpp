#include "config/runtime/resp.hpp"

#include <new>
#include <stdexcept>

#include <hiredis/hiredis.h>

namespace runtime {

namespace {

// hiredis calls these while it parses. They build our own values in place, so nothing is copied twice; a
// null pointer makes the reader report an error. No exception may pass through its C code.

/// Where the value of `task` goes: into its array, or on its own when it is a whole reply.
RedisReply* place_of(const redisReadTask* task) {
    auto& left = *static_cast<std::size_t*>(task->privdata);
    if (left == 0) return nullptr;
    --left;
    if (task->parent == nullptr) return new (std::nothrow) RedisReply{};
    auto* array = static_cast<RedisReply*>(task->parent->obj);
    return &array->items[static_cast<std::size_t>(task->idx)];
}

void abandon(const redisReadTask* task, RedisReply* reply) {
    if (task->parent == nullptr) delete reply;
}

void* create_string(const redisReadTask* task, char* text, std::size_t size) {
    auto* reply = place_of(task);
    if (reply == nullptr) return nullptr;
    try {
        reply->text.assign(text, size);
    } catch (const std::bad_alloc&) {
        abandon(task, reply);
        return nullptr;
    }
    reply->kind = task->type == REDIS_REPLY_ERROR ? RedisReply::Kind::error : RedisReply::Kind::string;
    return reply;
}

void* create_array(const redisReadTask* task, int size) {
    const auto left = *static_cast<std::size_t*>(task->privdata);
    if (size < 0 || static_cast<std::size_t>(size) >= left) return nullptr;
    auto* reply = place_of(task);
    if (reply == nullptr) return nullptr;
    try {
        reply->items.resize(static_cast<std::size_t>(size));
    } catch (const std::bad_alloc&) {
        abandon(task, reply);
        return nullptr;
    }
    reply->kind = RedisReply::Kind::array;
    return reply;
}

void* create_integer(const redisReadTask* task, long long number) {
    auto* reply = place_of(task);
    if (reply == nullptr) return nullptr;
    reply->kind = RedisReply::Kind::integer;
    reply->number = number;
    return reply;
}

void* create_nil(const redisReadTask* task) {
    return place_of(task);
}

void free_reply(void* reply) {
    delete static_cast<RedisReply*>(reply);
}

redisReplyObjectFunctions* functions() {
    static redisReplyObjectFunctions table{create_string, create_array, create_integer, create_nil, free_reply};
    return &table;
}

}  // namespace

std::string encode_command(const RedisCommand& command) {
    std::vector<const char*> parts;
    std::vector<std::size_t> sizes;
    parts.reserve(command.size());
    sizes.reserve(command.size());
    for (const auto& part : command) {
        parts.push_back(part.data());
        sizes.push_back(part.size());
    }
    char* bytes = nullptr;
    const auto size = redisFormatCommandArgv(&bytes, static_cast<int>(parts.size()), parts.data(), sizes.data());
    if (size < 0) throw std::bad_alloc{};
    const std::unique_ptr<char, void (*)(char*)> owner{bytes, redisFreeCommand};
    return {bytes, static_cast<std::size_t>(size)};
}

RespReader::RespReader(std::size_t bytes_max)
    : bytes_max_{bytes_max}, reader_{redisReaderCreateWithFunctions(functions()), redisReaderFree} {
    if (!reader_) throw std::bad_alloc{};
    reader_->privdata = &items_left_;
}

RespReader::~RespReader() = default;

Result<void> RespReader::feed(std::string_view bytes) {
    // Complete replies are taken out by next(), so what stands in the buffer belongs to one reply.
    if (reader_->len - reader_->pos + bytes.size() > bytes_max_)
        return fail(ErrorKind::malformed, "a reply of Redis is too large");
    if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) != REDIS_OK)
        return fail(ErrorKind::malformed, "no memory for a reply of Redis");
    return {};
}

Result<std::optional<RedisReply>> RespReader::next() {
    void* found = nullptr;
    // hiredis' own text may quote the bytes it stumbled over, so it is not passed on.
    if (redisReaderGetReply(reader_.get(), &found) != REDIS_OK)
        return fail(ErrorKind::malformed, "what Redis sent is not a reply, or is larger than allowed");
    if (found == nullptr) return std::optional<RedisReply>{};
    const std::unique_ptr<RedisReply> reply{static_cast<RedisReply*>(found)};
    items_left_ = kItemsMax;
    return std::optional<RedisReply>{std::move(*reply)};
}

}  // namespace runtime
