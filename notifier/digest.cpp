#include "notifier/digest.hpp"

#include "config/counted.hpp"
#include "config/policy/recipients.hpp"
#include "config/runtime/crypto.hpp"

#include <algorithm>
#include <utility>

namespace notifier {

using runtime::Result;
using runtime::Task;

namespace {

bool by_digest(const config::Route& route) {
    return std::find(route.notify.begin(), route.notify.end(), config::Notify::digest) != route.notify.end();
}

bool school_day(config::Profile profile) {
    return profile != config::Profile::weekend && profile != config::Profile::holiday;
}

}  // namespace

Message digest_message(const Waiting& waiting, std::string_view public_url) {
    Message message;
    message.subject = "Gatehouse: " + config::counted(waiting.items, "item waits", "items wait");
    message.body = config::counted(waiting.items, "item waits", "items wait") + " on your list";
    if (waiting.alerts > 0)
        message.body += ", and " + config::counted(waiting.alerts, "alert", "alerts") + " to acknowledge";
    message.body += ".\nSign in to read them:\n\n" + std::string{public_url} +
                    "/review\n\nThis message comes on each school day on which something waits.\n"
                    "Please do not answer it: nobody reads the answers.\n";
    return message;
}

Digest::Digest(Schedule& schedule, WaitingLists& lists, Courier& courier, const config::People& people,
               const config::Calendar& calendar, const config::RoutingTable& routing, DigestSettings settings,
               runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics)
    : schedule_{schedule},
      lists_{lists},
      people_{people},
      calendar_{calendar},
      routing_{routing},
      settings_{std::move(settings)},
      clock_{clock},
      log_{log},
      sent_{metrics.counter("gatehouse_digests_total", "Daily messages about what waits")},
      round_{"digest", courier, clock, log} {}

Task<void> Digest::run() {
    for (;;) {
        const auto sent = co_await step();
        if (!sent) log_.warning("digest", "comes again", {{"reason", sent.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

std::vector<const config::Person*> Digest::readers(runtime::Time now) const {
    std::vector<const config::Person*> readers;
    for (const auto& route : routing_.all()) {
        if (!by_digest(route)) continue;
        const auto ladder = config::recipients(route, {}, people_, now);
        if (ladder.steps.empty()) continue;
        for (const auto* person : ladder.steps.front())
            if (std::find(readers.begin(), readers.end(), person) == readers.end()) readers.push_back(person);
    }
    return readers;
}

Task<Result<std::size_t>> Digest::step() {
    const auto now = clock_.now();
    if (round_.rests() || !school_day(calendar_.profile(now))) co_return std::size_t{0};
    const std::string name{kName};
    const auto last = co_await schedule_.last_run(name);
    if (!last) co_return tl::unexpected{last.error()};
    const auto since = last->value_or(now - std::chrono::hours{24});
    if (calendar_.next_local(since, settings_.time) > now) co_return std::size_t{0};
    const auto day = calendar_.local(now).substr(0, 10);
    std::size_t sent = 0;
    for (const auto* person : readers(now)) {
        const auto told = co_await send(person, day);
        if (!told) co_return tl::unexpected{told.error()};
        sent += *told ? 1 : 0;
    }
    const auto data = "{\"messages\":" + std::to_string(sent) + "}";
    const auto recorded = co_await schedule_.ran(name, now, data);
    if (!recorded) co_return tl::unexpected{recorded.error()};
    round_.end();
    co_return sent;
}

Task<Result<bool>> Digest::send(const config::Person* person, std::string day) {
    const auto waiting = co_await lists_.waiting(person->id);
    if (!waiting) co_return tl::unexpected{waiting.error()};
    if (waiting->items == 0) co_return false;
    auto message = digest_message(*waiting, settings_.public_url);
    message.id = runtime::id_of(std::string{kName} + "|" + day + "|" + person->id);
    const auto delivered = co_await round_.deliver(person, std::move(message));
    if (delivered && *delivered) sent_.add();
    co_return delivered;
}

}  // namespace notifier
