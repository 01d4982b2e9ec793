#include "notifier/alert_notifier.hpp"

#include "notifier/alert_mail.hpp"

#include <algorithm>
#include <utility>

namespace notifier {

namespace {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

constexpr std::string_view kNobodyReachable = "nobody_reachable";
constexpr std::string_view kTeamMailbox = "team";  ///< in message ids, where a person stands otherwise

bool holds(const std::vector<std::string>& list, const std::string& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool about_a_connection(const models::Alert& alert) {
    return alert.kind.starts_with("connection_") || alert.kind == "permission_missing";
}

/// Those who can connect a channel again hear of it first; the head, who answers for the channel, with them.
const config::Route kConnections{.recipients = {config::Recipient::it, config::Recipient::ht}};

/// What a colleague passed on is for the safeguarding team, whatever the machine saw in it.
const config::Route kPassedOn{.recipients = {config::Recipient::dsl}};
/// Whoever broke the glass is barred; about a head it is the chair who hears of it beside the safeguarding lead.
const config::Route kBrokenGlass{.recipients = {config::Recipient::ht, config::Recipient::dsl}};
/// What the school wanted to say and did not; and what was said without a second colleague.
const config::Route kPosts{.recipients = {config::Recipient::comms}};
/// Whoever publishes can take it down; why it has to come down is the safeguarding team's to know.
const config::Route kTakeDown{.recipients = {config::Recipient::comms, config::Recipient::dsl}};
/// Whoever of them is there first agrees, and the others know; they see what a network refused, too.
const config::Route kRecall{.recipients = {config::Recipient::ht, config::Recipient::dsl, config::Recipient::slt}};
const config::Route kSaidAlone{.recipients = {config::Recipient::ht, config::Recipient::slt}};
/// Somebody has to find out, and to stand in.
const config::Route kPresumedAbsent{.recipients = {config::Recipient::slt}};

}  // namespace

AlertNotifier::AlertNotifier(AlertBook& book, Courier& courier, const config::People& people,
                             const config::Calendar& calendar, const config::RoutingTable& routing,
                             AlertSettings settings, runtime::Clock& clock, runtime::Log& log,
                             runtime::Metrics& metrics)
    : book_{book},
      courier_{courier},
      people_{people},
      calendar_{calendar},
      routing_{routing},
      settings_{std::move(settings)},
      plan_{calendar, settings_},
      clock_{clock},
      log_{log},
      told_{metrics.counter("gatehouse_alert_messages_total", "Messages about alerts", {{"outcome", "accepted"}})},
      refused_{metrics.counter("gatehouse_alert_messages_total", "Messages about alerts", {{"outcome", "refused"}})},
      not_through_{metrics.counter("gatehouse_alert_messages_total", "Messages about alerts", {{"outcome", "failed"}})},
      exhausted_{metrics.counter("gatehouse_alerts_exhausted_total", "Alerts that nobody acknowledged")},
      first_told_{metrics.histogram("gatehouse_alert_first_told_seconds",
                                    "From raising an alert to the first message a mail server accepted")} {}

Task<void> AlertNotifier::run() {
    bool interrupted = true;  // by the end of whoever did this before
    for (;;) {
        Result<void> going;
        if (interrupted) going = co_await book_.resume();
        while (going) {
            interrupted = false;
            going = co_await work_once();
        }
        interrupted = interrupted || going.error().kind == ErrorKind::unreachable;
        log_.warning("alerts", "no jobs to be had", {{"reason", going.error().message}});
        co_await clock_.sleep_for(kRest);
    }
}

Task<Result<void>> AlertNotifier::work_once() {
    auto jobs = co_await book_.due(kJobsAtOnce, kWait);
    if (!jobs) co_return tl::unexpected{jobs.error()};
    Result<void> all;
    for (auto& job : *jobs) {
        const auto alert = job.alert;
        const auto done = co_await step(std::move(job));
        if (done) continue;
        log_.warning("alerts", "the step comes again", {{"alert", alert}, {"reason", done.error().message}});
        if (done.error().kind == ErrorKind::unreachable) all = tl::unexpected{done.error()};
    }
    co_return all;
}

Task<Result<void>> AlertNotifier::step(AlertJob job) {
    auto alert = co_await book_.load(job.alert);
    const bool gone = !alert && alert.error().kind == ErrorKind::not_found;
    if (!alert && !gone) co_return tl::unexpected{alert.error()};
    if (gone || alert->state != models::AlertState::open) {
        failures_.erase(job.alert);
        co_return co_await book_.job_done(std::move(job));
    }
    const auto now = clock_.now();
    if (!plan_.may_tell(*alert, now)) co_return co_await book_.job_later(std::move(job), plan_.opening(now));

    auto ladder = ladder_of(*alert, now);
    if (ladder.nobody || ladder.steps.empty()) co_return co_await nobody(std::move(job), std::move(*alert));
    if (alert->step >= plan_.steps(*alert, ladder.steps.size()))
        co_return co_await exhausted(std::move(job), std::move(*alert));
    co_return co_await tell_step(std::move(job), std::move(*alert), std::move(ladder));
}

config::Recipients AlertNotifier::ladder_of(const models::Alert& alert, runtime::Time now) const {
    auto ladder = roles_for(alert, now);
    std::vector<const config::Person*> first;
    for (const auto& id : alert.concerned) {
        const auto* person = people_.find(id);
        const bool works_here = person != nullptr && !people_.roles_of(id, now).empty();
        if (works_here && !holds(alert.barred, id)) first.push_back(person);
    }
    if (first.empty()) return ladder;
    ladder.nobody = false;
    if (ladder.steps.empty()) ladder.steps.emplace_back();
    auto& step = ladder.steps.front();
    for (const auto* person : step)
        if (!holds(alert.concerned, person->id)) first.push_back(person);
    step = std::move(first);
    return ladder;
}

config::Recipients AlertNotifier::roles_for(const models::Alert& alert, runtime::Time now) const {
    const config::Subject subject{alert.barred};
    if (about_a_connection(alert)) return config::recipients(kConnections, subject, people_, now);
    if (alert.kind == "presumed_absent") return config::recipients(kPresumedAbsent, subject, people_, now);
    if (alert.kind == "account_details_read") return config::recipients(kBrokenGlass, subject, people_, now);
    if (alert.kind == "recall_proposed" || alert.kind == "recall_refused")
        return config::recipients(kRecall, subject, people_, now);
    if (alert.kind == "post_take_down") return config::recipients(kTakeDown, subject, people_, now);
    if (alert.kind == "post_failed") return config::recipients(kPosts, subject, people_, now);
    if (alert.kind == "post_alone" || alert.kind == "posted_elsewhere")
        return config::recipients(kSaidAlone, subject, people_, now);
    if (alert.kind == kEscalated) return config::recipients(kPassedOn, subject, people_, now);
    const auto row = routing_.united(models::cells_of(alert.matters));
    return row.recipients.empty() ? config::leaders(subject, people_, now)
                                  : config::recipients(row, subject, people_, now);
}

/// In the first round nobody hears of the alert twice; later rounds remind everybody. Where all of a step are thought
/// to be away, those of the next one hear of it at the same time.
std::vector<const config::Person*> AlertNotifier::still_to_tell(const models::Alert& alert,
                                                                const config::Recipients& ladder,
                                                                const std::vector<std::string>& away) const {
    const auto first = static_cast<std::size_t>(alert.step);
    const bool first_round = first < ladder.steps.size();
    std::vector<const config::Person*> people;
    bool somebody_there = false;
    for (auto at = first; !somebody_there && at < first + ladder.steps.size(); ++at) {
        for (const auto* person : ladder.steps[at % ladder.steps.size()]) {
            somebody_there = somebody_there || !holds(away, person->id);
            const bool told = holds(alert.told_this_step, person->id) || (first_round && holds(alert.told, person->id));
            if (!told) people.push_back(person);
        }
    }
    return people;
}

Task<Result<void>> AlertNotifier::tell_step(AlertJob job, models::Alert alert, config::Recipients ladder) {
    // Once, and before anybody: a mail server that fails for one of them must not keep it from the team.
    if (alert.step == 0 && alert.told_this_step.empty() && !failures_.contains(alert.id)) co_await tell_mailbox(alert);
    const auto away = co_await book_.presumed_absent();
    if (!away) co_return tl::unexpected{away.error()};
    const auto people = still_to_tell(alert, ladder, *away);
    const auto tally = co_await tell(alert, people);
    if (!tally) co_return tl::unexpected{tally.error()};
    if (tally->moved_on) co_return co_await book_.job_done(std::move(job));

    const bool somebody_told = tally->told > 0 || !alert.told_this_step.empty();
    if (tally->not_through > 0) {
        const int failures = ++failures_[alert.id];
        if (failures >= kFailuresBeforeAlarm && !somebody_told) {
            const auto raised = co_await raise_nobody_reachable(alert, "the messages do not get through");
            if (!raised) co_return tl::unexpected{raised.error()};
        }
        // Whoever was told has their time all the same; the others are waited for only so long.
        if (failures < kFailuresBeforeAlarm || !somebody_told) {
            const auto due = clock_.now() + EscalationPlan::retry_after(failures);
            co_return co_await book_.job_later(std::move(job), due);
        }
    }
    failures_.erase(alert.id);
    auto next = clock_.now();
    if (somebody_told) {
        next = plan_.next(alert, alert.step, ladder.steps.size(), clock_.now());
        const auto wanted = alert.step == 0 ? answer_by(alert, clock_.now()) : std::nullopt;
        if (wanted) next = std::min(next, *wanted);
    } else if (!people.empty()) {
        const auto raised = co_await raise_nobody_reachable(alert, "nobody of this step has an address that works");
        if (!raised) co_return tl::unexpected{raised.error()};
    }
    co_return co_await finish_step(std::move(job), std::move(alert), next);
}

Task<Result<AlertNotifier::Tally>> AlertNotifier::tell(models::Alert alert, std::vector<const config::Person*> people) {
    Tally tally;
    for (const auto* person : people) {
        if (person != people.front()) {
            // A mail server can take its time: somebody may have acknowledged meanwhile.
            const auto now_is = co_await book_.load(alert.id);
            tally.moved_on = now_is && now_is->state != models::AlertState::open;
            if (tally.moved_on) break;
        }
        auto message = alert_message(fields_of(alert), settings_.public_url);
        message.to = person->email;
        message.id = message_id(alert.id, alert.step, person->id);
        const auto delivered = co_await courier_.deliver(std::move(message));
        if (!delivered) {
            const bool for_good = delivered.error().kind == ErrorKind::rejected;
            ++(for_good ? tally.refused : tally.not_through);
            (for_good ? refused_ : not_through_).add();
            log_.warning("alerts", "message not delivered",
                         {{"alert", alert.id},
                          {"step", alert.step},
                          {"person", person->id},
                          {"kind", to_string(delivered.error().kind)},
                          {"reason", delivered.error().message}});
            continue;
        }
        const auto recorded = co_await book_.told(alert.id, alert.step, person->id);
        if (!recorded) co_return tl::unexpected{recorded.error()};
        if (alert.told.empty() && tally.told == 0)
            first_told_.observe(std::chrono::duration<double>(clock_.now() - alert.raised_at).count());
        ++tally.told;
        told_.add();
        log_.info("alerts", "told", {{"alert", alert.id}, {"step", alert.step}, {"person", person->id}});
    }
    co_return tally;
}

std::optional<runtime::Time> AlertNotifier::answer_by(const models::Alert& alert, runtime::Time now) const {
    std::optional<runtime::Time> by;
    for (const auto& [category, severity] : models::cells_of(alert.matters)) {
        const auto* row = routing_.find(category, severity);
        if (row == nullptr || !row->acknowledge) continue;
        const auto due = config::due(*row->acknowledge, severity, calendar_, now);
        by = by ? std::min(*by, due) : due;
    }
    return by;
}

Task<void> AlertNotifier::tell_mailbox(models::Alert alert) {
    const auto visibility = routing_.united(models::cells_of(alert.matters)).visibility;
    const bool kept_close = visibility == "cm" || visibility == "gov" || !alert.barred.empty();
    if (settings_.team_mailbox.empty() || kept_close) co_return;
    auto message = alert_message(fields_of(alert), settings_.public_url);
    message.to = settings_.team_mailbox;
    message.id = message_id(alert.id, alert.step, kTeamMailbox);
    const auto delivered = co_await courier_.deliver(std::move(message));
    if (!delivered)
        log_.warning("alerts", "the team's mailbox was not reached",
                     {{"alert", alert.id}, {"kind", to_string(delivered.error().kind)}});
}

Task<Result<void>> AlertNotifier::finish_step(AlertJob job, models::Alert alert, std::optional<runtime::Time> next) {
    const auto done = co_await book_.step_done(alert.id, alert.step, next);
    if (!done && done.error().kind != ErrorKind::conflict) co_return tl::unexpected{done.error()};
    co_return co_await book_.job_done(std::move(job));
}

Task<Result<void>> AlertNotifier::exhausted(AlertJob job, models::Alert alert) {
    const auto raised = co_await raise_nobody_reachable(alert, "everybody was told and nobody acknowledged");
    if (!raised) co_return tl::unexpected{raised.error()};
    exhausted_.add();
    co_return co_await finish_step(std::move(job), std::move(alert), std::nullopt);
}

Task<Result<void>> AlertNotifier::nobody(AlertJob job, models::Alert alert) {
    const auto raised = co_await raise_nobody_reachable(std::move(alert), "nobody may be told of it");
    if (!raised) co_return tl::unexpected{raised.error()};
    co_return co_await book_.job_later(std::move(job), clock_.now() + kNobodyRetry);
}

Task<Result<void>> AlertNotifier::raise_nobody_reachable(models::Alert about, std::string why) {
    log_.error("alerts", "nobody reachable", {{"alert", about.id}, {"kind", about.kind}, {"reason", why}});
    if (about.kind == kNobodyReachable) co_return Result<void>{};
    auto alarm =
        models::draw_alert(std::string{kNobodyReachable}, "alert:" + about.id, models::Severity::v4, about.barred);
    const auto raised = co_await book_.raise(std::move(alarm));
    if (!raised) co_return tl::unexpected{raised.error()};
    co_return Result<void>{};
}

}  // namespace notifier
