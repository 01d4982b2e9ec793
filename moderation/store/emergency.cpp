#include "moderation/store/emergency.hpp"

#include "moderation/store/alert_args.hpp"
#include "moderation/store/fcall.hpp"
#include "moderation/store/packed.hpp"
#include "moderation/store/reply.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

std::string details_record(const std::string& channel) {
    return "channel/" + channel + "/account";
}

std::string reason_record(const std::string& channel, const std::string& person) {
    return details_record(channel) + "/" + person;
}

bool acceptable(const models::AccountDetails& details) {
    return !details.empty() && std::all_of(details.begin(), details.end(), [](const auto& detail) {
        return valid_code(detail.first) && detail.second.size() <= EmergencyStore::kAnswerBytesMax;
    });
}

runtime::Error no_channel() {
    return {ErrorKind::not_found, "There is no such channel."};
}

}  // namespace

std::vector<std::string> EmergencyStore::keys_for(const std::string& channel) const {
    return {keys_.of("channels"), keys_.of("journal"), keys_.of("seq"), keys_.of("emergency", channel)};
}

Task<Result<void>> EmergencyStore::call(std::string function, std::vector<std::string> keys,
                                        std::vector<std::string> args) {
    const auto done = co_await fcall(redis_, std::move(function), std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<models::EmergencyAccess>> EmergencyStore::access(std::string channel) {
    if (!valid_id(channel)) co_return tl::unexpected(no_channel());
    runtime::RedisCommand get{"HGETALL", keys_.of("emergency", channel)};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    const auto fields = fields_of(*found);
    models::EmergencyAccess access;
    access.version = static_cast<std::uint64_t>(number_field(fields, "version"));
    access.custodians = split(field(fields, "custodians"));
    access.recorded_by = field(fields, "by");
    access.recorded_at = time_field(fields, "at");
    access.tested_by = field(fields, "tested_by");
    access.tested_at = time_field(fields, "tested_at");
    for (auto& person : split(field(fields, "openers"))) {
        models::Opening opening;
        opening.at = runtime::from_ms(number_field(fields, person + "/at"));
        opening.until = runtime::from_ms(number_field(fields, person + "/until"));
        auto reason = sealer_.open(field(fields, person + "/reason"), reason_record(channel, person));
        if (!reason) co_return tl::unexpected(reason.error());
        opening.reason = std::move(*reason);
        opening.person = std::move(person);
        access.openings.push_back(std::move(opening));
    }
    co_return access;
}

Task<Result<void>> EmergencyStore::record(std::string channel, std::uint64_t version, models::AccountDetails details,
                                          std::vector<std::string> custodians, std::string person, Time now) {
    if (!valid_id(channel)) co_return tl::unexpected(no_channel());
    const bool known = std::all_of(custodians.begin(), custodians.end(), [](const auto& id) { return valid_id(id); });
    if (!acceptable(details) || !known || !valid_id(person))
        co_return runtime::fail(ErrorKind::malformed, "The account's details make no sense.");
    const bool outside = std::any_of(details.begin(), details.end(), [](const auto& detail) {
        return detail.first == kOutsideReason && !detail.second.empty();
    });
    const auto packed = pack_pairs(details);
    const auto record = details_record(channel);
    std::vector<std::string> args{channel,
                                  std::to_string(version),
                                  std::move(person),
                                  ms(now),
                                  sealer_.seal(packed, record),
                                  sealer_.commitment(packed, record),
                                  joined(custodians),
                                  outside ? "1" : "0"};
    auto keys = keys_for(channel);
    co_return co_await call("record_account_details", std::move(keys), std::move(args));
}

Task<Result<void>> EmergencyStore::open(std::string channel, std::string person, std::string reason,
                                        models::Alert alert, Time now) {
    if (!valid_id(channel)) co_return tl::unexpected(no_channel());
    if (reason.empty() || reason.size() > kAnswerBytesMax)
        co_return runtime::fail(ErrorKind::malformed, "The details are only shown for a reason.");
    if (!valid_id(person) || !moderation::acceptable(alert))
        co_return runtime::fail(ErrorKind::malformed, "The opening makes no sense.");
    const auto record = reason_record(channel, person);
    std::vector<std::string> args{
        channel, person, ms(now), ms(now + kOpenFor), sealer_.seal(reason, record), sealer_.commitment(reason, record)};
    auto keys = keys_.common();
    keys.push_back(keys_.of("alert", alert.id));
    keys.push_back(keys_.of("emergency", channel));
    add_alert(args, alert);
    co_return co_await call("open_account_details", std::move(keys), std::move(args));
}

Task<Result<models::AccountDetails>> EmergencyStore::details(std::string channel, std::string person, Time now) {
    if (!valid_id(channel)) co_return tl::unexpected(no_channel());
    runtime::RedisCommand get{"HMGET", keys_.of("emergency", channel), "sealed", person + "/until"};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    if (number_of(text_at(*found, 1)) <= runtime::to_ms(now))
        co_return runtime::fail(ErrorKind::forbidden, "The details are only shown for a reason.");
    const auto packed = sealer_.open(text_at(*found, 0), details_record(channel));
    if (!packed) co_return tl::unexpected(packed.error());
    co_return unpack_pairs(*packed);
}

Task<Result<void>> EmergencyStore::tested(std::string channel, std::string person, Time now) {
    if (!valid_id(channel)) co_return tl::unexpected(no_channel());
    auto keys = keys_for(channel);
    std::vector<std::string> args{channel, std::move(person), ms(now)};
    co_return co_await call("account_details_tested", std::move(keys), std::move(args));
}

}  // namespace moderation
