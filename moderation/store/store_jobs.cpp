#include "moderation/store/alert_args.hpp"
#include "moderation/store/item_fields.hpp"
#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

// A consumer that did not answer for this long is dead, and its jobs go to somebody else.
constexpr std::chrono::milliseconds kIdleMax{60'000};
constexpr std::size_t kReasonMax = 300;
constexpr std::size_t kResumedMax = 1000;  // far more than a consumer takes at once

bool known_stream(const std::string& stream) {
    return stream == "actions" || stream == "alerts" || stream == "posts" || stream == "pictures" ||
           stream == "picture_words";
}
runtime::Error no_stream() {
    return {ErrorKind::malformed, "There is no such stream of jobs."};
}

// [[id, [name, value...]]...]
std::vector<Job> jobs_from(const runtime::RedisReply& entries, const std::string& stream) {
    std::vector<Job> jobs;
    for (const auto& entry : entries.items) {
        if (entry.items.size() < 2 || entry.items[1].is_nil()) continue;  // deleted meanwhile
        Job job;
        job.stream = stream;
        job.entry = entry.items[0].text;
        for (auto& [name, value] : fields_of(entry.items[1])) job.fields.emplace(name, value);
        jobs.push_back(std::move(job));
    }
    return jobs;
}

void add_fields(std::vector<std::string>& args, const Job& job) {
    for (const auto& [name, value] : job.fields) {
        args.push_back(name);
        args.push_back(value);
    }
}

std::string field_of(const Job& job, const char* name) {
    const auto found = job.fields.find(name);
    return found == job.fields.end() ? std::string{} : found->second;
}

std::string subject_of(const Job& job) {
    for (const auto* kind : {"item", "alert", "post"})
        if (const auto id = field_of(job, kind); valid_id(id)) return std::string{kind} + ":" + id;
    return "jobs:" + job.stream;
}

}  // namespace

Task<Result<std::vector<Job>>> Store::take_over_jobs(std::string stream, std::string consumer, std::size_t limit) {
    const auto key = keys_.of("jobs", stream);
    runtime::RedisCommand claim{
        "XAUTOCLAIM",         key, "workers", consumer, std::to_string(kIdleMax.count()), "0-0", "COUNT",
        std::to_string(limit)};
    const auto claimed = co_await read(std::move(claim));
    if (!claimed) co_return tl::unexpected(claimed.error());
    auto jobs = claimed->items.size() < 2 ? std::vector<Job>{} : jobs_from(claimed->items[1], stream);
    if (jobs.empty()) co_return jobs;

    runtime::RedisCommand pending{
        "XPENDING", key, "workers", jobs.front().entry, jobs.back().entry, std::to_string(10 * limit), consumer};
    const auto counts = co_await read(std::move(pending));
    if (!counts) co_return tl::unexpected(counts.error());
    for (const auto& one : counts->items)
        for (auto& job : jobs)
            if (job.entry == text_at(one, 0)) job.deliveries = static_cast<int>(number_at(one, 3));
    co_return jobs;
}

// An alert's step may be finished although its job was not acknowledged: doing it again would bring the next step
// before its time.
Task<Result<std::vector<Job>>> Store::drop_stale_jobs(std::vector<Job> jobs) {
    std::vector<runtime::RedisCommand> commands;
    for (const auto& job : jobs) commands.push_back({"HGET", keys_.of("alert", field_of(job, "alert")), "step"});
    const auto steps = co_await redis_.pipeline(std::move(commands));
    if (!steps) co_return tl::unexpected(steps.error());
    std::vector<Job> due;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const auto stale = number_of(steps->at(i).text) > number_of(field_of(jobs[i], "step"));
        if (!stale) {
            due.push_back(std::move(jobs[i]));
            continue;
        }
        const auto done = co_await job_done(std::move(jobs[i]));
        if (!done) co_return tl::unexpected(done.error());
    }
    co_return due;
}

