#include "models/domain/subject.hpp"
#include "moderation/store/alert_args.hpp"
#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"
#include "moderation/store/viewing.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

constexpr std::size_t kOpenMax = 500;  ///< alerts that a page shows

runtime::Error no_alert() {
    return {ErrorKind::not_found, "There is no such alert."};
}

// The id of the item that it is about; empty when it is about something else.
std::string item_of(std::string_view subject) {
    auto id = models::id_in(subject, "item");
    return valid_id(id) ? id : std::string{};
}

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

models::Alert alert_from(const std::string& id, const Fields& fields) {
    models::Alert alert;
    alert.id = id;
    alert.reference = field(fields, "reference");
    alert.kind = field(fields, "kind");
    alert.subject = field(fields, "subject");
    alert.matters = matters_from(field(fields, "matters"));
    alert.severity =
        models::severity_from(static_cast<int>(number_field(fields, "severity"))).value_or(models::Severity::v0);
    alert.barred = split(field(fields, "barred"));
    alert.concerned = split(field(fields, "concerned"));
    alert.raised_at = runtime::from_ms(number_field(fields, "raised_at"));
    alert.state = models::alert_state_from(field(fields, "state")).value_or(models::AlertState::open);
    alert.step = static_cast<int>(number_field(fields, "step"));
    alert.told = split(field(fields, "told"));
    alert.told_this_step = split(field(fields, "told_step"));
    alert.acknowledged_by = field(fields, "ack_by");
    alert.acknowledged_at = time_field(fields, "ack_at");
    return alert;
}

// Whether the person may know of it, given visibility and barred people of the item it is about.
bool may_know(const Viewer& viewer, const models::Alert& alert, const runtime::RedisReply& item) {
    if (viewer.person.empty() || contains(alert.barred, viewer.person)) return false;
    const bool listed = alert.kind == models::kListedPicture;
    const auto visibility = listed ? models::Visibility::dsl : models::visibility_from(text_at(item, 0));
    if (!visibility) return true;  // not about an item
    if (contains(split(text_at(item, 1)), viewer.person)) return false;
    if (contains(alert.told, viewer.person)) return true;
    return std::find(viewer.sees.begin(), viewer.sees.end(), *visibility) != viewer.sees.end();
}

}  // namespace

Task<Result<Store::Reply>> Store::alert_call(std::string function, std::string id, std::string subject,
                                             std::vector<std::string> args) {
    const auto item = item_of(subject);
    auto keys = keys_.common();
    keys.push_back(keys_.of("alert", id));
    keys.push_back(keys_.of("jobs:delayed"));
    for (const auto* kind : {"item", "acts", "hist"}) keys.push_back(keys_.of(kind, item));
    keys.push_back(keys_.of("missed"));
    co_return co_await call(std::move(function), std::move(keys), std::move(args));
}

Task<Result<bool>> Store::raise_alert(models::Alert alert, Time now) {
    if (!acceptable(alert)) co_return runtime::fail(ErrorKind::malformed, "The alert makes no sense.");
    std::vector<std::string> args{ms(now)};
    add_alert(args, alert);
    const auto raised =
        co_await alert_call("raise_alert", std::move(alert.id), std::move(alert.subject), std::move(args));
    if (!raised) co_return tl::unexpected(raised.error());
    co_return number_at(*raised, 1) == 1;
}

Task<Result<std::vector<std::string>>> Store::overdue_hides(Time now, std::size_t limit) {
    runtime::RedisCommand range{"ZRANGE", keys_.of("hides:unreviewed"), "-inf", ms(now), "BYSCORE", "LIMIT",
                                "0",      std::to_string(limit)};
    const auto found = co_await read(std::move(range));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::string> ids;
    for (const auto& id : found->items) ids.push_back(id.text);
    co_return ids;
}

Task<Result<bool>> Store::raise_unreviewed_hide(models::Alert alert, Time now) {
    if (!acceptable(alert)) co_return runtime::fail(ErrorKind::malformed, "The alert makes no sense.");
    std::vector<std::string> args{ms(now), item_of(alert.subject)};
    add_alert(args, alert);
    const auto raised =
        co_await alert_call("unreviewed_hide", std::move(alert.id), std::move(alert.subject), std::move(args));
    if (!raised) co_return tl::unexpected(raised.error());
    co_return number_at(*raised, 1) == 1;
}

Task<Result<models::Alert>> Store::alert(std::string id) {
    if (!valid_id(id)) co_return tl::unexpected(no_alert());
    runtime::RedisCommand get{"HGETALL", keys_.of("alert", id)};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    if (found->items.empty()) co_return tl::unexpected(no_alert());
    auto alert = alert_from(id, fields_of(*found));
    const auto barred = co_await barred_now(alert.subject);
    if (!barred) co_return tl::unexpected(barred.error());
    for (const auto& person : *barred)
        if (!contains(alert.barred, person)) alert.barred.push_back(person);
    co_return alert;
}

