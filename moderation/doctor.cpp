#include "moderation/doctor.hpp"

#include "moderation/doctor_redis.hpp"
#include "moderation/school_data.hpp"

#include <optional>
#include <utility>

namespace moderation {

namespace {

using config::Findings;
using config::fine;
using config::warning;
using config::wrong;
using runtime::Task;

constexpr std::size_t kDeadShown = 1000;
constexpr std::chrono::minutes kClocksApart{1};  ///< several machines may write the journal

Task<void> examine_sign_ins(Store& store, const config::People& people, runtime::Time now, Findings& findings) {
    const auto before = findings.size();
    for (const auto& person : people.all()) {
        if (people.roles_of(person.id, now).empty()) continue;
        const auto user = co_await store.user(person.id);
        if (user) continue;
        if (user.error().kind != runtime::ErrorKind::not_found) {
            findings.push_back(wrong("the sign-ins cannot be read: " + user.error().message, "look at Redis"));
            co_return;
        }
        findings.push_back(warning("person `" + person.id + "` has no sign-in", "gatehouse user add " + person.id));
    }
    if (findings.size() == before) findings.push_back(fine("everybody with a role has a sign-in"));
}

Task<void> examine_dead_letters(Store& store, Findings& findings) {
    const auto dead = co_await store.dead_jobs(kDeadShown);
    if (!dead)
        findings.push_back(wrong("the dead letters cannot be read: " + dead.error().message, "look at Redis"));
    else if (!dead->empty())
        findings.push_back(warning(std::to_string(dead->size()) + " jobs were given up",
                                   "look at the page /given-up, behind the journal: it says what, and why"));
    else
        findings.push_back(fine("no job was given up"));
}

Task<void> examine_clock(Store& store, runtime::Time now, Findings& findings) {
    const Viewer nobody;
    const auto newest = co_await store.journal_page(nobody, 0, 1);
    if (!newest) {
        findings.push_back(wrong("the journal cannot be read: " + newest.error().message, "look at Redis"));
        co_return;
    }
    const auto ahead = newest->empty() ? std::chrono::milliseconds{0}
                                       : std::chrono::milliseconds{newest->front().at_ms - runtime::to_ms(now)};
    if (ahead > kClocksApart)
        findings.push_back(wrong("the newest journal entry is " +
                                     std::to_string(std::chrono::duration_cast<std::chrono::minutes>(ahead).count()) +
                                     " minutes in the future",
                                 "set the clock of this machine, and let it be set by NTP"));
    else
        findings.push_back(fine("the clock is not behind the journal"));
}

Task<std::vector<models::ConnectedChannel>> channels_of(SchoolData& data, Findings& findings) {
    std::vector<models::ConnectedChannel> found;
    auto channels = co_await data.store().channels();
    if (!channels) {
        findings.push_back(wrong("the channels cannot be read: " + channels.error().message, "look at Redis"));
        co_return found;
    }
    if (channels->empty())
        findings.push_back(warning("there is no channel", "propose one: gatehouse channel propose, or on its page"));
    for (auto& channel : *channels) {
        auto connection = co_await data.connections().connection(channel.id);
        if (!connection) {
            findings.push_back(wrong("channel " + channel.id + ": what opens it cannot be unsealed",
                                     "restore keys/content.key from the backup, or connect the channel again"));
            continue;
        }
        found.push_back(models::ConnectedChannel{std::move(channel), std::move(*connection)});
    }
    co_return found;
}

}  // namespace

Task<std::vector<models::ConnectedChannel>> examine_store(boost::asio::any_io_executor executor,
                                                          const config::Settings& settings,
                                                          const config::People& people, runtime::Time now,
                                                          runtime::Log& log, Findings& findings) {
    std::vector<models::ConnectedChannel> none;
    std::optional<SchoolData> data;
    try {
        data.emplace(executor, settings, log);
    } catch (const std::exception& failure) {
        findings.push_back(wrong("the data cannot be opened", failure.what()));
        co_return none;
    }
    const bool reached = co_await examine_redis(data->redis(), findings);
    if (!reached) co_return none;
    auto& store = data->store();
    const auto started = co_await data->start(now);
    if (!started && started.error().kind == runtime::ErrorKind::conflict) {
        findings.push_back(wrong("Redis is not the one that held the data of this directory", started.error().message));
        co_return none;
    }
    if (!started) {
        findings.push_back(wrong("the store does not start", started.error().message));
        co_return none;
    }
    findings.push_back(fine("the store starts: schema " + std::to_string(Store::kSchemaVersion)));
    findings.push_back(fine("Redis holds the data of this directory"));
    co_await examine_sign_ins(store, people, now, findings);
    co_await examine_dead_letters(store, findings);
    co_await examine_clock(store, now, findings);
    co_return co_await channels_of(*data, findings);
}

}  // namespace moderation
