#include "moderation/store/reply.hpp"

#include <charconv>

namespace moderation {

using runtime::ErrorKind;
using runtime::RedisReply;

Fields fields_of(const RedisReply& flat) {
    Fields fields;
    for (std::size_t i = 0; i + 1 < flat.items.size(); i += 2)
        fields.insert_or_assign(flat.items[i].text, flat.items[i + 1].text);
    return fields;
}

std::string field(const Fields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
}

std::int64_t number_of(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::int64_t number_field(const Fields& fields, std::string_view name) {
    return number_of(field(fields, name));
}

std::optional<runtime::Time> time_field(const Fields& fields, std::string_view name) {
    const auto text = field(fields, name);
    if (text.empty()) return std::nullopt;
    return runtime::from_ms(number_of(text));
}

std::string ms(runtime::Time time) {
    return std::to_string(runtime::to_ms(time));
}
std::string ms(const std::optional<runtime::Time>& time) {
    return time ? ms(*time) : std::string{};
}

runtime::Result<RedisReply> checked(runtime::Result<RedisReply> answer) {
    if (answer && answer->is_error()) return runtime::fail(ErrorKind::unavailable, "Redis: " + answer->text);
    return answer;
}

runtime::Result<RedisReply> decided(runtime::Result<RedisReply> answer) {
    auto reply = checked(std::move(answer));
    if (!reply) return reply;
    const auto status = text_at(*reply, 0);
    if (status == "ok") return reply;
    for (const auto kind : {ErrorKind::conflict, ErrorKind::not_found, ErrorKind::forbidden, ErrorKind::rejected,
                            ErrorKind::malformed, ErrorKind::unavailable})
        if (status == runtime::to_string(kind)) return runtime::fail(kind, text_at(*reply, 1));
    return runtime::fail(ErrorKind::unavailable, "Redis answered something that makes no sense.");
}

std::string text_at(const RedisReply& reply, std::size_t index) {
    if (index >= reply.items.size()) return {};
    const auto& item = reply.items[index];
    return item.kind == RedisReply::Kind::integer ? std::to_string(item.number) : item.text;
}

std::int64_t number_at(const RedisReply& reply, std::size_t index) {
    return number_of(text_at(reply, index));
}

models::JournalEntry journal_entry_of(const RedisReply& entry) {
    models::JournalEntry out;
    if (entry.items.size() < 2) return out;
    const auto fields = fields_of(entry.items[1]);
    out.seq = static_cast<std::uint64_t>(number_of(entry.items[0].text));  // "<seq>-0": stops at the dash
    out.at_ms = number_field(fields, "at");
    out.kind = field(fields, "kind");
    out.actor = field(fields, "actor");
    out.subject = field(fields, "subject");
    out.data = field(fields, "data");
    return out;
}

}  // namespace moderation
