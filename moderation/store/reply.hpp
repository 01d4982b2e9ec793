#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/redis.hpp"
#include "models/journal/journal_entry.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace moderation {

/// The fields of a Redis hash or stream entry.
using Fields = std::map<std::string, std::string, std::less<>>;

/// A flat list of names and values.
Fields fields_of(const runtime::RedisReply& flat);
/// Empty when there is no such field.
std::string field(const Fields& fields, std::string_view name);
std::optional<runtime::Time> time_field(const Fields& fields, std::string_view name);
std::int64_t number_field(const Fields& fields, std::string_view name);
std::int64_t number_of(std::string_view text);
/// Milliseconds as text; empty for nothing.
std::string ms(runtime::Time time);
std::string ms(const std::optional<runtime::Time>& time);

/// An error answer of Redis becomes `unavailable`.
runtime::Result<runtime::RedisReply> checked(runtime::Result<runtime::RedisReply> answer);
/// An answer of one of our functions: {'ok', ...}, or a kind of error and a sentence.
runtime::Result<runtime::RedisReply> decided(runtime::Result<runtime::RedisReply> answer);
/// The n-th element as text; empty when there is none.
std::string text_at(const runtime::RedisReply& reply, std::size_t index);
std::int64_t number_at(const runtime::RedisReply& reply, std::size_t index);

/// [id, [name, value...]] of a stream.
models::JournalEntry journal_entry_of(const runtime::RedisReply& entry);

}  // namespace moderation