Task<Result<std::vector<std::string>>> Store::barred_now(std::string subject) {
    // "nobody could be reached" is about another alert, and so about that one's item.
    const auto alert = models::id_in(subject, "alert");
    if (!alert.empty()) {
        runtime::RedisCommand get{"HGET", keys_.of("alert", alert), "subject"};
        const auto about = co_await read(std::move(get));
        if (!about) co_return tl::unexpected(about.error());
        subject = about->text;
    }
    runtime::RedisCommand get{"HGET", keys_.of("item", item_of(subject)), "barred"};
    const auto barred = co_await read(std::move(get));
    if (!barred) co_return tl::unexpected(barred.error());
    co_return split(barred->text);
}

Task<Result<models::Alert>> Store::alert(Viewer viewer, std::string id) {
    auto found = co_await alert(std::move(id));
    if (!found) co_return found;
    runtime::RedisCommand get{"HMGET", keys_.of("item", item_of(found->subject)), "visibility", "barred"};
    const auto item = co_await read(std::move(get));
    if (!item) co_return tl::unexpected(item.error());
    if (!may_know(viewer, *found, *item)) co_return tl::unexpected(no_alert());
    co_return found;
}

Task<Result<std::vector<models::Alert>>> Store::open_alerts(Viewer viewer) {
    std::vector<models::Alert> alerts;
    runtime::RedisCommand range{"ZRANGE", keys_.of("alerts:open"), "0", std::to_string(kOpenMax - 1), "REV"};
    const auto ids = co_await read(std::move(range));
    if (!ids) co_return tl::unexpected(ids.error());
    if (ids->items.empty()) co_return alerts;
    std::vector<runtime::RedisCommand> commands;
    for (const auto& id : ids->items) commands.push_back({"HGETALL", keys_.of("alert", id.text)});
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<runtime::RedisCommand> about;
    for (std::size_t i = 0; i < found->size(); ++i) {
        if (found->at(i).is_error()) co_return runtime::fail(ErrorKind::unavailable, "Redis: " + found->at(i).text);
        alerts.push_back(alert_from(ids->items[i].text, fields_of(found->at(i))));
        about.push_back({"HMGET", keys_.of("item", item_of(alerts.back().subject)), "visibility", "barred"});
    }
    const auto items = co_await redis_.pipeline(std::move(about));
    if (!items) co_return tl::unexpected(items.error());
    std::vector<models::Alert> known;
    for (std::size_t i = 0; i < alerts.size(); ++i)
        if (may_know(viewer, alerts[i], items->at(i))) known.push_back(std::move(alerts[i]));
    co_return known;
}

Task<Result<void>> Store::alert_told(std::string id, int step, std::string person, Time now) {
    const auto before = co_await alert(id);  // what it is about never changes
    if (!before) co_return tl::unexpected(before.error());
    if (!valid_id(person)) co_return runtime::fail(ErrorKind::malformed, "People are told, and people have ids.");
    std::vector<std::string> args{id, item_of(before->subject), std::to_string(step), std::move(person), ms(now)};
    const auto told = co_await alert_call("alert_told", std::move(id), before->subject, std::move(args));
    if (!told) co_return tl::unexpected(told.error());
    co_return Result<void>{};
}

Task<Result<void>> Store::alert_step_done(std::string id, int step, std::optional<Time> next, Time now) {
    const auto before = co_await alert(id);
    if (!before) co_return tl::unexpected(before.error());
    std::vector<std::string> args{id,      item_of(before->subject),  std::to_string(step), ms(next),
                                  ms(now), std::to_string(kMissedMax)};
    const auto done = co_await alert_call("alert_step_done", std::move(id), before->subject, std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    for (std::size_t i = 1; i < done->items.size(); ++i) {
        auto absent = models::draw_alert("presumed_absent", "person:" + text_at(*done, i), models::Severity::v2);
        const auto raised = co_await raise_alert(std::move(absent), now);
        if (!raised) co_return tl::unexpected(raised.error());
    }
    co_return Result<void>{};
}

Task<Result<std::vector<std::string>>> Store::presumed_absent() {
    runtime::RedisCommand get{"HGETALL", keys_.of("missed")};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<std::string> people;
    for (const auto& [person, missed] : fields_of(*found))
        if (number_of(missed) >= kMissedMax) people.push_back(person);
    co_return people;
}

Task<Result<models::Alert>> Store::acknowledge_alert(Viewer viewer, std::string id, Time now) {
    const auto before = co_await alert(id);
    if (!before) co_return tl::unexpected(before.error());
    std::vector<std::string> args{id, item_of(before->subject), viewer.person, seen_by(viewer), ms(now)};
    const auto done = co_await alert_call("acknowledge_alert", id, before->subject, std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return co_await alert(std::move(id));
}

}  // namespace moderation
