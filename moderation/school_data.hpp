#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/crypto.hpp"
#include "config/runtime/embedded_redis.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/redis_connection.hpp"
#include "config/settings.hpp"
#include "moderation/store/adjustments.hpp"
#include "moderation/store/connections.hpp"
#include "moderation/store/emergency.hpp"
#include "moderation/store/found_pictures.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/pupils.hpp"
#include "moderation/store/spending.hpp"
#include "moderation/store/store.hpp"

#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>

namespace moderation {

/// What one school's Gatehouse keeps: its keys, its Redis and the store on top. Every subcommand that needs
/// the data opens it through this.
class SchoolData {
  public:
    /// Starts the embedded Redis unless the settings name one. Throws std::runtime_error that says what to
    /// do when a key file or the server cannot be used. Makes missing keys.
    SchoolData(boost::asio::any_io_executor executor, const config::Settings& settings, runtime::Log& log);

    /// Starts the store, having made sure that Redis holds the data of this directory and no other: its epoch is
    /// noted in the file `epoch` at the first start. conflict, with what to do, when Redis was emptied or replaced
    /// since; then nothing was written to it. The store's own refusals otherwise.
    runtime::Task<runtime::Result<void>> start(runtime::Time now);

    /// Throws when the embedded Redis has ended: a half-alive service is worse than a restart. Ends never
    /// when Redis is somebody else's.
    runtime::Task<void> watch(runtime::Clock& clock) const;

    const runtime::RedisAddress& address() const { return address_; }
    runtime::Redis& redis() { return redis_; }
    Store& store() { return store_; }
    ConnectionStore& connections() { return connections_; }
    AdjustmentStore& adjustments() { return adjustments_; }
    EmergencyStore& emergency() { return emergency_; }
    PostStore& posts() { return posts_; }
    FoundPictures& found_pictures() { return found_pictures_; }
    PupilStore& pupils() { return pupils_; }
    SpendingStore& spending() { return spending_; }
    const runtime::Signer& signer() const { return signer_; }
    const std::string& journal_directory() const { return journal_directory_; }
    const std::string& export_directory() const { return export_directory_; }

  private:
    std::string journal_directory_;
    std::string export_directory_;
    std::string epoch_file_;
    runtime::Sealer sealer_;
    runtime::Signer signer_;
    std::optional<runtime::EmbeddedRedis> embedded_;
    runtime::RedisAddress address_;
    runtime::RedisConnection redis_;
    Store store_;
    ConnectionStore connections_;
    AdjustmentStore adjustments_;
    EmergencyStore emergency_;
    PostStore posts_;
    FoundPictures found_pictures_;
    PupilStore pupils_;
    SpendingStore spending_;
};

}  // namespace moderation
