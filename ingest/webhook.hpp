#pragma once

#include "config/runtime/http_server.hpp"
#include "config/runtime/metrics.hpp"
#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "ingest/ports.hpp"
#include "models/domain/item.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// What one delivery of a network says of one account: where to look. See Noticed.
struct Heard {
    models::Network network{models::Network::facebook};
    std::string account;            ///< its id at the network
    std::vector<std::string> what;  ///< notices
};

/// Keeps what was heard of authorised channels as notices, durably; of others nothing. How many channels that were.
runtime::Task<runtime::Result<std::size_t>> keep_heard(ChannelRegister& channels, NoticeBoard& board,
                                                       std::vector<Heard> heard);
/// For the metrics: what became of something that `network` sent.
void count_heard(runtime::Metrics& metrics, const std::string& network, const char* outcome);

/// The value of `name` in a query, decoded; nothing when it is missing or encoded wrongly.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

/// A challenge fit to be sent back: 1 to 256 letters, digits, '.', '_' and '-', so that nobody can make our server
/// say something of their own.
bool is_challenge(std::string_view text);

}  // namespace ingest
