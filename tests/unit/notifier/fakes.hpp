#pragma once

#include "notifier/ports.hpp"
#include "tests/support/fake_clock.hpp"

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tests {

inline auto no_answer() {
    return runtime::fail(runtime::ErrorKind::unreachable, "nobody answers");
}

/// Alerts in memory, with the jobs that the store would queue.
class MemoryAlertBook final : public notifier::AlertBook {
  public:
    struct Queued {
        runtime::Time due;
        std::string alert;
    };

    explicit MemoryAlertBook(runtime::Clock& clock) : clock_{clock} {}

    void add(models::Alert alert) {
        queue.push_back(Queued{clock_.now(), alert.id});
        alerts[alert.id] = std::move(alert);
    }
    void acknowledge(const std::string& id) { alerts[id].state = models::AlertState::acknowledged; }

    runtime::Task<runtime::Result<void>> resume() override {
        if (down) co_return no_answer();
        for (const auto& alert : unfinished) queue.push_back(Queued{clock_.now(), alert});
        unfinished.clear();
        co_return runtime::Result<void>{};
    }
    runtime::Task<runtime::Result<std::vector<notifier::AlertJob>>> due(std::size_t limit,
                                                                        std::chrono::milliseconds wait) override {
        std::vector<notifier::AlertJob> jobs;
        if (down) co_return no_answer();
        while (jobs.size() < limit && !queue.empty() && queue.front().due <= clock_.now()) {
            jobs.push_back(notifier::AlertJob{queue.front().alert, "handle", 1});
            unfinished.insert(queue.front().alert);
            queue.pop_front();
        }
        if (jobs.empty()) co_await clock_.sleep_for(wait);
        co_return jobs;
    }
    runtime::Task<runtime::Result<models::Alert>> load(std::string alert) override {
        if (down) co_return no_answer();
        if (!alerts.contains(alert)) co_return runtime::fail(runtime::ErrorKind::not_found, "no such alert");
        co_return alerts[alert];
    }
    runtime::Task<runtime::Result<void>> told(std::string alert, int step, std::string person) override {
        if (told_down) co_return no_answer();
        auto& one = alerts[alert];
        one.told.push_back(person);
        if (one.step == step) one.told_this_step.push_back(person);
        co_return runtime::Result<void>{};
    }
    runtime::Task<runtime::Result<void>> step_done(std::string alert, int step,
                                                   std::optional<runtime::Time> next) override {
        auto& one = alerts[alert];
        if (one.state != models::AlertState::open || one.step != step)
            co_return runtime::fail(runtime::ErrorKind::conflict, "moved on");
        ++one.step;
        one.told_this_step.clear();
        if (next) queue.push_back(Queued{*next, alert});
        if (!next) one.state = models::AlertState::exhausted;
        co_return runtime::Result<void>{};
    }
    runtime::Task<runtime::Result<std::vector<std::string>>> presumed_absent() override { co_return away; }
    runtime::Task<runtime::Result<void>> job_done(notifier::AlertJob job) override {
        done.push_back(job.alert);
        unfinished.erase(job.alert);
        co_return runtime::Result<void>{};
    }
    runtime::Task<runtime::Result<void>> job_later(notifier::AlertJob job, runtime::Time due) override {
        queue.push_back(Queued{due, job.alert});
        unfinished.erase(job.alert);
        co_return runtime::Result<void>{};
    }
    runtime::Task<runtime::Result<bool>> raise(models::Alert alert) override {
        if (down) co_return no_answer();
        for (const auto& one : raised)
            if (one.kind == alert.kind && one.subject == alert.subject) co_return false;
        raised.push_back(std::move(alert));
        co_return true;
    }

    /// When the only queued job is due.
    runtime::Time next_due() const { return queue.at(0).due; }

    std::map<std::string, models::Alert> alerts;
    std::deque<Queued> queue;
    std::set<std::string> unfinished;  ///< alerts whose job was taken and neither done nor put off
    std::vector<std::string> done;
    std::vector<std::string> away;  ///< people who are presumed absent
    std::vector<models::Alert> raised;
    bool down{false};
    bool told_down{false};

  private:
    runtime::Clock& clock_;
};

/// Accepts everything, except for addresses it was told about.
class MemoryCourier final : public notifier::Courier {
  public:
    runtime::Task<runtime::Result<void>> deliver(notifier::Message message) override {
        tried.push_back(message);
        if (before_accepting) before_accepting();
        const auto answer = answers.find(message.to);
        if (answer != answers.end()) co_return runtime::fail(answer->second, "the server says no");
        accepted.push_back(std::move(message));
        co_return runtime::Result<void>{};
    }
    std::vector<std::string> accepted_by() const {
        std::vector<std::string> to;
        for (const auto& message : accepted) to.push_back(message.to.substr(0, message.to.find('@')));
        return to;
    }

    std::map<std::string, runtime::ErrorKind> answers;
    std::vector<notifier::Message> tried;
    std::vector<notifier::Message> accepted;
    std::function<void()> before_accepting;
};

}  // namespace tests