Task<Result<void>> Store::resume_jobs(std::string stream, std::string consumer) {
    if (!known_stream(stream)) co_return tl::unexpected(no_stream());
    const auto key = keys_.of("jobs", stream);
    runtime::RedisCommand ask{"XPENDING", key, "workers", "-", "+", std::to_string(kResumedMax), consumer};
    const auto pending = co_await read(std::move(ask));
    if (!pending) co_return tl::unexpected(pending.error());
    if (pending->items.empty()) co_return Result<void>{};
    // Made to look idle, so that they go the way of every job whose consumer died.
    runtime::RedisCommand claim{"XCLAIM", key, "workers", std::move(consumer), "0"};
    for (const auto& job : pending->items) claim.push_back(text_at(job, 0));
    for (auto& word : {std::string{"IDLE"}, std::to_string(kIdleMax.count()), std::string{"JUSTID"}})
        claim.push_back(word);
    const auto claimed = co_await read(std::move(claim));
    if (!claimed) co_return tl::unexpected(claimed.error());
    co_return Result<void>{};
}

Task<Result<std::vector<Job>>> Store::take_jobs(runtime::Redis& blocking, std::string stream, std::string consumer,
                                                std::size_t limit, std::chrono::milliseconds wait) {
    if (!known_stream(stream)) co_return tl::unexpected(no_stream());
    auto jobs = co_await take_over_jobs(stream, consumer, limit);
    if (!jobs) co_return jobs;
    std::vector<Job> alive;
    for (auto& job : *jobs) {
        if (job.deliveries <= kJobDeliveriesMax) {
            alive.push_back(std::move(job));
            continue;
        }
        // Whoever takes it dies of it.
        runtime::RedisCommand ask{"TIME"};
        const auto time = co_await read(std::move(ask));
        if (!time) co_return tl::unexpected(time.error());
        const auto now = runtime::from_ms(number_at(*time, 0) * 1000);
        const auto dead = co_await job_dead(std::move(job), "its worker stopped each time", now);
        if (!dead) co_return tl::unexpected(dead.error());
    }
    if (alive.empty()) {
        runtime::RedisCommand command{"XREADGROUP",        "GROUP", "workers",
                                      std::move(consumer), "COUNT", std::to_string(limit)};
        if (wait.count() > 0) {  // BLOCK 0 would wait for ever
            command.push_back("BLOCK");
            command.push_back(std::to_string(wait.count()));
        }
        for (auto& word : {std::string{"STREAMS"}, keys_.of("jobs", stream), std::string{">"}}) command.push_back(word);
        auto answer = co_await blocking.command(std::move(command));
        const auto got = checked(std::move(answer));
        if (!got) co_return tl::unexpected(got.error());
        if (!got->items.empty() && got->items[0].items.size() > 1) alive = jobs_from(got->items[0].items[1], stream);
    }
    if (stream != "alerts" || alive.empty()) co_return alive;
    co_return co_await drop_stale_jobs(std::move(alive));
}

