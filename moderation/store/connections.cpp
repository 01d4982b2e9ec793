#include "moderation/store/connections.hpp"

#include "moderation/store/alert_args.hpp"
#include "moderation/store/fcall.hpp"
#include "moderation/store/packed.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

constexpr std::size_t kSecretBytesMax = 8192;
constexpr std::size_t kDetailBytesMax = 1000;

std::string secrets_record(const std::string& channel) {
    return "channel/" + channel + "/connection";
}

std::string packed_secrets(const models::Credentials& given) {
    return Packer{}.add(given.access).add(given.refresh).add(given.spare).take();
}

/// Names and values of what is no secret; an empty value: there is none.
void add_times(std::vector<std::string>& args, const models::Credentials& given) {
    args.insert(args.end(),
                {"access_until", ms(given.access_until), "refresh_until", ms(given.refresh_until), "data_until",
                 ms(given.data_until), "permissions", joined(given.permissions), "elsewhere", joined(given.elsewhere)});
}

Result<models::Connection> connection_from(const std::string& channel, const Fields& fields,
                                           const runtime::Sealer& sealer) {
    models::Connection connection;
    connection.channel_id = channel;
    connection.version = static_cast<std::uint64_t>(number_field(fields, "version"));
    auto& given = connection.credentials;
    if (const auto sealed = field(fields, "sealed"); !sealed.empty()) {
        const auto packed = sealer.open(sealed, secrets_record(channel));
        if (!packed) return tl::unexpected(packed.error());
        Unpacker unpacker{*packed};
        given.access = unpacker.text();
        given.refresh = unpacker.text();
        given.spare = unpacker.text();
    }
    given.access_until = time_field(fields, "access_until");
    given.refresh_until = time_field(fields, "refresh_until");
    given.data_until = time_field(fields, "data_until");
    given.permissions = split(field(fields, "permissions"));
    given.elsewhere = split(field(fields, "elsewhere"));
    connection.connected_by = field(fields, "by");
    connection.connected_at = time_field(fields, "at");
    connection.renewed_at = time_field(fields, "renewed_at");
    connection.examined_at = time_field(fields, "examined_at");
    connection.missing = split(field(fields, "missing"));
    connection.trouble =
        models::connection_trouble_from(field(fields, "trouble")).value_or(models::ConnectionTrouble::none);
    connection.detail = field(fields, "detail");
    connection.warned_days = static_cast<int>(number_field(fields, "warned"));
    connection.alarmed = !field(fields, "alarmed").empty();
    return connection;
}

bool acceptable(const models::Credentials& given) {
    if (given.access.empty()) return false;
    for (const auto* secret : {&given.access, &given.refresh, &given.spare})
        if (secret->size() > kSecretBytesMax) return false;
    return true;
}

runtime::Error no_channel() {
    return {ErrorKind::not_found, "There is no such channel."};
}

}  // namespace

Task<Result<runtime::RedisReply>> ConnectionStore::call(std::string function, const std::string& channel,
                                                        std::vector<std::string> args) {
    if (!valid_id(channel)) co_return tl::unexpected(no_channel());
    std::vector<std::string> keys{keys_.of("channels"), keys_.of("journal"), keys_.of("seq"),
                                  keys_.of("connection", channel)};
    args.insert(args.begin(), channel);
    co_return co_await fcall(redis_, std::move(function), std::move(keys), std::move(args));
}

Task<Result<models::Connection>> ConnectionStore::connection(std::string channel) {
    if (!valid_id(channel)) co_return tl::unexpected(no_channel());
    runtime::RedisCommand get{"HGETALL", keys_.of("connection", channel)};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    co_return connection_from(channel, fields_of(*found), sealer_);
}

Task<Result<models::Connection>> ConnectionStore::connect(std::string channel, std::uint64_t version,
                                                          models::Credentials credentials, std::string person,
                                                          Time now) {
    if (!acceptable(credentials)) co_return runtime::fail(ErrorKind::malformed, "There is no access token.");
    std::vector<std::string> args{std::to_string(version), std::move(person), ms(now),
                                  sealer_.seal(packed_secrets(credentials), secrets_record(channel))};
    add_times(args, credentials);
    const auto connected = co_await call("connect_channel", channel, std::move(args));
    if (!connected) co_return tl::unexpected(connected.error());
    co_return co_await connection(std::move(channel));
}

