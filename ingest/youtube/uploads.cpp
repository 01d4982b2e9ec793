#include "ingest/youtube/uploads.hpp"

#include "ingest/youtube/parser.hpp"

namespace ingest {
namespace {

ApiError trouble(ApiErrorKind kind, const char* sentence) {
    ApiError error;
    error.kind = kind;
    error.sentence = sentence;
    return error;
}

}  // namespace

runtime::Task<std::optional<std::string>> find_uploads(ChannelSession& session) {
    ApiParameters parameters;
    parameters.emplace_back("part", "id,contentDetails");
    parameters.emplace_back("mine", "true");
    const auto reply = co_await session.get("channels", std::move(parameters));
    if (!reply) {
        session.note(reply.error());
        co_return std::nullopt;
    }
    auto channel = parse_youtube_channel(reply->body);
    if (!channel) {
        session.note(trouble(ApiErrorKind::malformed, "YouTube does not say which channel the access is for."));
        co_return std::nullopt;
    }
    if (channel->id != session.channel().external_id) {
        session.note(trouble(ApiErrorKind::permission,
                             "The access is for another YouTube channel. Connect the channel again and choose this "
                             "channel itself, not a person's account."));
        co_return std::nullopt;
    }
    co_return std::move(channel->uploads);
}

}  // namespace ingest