Task<Result<void>> Store::job_done(Job job) {
    auto keys = keys_.job_streams();
    std::vector<std::string> args{std::move(job.stream), std::move(job.entry)};
    const auto done = co_await call("job_done", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<void>> Store::job_later(Job job, Time due, Time) {
    auto keys = keys_.job_streams();
    keys.push_back(keys_.of("jobs:delayed"));
    std::vector<std::string> args{job.stream, job.entry, ms(due)};
    add_fields(args, job);
    const auto done = co_await call("job_later", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<std::optional<models::Alert>>> Store::alarm_about(Job job) {
    std::optional<models::Alert> alarm;
    if (job.stream == "alerts") {
        const auto stuck = co_await alert(field_of(job, "alert"));
        if (!stuck && stuck.error().kind != ErrorKind::not_found) co_return tl::unexpected(stuck.error());
        constexpr std::string_view kKind = "nobody_reachable";
        if (stuck && stuck->state == models::AlertState::open && stuck->kind != kKind)
            alarm = models::draw_alert(std::string{kKind}, "alert:" + stuck->id, models::Severity::v4, stuck->barred);
        co_return alarm;
    }
    const auto id = field_of(job, "item");
    if (!valid_id(id) || job.stream == "pictures") co_return alarm;  // those come to people by the queue
    // Not the item itself: what cannot be unsealed may be why the job was given up.
    runtime::RedisCommand get{"HMGET", keys_.of("item", id), "severity", "barred", "assessment"};
    const auto item = co_await read(std::move(get));
    if (!item) co_return tl::unexpected(item.error());
    const auto known = models::severity_from(static_cast<int>(number_at(*item, 0))).value_or(models::Severity::v2);
    alarm = models::draw_alert("action_failed", "item:" + id, std::max(known, models::Severity::v2),
                               split(text_at(*item, 1)));
    alarm->matters = models::matters_of(unpack_assessment(text_at(*item, 2)));
    co_return alarm;
}

Task<Result<void>> Store::job_dead(Job job, std::string reason, Time now) {
    auto alarm = co_await alarm_about(job);
    if (!alarm) co_return tl::unexpected(alarm.error());
    if (*alarm) {
        const auto raised = co_await raise_alert(std::move(**alarm), now);
        if (!raised) co_return tl::unexpected(raised.error());
    }
    auto action = job.stream == "actions" ? field_of(job, "action") : std::string{};
    auto item = action.substr(0, action.find('.'));
    if (!valid_id(action) || item.empty()) action = item = {};
    if (job.stream == "pictures") {
        item = valid_id(field_of(job, "item")) ? field_of(job, "item") : std::string{};
        job.fields.erase("addresses");  // nobody fetches them any more
    }
    const bool words = job.stream == "picture_words";
    auto post = job.stream == "posts" || words ? field_of(job, "post") : std::string{};
    if (!valid_id(post)) post.clear();
    const auto about_post = models::draw_alert("post_failed", "post:" + post, models::Severity::v2);
    auto keys = keys_.common();
    keys_.add_item(keys, item);
    for (const auto* name : {"jobs:delayed", "jobs:dead", "jobs:posts", "jobs:pictures"})
        keys.push_back(keys_.of(name));
    keys_.add_post(keys, post, about_post.id);
    std::vector<std::string> args{job.stream, job.entry, reason.substr(0, kReasonMax), ms(now)};
    args.insert(args.end(), {std::move(action), std::move(item), subject_of(job), std::move(post)});
    args.insert(args.end(), {field_of(job, words ? "picture" : "channel"), field_of(job, "approval")});
    add_alert(args, about_post);
    add_fields(args, job);
    const auto done = co_await call("job_dead", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<std::size_t>> Store::move_due_jobs(Time now) {
    auto keys = keys_.job_streams();
    keys.push_back(keys_.of("jobs:delayed"));
    std::vector<std::string> args{ms(now)};
    const auto moved = co_await call("move_due_jobs", std::move(keys), std::move(args));
    if (!moved) co_return tl::unexpected(moved.error());
    co_return static_cast<std::size_t>(number_at(*moved, 1));
}

Task<Result<std::vector<Job>>> Store::dead_jobs(std::size_t limit) {
    runtime::RedisCommand range{"XREVRANGE", keys_.of("jobs:dead"), "+", "-", "COUNT", std::to_string(limit)};
    const auto found = co_await read(std::move(range));
    if (!found) co_return tl::unexpected(found.error());
    auto jobs = jobs_from(*found, "dead");
    for (auto& job : jobs)
        if (auto stream = field_of(job, "stream"); known_stream(stream)) job.stream = std::move(stream);
    co_return jobs;
}

Task<Result<std::vector<Job>>> Store::dead_jobs(Viewer viewer, std::size_t limit) {
    auto jobs = co_await dead_jobs(limit);
    if (!jobs) co_return jobs;
    std::vector<models::JournalEntry> entries;
    for (std::size_t i = 0; i < jobs->size(); ++i)
        entries.push_back({i, 0, "job.dead", "system:jobs", subject_of(jobs->at(i)), {}});
    const auto shown = co_await without_barred(std::move(entries), std::move(viewer));
    if (!shown) co_return tl::unexpected(shown.error());
    std::vector<Job> left;
    for (const auto& entry : *shown) left.push_back(std::move(jobs->at(entry.seq)));
    co_return left;
}

}  // namespace moderation
