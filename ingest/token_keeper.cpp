#include "ingest/token_keeper.hpp"

#include <utility>

namespace ingest {

runtime::Task<runtime::Result<std::string>> TokenKeeper::token(models::Channel channel) {
    auto connection = co_await connections_.connection(std::move(channel.id));
    if (!connection) co_return tl::unexpected(connection.error());
    if (!models::is_connected(*connection))
        co_return runtime::fail(runtime::ErrorKind::unavailable,
                                "The channel is not connected with its network. Connect it.");
    co_return std::move(connection->credentials.access);
}

}  // namespace ingest
