#include "tests/contract/ingest_memory_inbox.hpp"

namespace tests {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;
using runtime::Task;

bool MemoryInbox::holds(const models::Lease& lease) const {
    const auto found = leases.find(lease.channel_id);
    return found != leases.end() && found->second.fence == lease.fence && found->second.until > clock_.now();
}

Task<Result<models::RecordedPage>> MemoryInbox::record(models::CollectedPage page) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    if (refuses || !holds(page.lease)) co_return fail(ErrorKind::rejected, "not authorised");
    models::RecordedPage recorded;
    for (const auto& item : page.items) {
        auto [found, fresh] = items.try_emplace(item.external_id);
        auto& known = found->second;
        if (fresh) {
            ++recorded.fresh;
            known.texts.push_back(item.text);
        } else if (known.texts.back() != item.text) {
            ++recorded.revised;
            known.texts.push_back(item.text);
        } else {
            ++recorded.repeated;
        }
        known.item = item;
        known.gone = false;
    }
    for (const auto& id : page.gone) {
        ++recorded.gone;
        items[id].gone = true;
    }
    cursors_by_channel[page.lease.channel_id][page.feed] = page.cursor;
    pages.push_back(std::move(page));
    co_return recorded;
}

Task<Result<std::vector<std::string>>> MemoryInbox::known_under(std::string, std::string post_external_id) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    std::vector<std::string> known;
    for (const auto& [id, entry] : items)
        if (!entry.gone && entry.item.post_external_id == post_external_id) known.push_back(id);
    co_return known;
}

Task<Result<std::vector<models::Channel>>> MemoryInbox::authorised() {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    std::vector<models::Channel> all;
    for (const auto& [id, channel] : channels)
        if (channel.state == models::ChannelState::authorised) all.push_back(channel);
    co_return all;
}

Task<Result<std::map<std::string, std::string>>> MemoryInbox::cursors(std::string channel) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    co_return cursors_by_channel[channel];
}

Task<Result<models::Lease>> MemoryInbox::take_lease(std::string channel, std::string owner,
                                                    std::chrono::milliseconds length) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    if (before_lease) before_lease();
    auto& held = leases[channel];
    if (held.until > clock_.now() && held.owner != owner) co_return fail(ErrorKind::conflict, "held by " + held.owner);
    held.owner = owner;
    held.until = clock_.now() + length;
    ++held.fence;
    models::Lease lease;
    lease.channel_id = channel;
    lease.owner = owner;
    lease.fence = held.fence;
    lease.last_round_at = channels[channel].last_round_at;
    co_return lease;
}

Task<Result<void>> MemoryInbox::renew_lease(models::Lease lease, std::chrono::milliseconds length) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    if (!holds(lease)) co_return fail(ErrorKind::conflict, "lost");
    leases[lease.channel_id].until = clock_.now() + length;
    ++renewals;
    co_return Result<void>{};
}

Task<Result<void>> MemoryInbox::release_lease(models::Lease lease) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    if (holds(lease)) leases[lease.channel_id].until = clock_.now();
    co_return Result<void>{};
}

Task<Result<void>> MemoryInbox::report_health(models::HealthReport report) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    auto& channel = channels[report.channel_id];
    channel.health = report.health;
    channel.health_detail = report.detail;
    channel.health_until = report.until;
    channel.allowance = report.allowance;
    const bool read =
        report.health == models::ChannelHealth::reading || report.health == models::ChannelHealth::nothing_new;
    if (read) channel.last_read_at = channel.last_round_at = clock_.now();
    reports.push_back(std::move(report));
    co_return Result<void>{};
}

Task<Result<std::vector<models::Notice>>> MemoryInbox::notices(std::string channel) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    std::vector<models::Notice> found;
    for (const auto& [what, number] : noticed[channel]) found.push_back({what, number});
    co_return found;
}

Task<Result<void>> MemoryInbox::answer_notices(models::Lease lease, std::vector<models::Notice> notices) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    if (!holds(lease)) co_return fail(ErrorKind::conflict, "lost");
    auto& waiting = noticed[lease.channel_id];
    for (const auto& notice : notices)
        if (const auto found = waiting.find(notice.what); found != waiting.end() && found->second == notice.number)
            waiting.erase(found);
    channels[lease.channel_id].noticed = !waiting.empty();
    co_return Result<void>{};
}

Task<Result<void>> MemoryInbox::note(std::string channel, std::vector<std::string> what) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    const auto found = channels.find(channel);
    if (found == channels.end() || found->second.state != models::ChannelState::authorised)
        co_return fail(ErrorKind::rejected, "not authorised");
    for (auto& each : what) noticed[channel][std::move(each)] = ++notice_number_;
    found->second.noticed = !noticed[channel].empty();
    co_return Result<void>{};
}

Task<Result<ingest::SpendingBook::Spent>> MemoryInbox::spend(std::string network, std::string day, std::int64_t amount,
                                                             std::string since) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    auto& days = spent[network];
    days[day] += amount;
    Spent total;
    total.today = days[day];
    for (const auto& [each, cost] : days)
        if (each >= since && each <= day) total.since += cost;
    co_return total;
}

Task<Result<ingest::SilenceBook::Silences>> MemoryInbox::silences(std::string api) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    co_return silent[api];
}

Task<Result<void>> MemoryInbox::be_silent(std::string api, std::string account, Silence silence) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    auto& kept = silent[api][account];
    if (kept.until < silence.until) kept = std::move(silence);
    co_return Result<void>{};
}

Task<Result<std::optional<runtime::Time>>> MemoryInbox::last_subscribed(std::string channel) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    const auto found = subscriptions.find(channel);
    co_return found == subscriptions.end() ? std::nullopt : std::optional{found->second};
}

Task<Result<void>> MemoryInbox::subscribed(std::string channel, runtime::Time at) {
    if (down) co_return fail(ErrorKind::unreachable, "down");
    subscriptions[std::move(channel)] = at;
    co_return Result<void>{};
}

}  // namespace tests