Task<Result<void>> ConnectionStore::disconnect(std::string channel, std::uint64_t version, std::string person,
                                               Time now) {
    std::vector<std::string> args{std::to_string(version), std::move(person), ms(now)};
    const auto done = co_await call("disconnect_channel", channel, std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<bool>> ConnectionStore::begin_renewal(models::Connection connection, std::string owner,
                                                  std::chrono::milliseconds length, Time now) {
    std::vector<std::string> args{std::to_string(connection.version), std::move(owner), std::to_string(length.count()),
                                  ms(now)};
    const auto begun = co_await call("begin_renewal", connection.channel_id, std::move(args));
    if (!begun) co_return tl::unexpected(begun.error());
    co_return number_at(*begun, 1) == 1;
}

Task<Result<models::Connection>> ConnectionStore::renewed(models::Connection connection,
                                                          models::Credentials credentials, Time now) {
    auto channel = std::move(connection.channel_id);
    if (!acceptable(credentials)) co_return runtime::fail(ErrorKind::malformed, "There is no access token.");
    std::vector<std::string> args{std::to_string(connection.version), ms(now),
                                  sealer_.seal(packed_secrets(credentials), secrets_record(channel))};
    add_times(args, credentials);
    const auto recorded = co_await call("renewed_connection", channel, std::move(args));
    if (!recorded) co_return tl::unexpected(recorded.error());
    co_return co_await this->connection(std::move(channel));
}

Task<Result<void>> ConnectionStore::renewal_failed(models::Connection connection, bool answered, Time now) {
    std::vector<std::string> args{std::to_string(connection.version), ms(now), answered ? "1" : "0",
                                  std::string{to_string(connection.trouble)},
                                  connection.detail.substr(0, kDetailBytesMax)};
    const auto recorded = co_await call("end_renewal", connection.channel_id, std::move(args));
    if (!recorded) co_return tl::unexpected(recorded.error());
    co_return Result<void>{};
}

Task<Result<void>> ConnectionStore::examined(models::Connection connection, Time now) {
    std::vector<std::string> args{std::to_string(connection.version), ms(now),
                                  std::string{to_string(connection.trouble)},
                                  connection.detail.substr(0, kDetailBytesMax), joined(connection.missing)};
    add_times(args, connection.credentials);
    const auto recorded = co_await call("examined_connection", connection.channel_id, std::move(args));
    if (!recorded) co_return tl::unexpected(recorded.error());
    co_return Result<void>{};
}

Task<Result<bool>> ConnectionStore::warn(const std::string& channel, std::vector<std::string> args,
                                         const models::Alert& alert) {
    const bool raises = !alert.id.empty();
    if (!valid_id(channel) || (raises && !acceptable(alert)))
        co_return runtime::fail(ErrorKind::malformed, "The warning makes no sense.");
    auto keys = keys_.common();
    keys.push_back(keys_.of("alert", alert.id));
    keys.push_back(keys_.of("jobs:delayed"));
    for (const auto* kind : {"item", "acts", "hist"}) keys.push_back(keys_.of(kind, ""));
    keys.push_back(keys_.of("connection", channel));
    add_alert(args, alert);
    const auto noted = co_await fcall(redis_, "warn_of_connection", std::move(keys), std::move(args));
    if (!noted) co_return tl::unexpected(noted.error());
    co_return number_at(*noted, 1) == 1;
}

Task<Result<bool>> ConnectionStore::warned(models::Connection connection, int days, std::optional<models::Alert> alert,
                                           Time now) {
    const auto text = [](int number) { return number == 0 ? std::string{} : std::to_string(number); };
    std::vector<std::string> args{ms(now), std::to_string(connection.version), "warned", text(connection.warned_days),
                                  text(days)};
    co_return co_await warn(connection.channel_id, std::move(args), alert.value_or(models::Alert()));
}

Task<Result<bool>> ConnectionStore::alarmed(models::Connection connection, std::optional<models::Alert> alert,
                                            Time now) {
    std::vector<std::string> args{ms(now), std::to_string(connection.version), "alarmed", connection.alarmed ? "1" : "",
                                  alert ? "1" : ""};
    co_return co_await warn(connection.channel_id, std::move(args), alert.value_or(models::Alert()));
}

std::string ConnectionStore::seal_errand(std::string_view errand, const std::string& session) const {
    return sealer_.seal(errand, "errand/" + session);
}

Result<std::string> ConnectionStore::open_errand(std::string_view sealed, const std::string& session) const {
    return sealer_.open(sealed, "errand/" + session);
}

}  // namespace moderation
