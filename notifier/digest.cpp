#include "notifier/digest.hpp"

#include "config/runtime/crypto.hpp"

#include <algorithm>
#include <utility>

namespace notifier {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
    return std::to_string(number) + " " + std::string{number == 1 ? one : many};
}

bool by_digest(const config::Route& route) {
    return std::find(route.notify.begin(), route.notify.end(), config::Notify::digest) != route.notify.end();
}

bool school_day(config::Profile profile) {
    return profile != config::Profile::weekend && profile != config::Profile::holiday;
}

std::string without_trailing_slash(std::string_view url) {
    while (!url.empty() && url.back() == '/') url.remove_suffix(1);
    return std::string{url};
}

}  // namespace

Message digest_message(const Waiting& waiting, std::string_view public_url) {
    Message message;
    message.subject = "Gatehouse: " + counted(waiting.items, "item waits", "items wait");
    message.body = counted(waiting.items, "item waits", "items wait") + " on your list";
    if (waiting.alerts > 0) message.body += ", and " + counted(waiting.alerts, "alert", "alerts") + " to acknowledge";
    message.body += ".\nSign in to read them:\n\n" + without_trailing_slash(public_url) +
                    "/review\n\nThis message comes on each school day on which something waits.\n"
                    "Please do not answer it: nobody reads the answers.\n";
    return message;
}

Digest::Digest(Schedule& schedule, WaitingLists& lists, Courier& courier, const config::People& people,
               const config::Calendar& calendar, const config::RoutingTable& routing, DigestSettings settings,
               runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics)
    : schedule_{schedule},
      lists_{lists},
      courier_{courier},
      people_{people},
      calendar_{calendar},
      routing_{routing},
      settings_{std::move(settings)},
      clock_{clock},
      log_{log},
      sent_{metrics.counter("gatehouse_digests_total", "Daily messages about what waits")} {}

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
    if (now < next_try_ || !school_day(calendar_.profile(now))) co_return std::size_t{0};
    const std::string name{kName};
    const auto last = co_await schedule_.last_run(name);
    if (!last) co_return tl::unexpected{last.error()};
    const auto since = last->value_or(now - std::chrono::hours{24});
    if (calendar_.next_local(since, settings_.time) > now) co_return std::size_t{0};
    const auto day = calendar_.local(now).substr(0, 10);
    std::size_t sent = 0;
    for (const auto* person : readers(now)) {
        if (done_.contains(person->id)) continue;
        const auto told = co_await send(person, day);
        if (!told) {
            next_try_ = now + kRetry;
            co_return tl::unexpected{told.error()};
        }
        done_.insert(person->id);
        sent += *told ? 1 : 0;
    }
    const auto data = "{\"messages\":" + std::to_string(sent) + "}";
    const auto recorded = co_await schedule_.ran(name, now, data);
    if (!recorded) co_return tl::unexpected{recorded.error()};
    done_.clear();
    co_return sent;
}

Task<Result<bool>> Digest::send(const config::Person* person, std::string day) {
    const auto waiting = co_await lists_.waiting(person->id);
    if (!waiting) co_return tl::unexpected{waiting.error()};
    if (waiting->items == 0) co_return false;
    auto message = digest_message(*waiting, settings_.public_url);
    message.to = person->email;
    message.id = runtime::id_of(std::string{kName} + "|" + day + "|" + person->id);
    const auto delivered = co_await courier_.deliver(std::move(message));
    if (delivered) {
        sent_.add();
        co_return true;
    }
    log_.warning("digest", "message not delivered",
                 {{"person", person->id}, {"kind", to_string(delivered.error().kind)}});
    if (delivered.error().kind == ErrorKind::rejected) co_return false;
    co_return tl::unexpected{delivered.error()};
}

}  // namespace notifier
