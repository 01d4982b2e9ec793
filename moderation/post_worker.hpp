#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "moderation/network_publisher.hpp"
#include "moderation/post_guard.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <string>

namespace moderation {

/// Publishes what two people agreed to, one job for each channel, and takes down what shall not stand there any more.
///
/// Everything is checked again when the time has come. The progress of a publication is kept after each step, so
/// whoever goes on after a crash looks at the network before anything is sent again. What cannot be published is told.
class PostWorker {
  public:
    /// `blocking` is a connection of this worker's own. `consumer` is unique among all living workers;
    /// who gets the name of a dead one goes on with its jobs at once.
    PostWorker(Store& store, PostStore& posts, PostGuard& guard, runtime::Redis& blocking, NetworkPublisher& network,
               runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics, std::string consumer);

    static constexpr std::chrono::seconds kWait{5};
    static constexpr int kAttemptsMax = 12;  ///< about two hours of tries, then people are told
    static constexpr std::chrono::minutes kConnectionWait{5};

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Takes one job (up to `wait` for it) and takes its publication one step further: whoever takes over the job of a
    /// worker that does not answer must not meet it at work. Returns how many jobs it took.
    runtime::Task<runtime::Result<std::size_t>> work_once(std::chrono::milliseconds wait);

  private:
    using Done = runtime::Task<runtime::Result<void>>;

    Done perform(Job job);
    /// Begins it, or goes on with it, unless something speaks against it by now.
    Done begin(Job job, Post post, std::string channel);
    Done publish(Job job, Post post, Delivery delivery);
    Done remove(Job job, Post post, Delivery delivery);
    /// What a step that failed means: another try, or the outcome.
    Done failed(Job job, Post post, Delivery delivery, runtime::Error error);
    Done finish(Job job, Post post, Delivery how);
    Done finish_removal(Job job, Post post, Delivery how);
    /// Nothing when it was tried often enough.
    runtime::Task<runtime::Result<bool>> try_later(Job job, runtime::Error error);
    /// After a change of the store that somebody else may have made unwanted: then the job is over, too.
    Done over_after(Job job, runtime::Result<void> changed);

    Store& store_;
    PostStore& posts_;
    PostGuard& guard_;
    runtime::Redis& blocking_;
    NetworkPublisher& network_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics& metrics_;
    std::string consumer_;
};

}  // namespace moderation
