#include "moderation/school_data.hpp"

#include "config/runtime/key_file.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace moderation {

namespace {

namespace fs = std::filesystem;
using runtime::ErrorKind;

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

/// What was noted; empty when nothing was.
runtime::Result<std::string> read_epoch(const std::string& file) {
    std::error_code failure;
    if (!fs::exists(file, failure) && !failure) return std::string{};
    std::string epoch;
    if (std::ifstream in{file}; in >> epoch) return epoch;
    return runtime::fail(ErrorKind::unavailable,
                         file +
                             " cannot be read: restore it from the backup, or give it to the user that runs "
                             "gatehouse.");
}

std::string remedy(const std::string& epoch_file) {
    return "This data directory belongs to another one. Look whether redis.* names the right server, and whether it "
           "lost its files; then restore Redis from the backup and start again. Only to begin anew without what was "
           "recorded: move the journal away and remove " +
           epoch_file + ".";
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
      epoch_file_{(fs::path{settings.data.directory} / "epoch").string()},
      sealer_{needed(runtime::Sealer::from_file(
          (fs::path{made(fs::path{settings.data.directory} / "keys")} / "content.key").string(), true))},
      signer_{open_signer(fs::path{settings.data.directory} / "keys")},
      address_{address_of(settings, embedded_)},
      redis_{executor, address_, log},
      store_{redis_, sealer_, settings.school.id},
      connections_{redis_, sealer_, settings.school.id},
      adjustments_{redis_, sealer_, settings.school.id},
      emergency_{redis_, sealer_, settings.school.id},
      posts_{redis_, sealer_, settings.school.id},
      found_pictures_{redis_, sealer_, settings.school.id},
      pupils_{redis_, sealer_, settings.school.id},
      spending_{redis_, settings.school.id} {}

runtime::Task<runtime::Result<void>> SchoolData::start(runtime::Time now) {
    const auto noted = read_epoch(epoch_file_);
    if (!noted) co_return tl::unexpected{noted.error()};
    const auto epoch = co_await store_.start(now, *noted);
    if (!epoch && epoch.error().kind == ErrorKind::conflict)
        co_return runtime::fail(ErrorKind::conflict, epoch.error().message + " " + remedy(epoch_file_));
    if (!epoch) co_return tl::unexpected{epoch.error()};
    if (!noted->empty()) co_return runtime::Result<void>{};
    const auto written = runtime::write_new_file(epoch_file_, *epoch + "\n", 0600);
    if (written || written.error().kind != ErrorKind::conflict) co_return written;
    co_return co_await start(now);  // another process noted it at the same moment
}

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
