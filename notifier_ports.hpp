#pragma once

#include "config/runtime/clock.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/store.hpp"
#include "moderation/web/visit.hpp"
#include "notifier/ports.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What moderation provides to those who tell people, in their words. References outlive the ports.
namespace ports {

class StoreAlerts final : public notifier::AlertBook, public notifier::Schedule {
  public:
    StoreAlerts(moderation::Store& store, runtime::Redis& blocking, std::string consumer, runtime::Clock& clock)
        : store_{store}, blocking_{blocking}, consumer_{std::move(consumer)}, clock_{clock} {}
    runtime::Task<runtime::Result<void>> resume() override { return store_.resume_jobs("alerts", consumer_); }
    runtime::Task<runtime::Result<std::vector<notifier::AlertJob>>> due(std::size_t limit,
                                                                        std::chrono::milliseconds wait) override {
        const auto jobs = co_await store_.take_jobs(blocking_, "alerts", consumer_, limit, wait);
        if (!jobs) co_return tl::unexpected(jobs.error());
        std::vector<notifier::AlertJob> due;
        for (const auto& job : *jobs)
            due.push_back(notifier::AlertJob{job.fields.at("alert"), job.entry, job.deliveries});
        co_return due;
    }
    runtime::Task<runtime::Result<models::Alert>> load(std::string alert) override {
        return store_.alert(std::move(alert));
    }
    runtime::Task<runtime::Result<void>> told(std::string alert, int step, std::string person) override {
        return store_.alert_told(std::move(alert), step, std::move(person), clock_.now());
    }
    runtime::Task<runtime::Result<void>> step_done(std::string alert, int step,
                                                   std::optional<runtime::Time> next) override {
        return store_.alert_step_done(std::move(alert), step, next, clock_.now());
    }
    runtime::Task<runtime::Result<std::vector<std::string>>> presumed_absent() override {
        return store_.presumed_absent();
    }
    runtime::Task<runtime::Result<void>> job_done(notifier::AlertJob job) override {
        return store_.job_done(job_of(job));
    }
    runtime::Task<runtime::Result<void>> job_later(notifier::AlertJob job, runtime::Time due) override {
        return store_.job_later(job_of(job), due, clock_.now());
    }
    runtime::Task<runtime::Result<bool>> raise(models::Alert alert) override {
        return store_.raise_alert(std::move(alert), clock_.now());
    }
    runtime::Task<runtime::Result<std::optional<runtime::Time>>> last_run(std::string what) override {
        return store_.last_run(std::move(what));
    }
    runtime::Task<runtime::Result<void>> ran(std::string what, runtime::Time at, std::string journal_data) override {
        const auto set = co_await store_.set_last_run(what, at);
        if (!set) co_return set;
        co_return co_await store_.journal("schedule.ran", "system:notifier", std::move(what), std::move(journal_data),
                                          clock_.now());
    }

  private:
    static moderation::Job job_of(const notifier::AlertJob& alert) {
        return {"alerts", alert.handle, {{"alert", alert.alert}}, alert.deliveries};
    }

    moderation::Store& store_;
    runtime::Redis& blocking_;
    std::string consumer_;
    runtime::Clock& clock_;
};

class StoreWaiting final : public notifier::WaitingLists {
  public:
    StoreWaiting(moderation::Store& store, const config::People& people, runtime::Clock& clock)
        : store_{store}, people_{people}, clock_{clock} {}
    runtime::Task<runtime::Result<notifier::Waiting>> waiting(std::string person) override {
        const auto viewer = moderation::web::viewer_of(people_, person, clock_.now());
        const auto items = co_await store_.queue_total(viewer);
        if (!items) co_return tl::unexpected(items.error());
        const auto alerts = co_await store_.open_alerts(viewer);
        if (!alerts) co_return tl::unexpected(alerts.error());
        co_return notifier::Waiting{*items, alerts->size()};
    }

  private:
    moderation::Store& store_;
    const config::People& people_;
    runtime::Clock& clock_;
};

class StorePosts final : public notifier::PostsToRead, public notifier::PostsSentBack {
  public:
    StorePosts(moderation::PostStore& store, runtime::Clock& clock) : store_{store}, clock_{clock} {}
    runtime::Task<runtime::Result<std::vector<notifier::PostToRead>>> posts_to_read() override {
        auto open = co_await store_.open();
        if (!open) co_return tl::unexpected(open.error());
        std::vector<notifier::PostToRead> posts;
        for (auto& post : *open)
            if (post.state == models::PostState::submitted && post.submitted.at)
                posts.push_back({std::move(post.authors), *post.submitted.at, post.content.publish_at});
        co_return posts;
    }
    runtime::Task<runtime::Result<std::vector<notifier::PostSentBack>>> posts_sent_back() override {
        auto open = co_await store_.open();
        if (!open) co_return tl::unexpected(open.error());
        std::vector<notifier::PostSentBack> posts;
        for (auto& post : *open)
            if (post.sent_back.at && !post.return_told)
                posts.push_back({std::move(post.id), std::move(post.authors), std::move(post.sent_back.person),
                                 *post.sent_back.at});
        co_return posts;
    }
    runtime::Task<runtime::Result<void>> told(notifier::PostSentBack post) override {
        auto noted = co_await store_.note_return_told(std::move(post.post), post.at, clock_.now());
        if (!noted && noted.error().kind != runtime::ErrorKind::conflict) co_return noted;
        co_return runtime::Result<void>{};
    }

  private:
    moderation::PostStore& store_;
    runtime::Clock& clock_;
};

}  // namespace ports
