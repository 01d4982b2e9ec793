#include "moderation/school_data.hpp"

#include <filesystem>
#include <stdexcept>
#include <utility>

namespace moderation {

namespace {

namespace fs = std::filesystem;

std::string made(const fs::path& directory) {
    std::error_code failure;
    fs::create_directories(directory, failure);
    if (failure)
        throw std::runtime_error{directory.string() + " cannot be made: " + failure.message() +
                                 ". Make it, or give its parent to the user that runs gatehouse."};
    fs::permissions(directory, fs::perms::owner_all, failure);
    return directory.string();
}

template <class Key>
Key needed(runtime::Result<Key> key) {
    if (!key) throw std::runtime_error{key.error().message};
    return std::move(*key);
}

runtime::Signer open_signer(const fs::path& directory) {
    // Its public half lies beside it as journal.key.pub: `gatehouse verify` needs nothing else, and it may be given
    // away.
    return needed(runtime::Signer::from_file((directory / "journal.key").string(), true));
}

runtime::RedisAddress address_of(const config::Settings& settings, std::optional<runtime::EmbeddedRedis>& embedded) {
    auto address = settings.redis;
    if (address.unix_socket.empty() && address.host.empty()) {
        embedded.emplace(settings.data.directory);
        address.unix_socket = embedded->socket();
    }
    return address;
}

}  // namespace

SchoolData::SchoolData(boost::asio::any_io_executor executor, const config::Settings& settings, runtime::Log& log)
    : journal_directory_{made(fs::path{settings.data.directory} / "journal")},
      export_directory_{made(fs::path{settings.data.directory} / "exports")},
      sealer_{needed(runtime::Sealer::from_file(
          (fs::path{made(fs::path{settings.data.directory} / "keys")} / "content.key").string(), true))},
      signer_{open_signer(fs::path{settings.data.directory} / "keys")},
      address_{address_of(settings, embedded_)},
      redis_{executor, address_, log},
      store_{redis_, sealer_, settings.school.id} {}

runtime::Task<void> SchoolData::watch(runtime::Clock& clock) const {
    for (;;) {
        co_await clock.sleep_for(std::chrono::seconds(1));
        if (embedded_ && !embedded_->runs())
            throw std::runtime_error{
                "the embedded Redis has ended. Start Gatehouse again; its log is redis/redis.log "
                "in the data directory."};
    }
}

}  // namespace moderation
