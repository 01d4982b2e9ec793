#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "moderation/network_pictures.hpp"
#include "moderation/picture_eye.hpp"
#include "moderation/picture_findings.hpp"
#include "moderation/picture_library.hpp"
#include "moderation/store/found_pictures.hpp"
#include "moderation/store/store.hpp"
#include "moderation/triage.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// Looks at the pictures that stand on the school's channels: the school's own, and those that others add. Each new
/// revision with pictures is a job. A picture is fetched, compared with the lists before it is opened, opened by
/// another program, and compared with what was agreed to and what was withdrawn; the bytes are forgotten, and what was
/// found is recorded with the item in one step.
///
/// A match raises and never clears more than the one picture. What cannot be looked at comes to a person. What the
/// words alone make suspect is never fetched, and what was found on a list is fetched no more.
class PictureWatch {
  public:
    struct Parts {
        Store& store;
        PostStore& posts;
        FoundPictures& found;
        runtime::Redis& blocking;  ///< a connection of this worker's own
        NetworkPictures& network;
        PostGuard& guard;
        const ListedPictures& listed;
        const Triage& triage;
        runtime::Clock& clock;
        runtime::Log& log;
        runtime::Metrics& metrics;
    };
    /// Everything in `parts` outlives the watch. `program` opens pictures. `consumer` is unique among all living
    /// workers; who gets the name of a dead one goes on with its jobs at once.
    PictureWatch(Parts parts, std::string program, std::string consumer)
        : parts_{parts},
          eye_{std::move(program), models::image::Search::people, parts.listed},
          library_{parts.posts, parts.guard},
          consumer_{std::move(consumer)} {}

    static constexpr std::chrono::seconds kWait{5};
    static constexpr int kAttemptsMax = 8;  ///< failed ones; after about ten minutes a person looks
    /// While something is being published on the channel nobody knows whether a post there is that.
    static constexpr std::chrono::minutes kPublishingWait{1};

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Takes one job (up to `wait` for it) and looks at its pictures. Returns how many jobs it took.
    runtime::Task<runtime::Result<std::size_t>> work_once(std::chrono::milliseconds wait);

  private:
    using Done = runtime::Task<runtime::Result<void>>;

    /// What a job is about, and what is known of it.
    struct Errand {
        Job job;
        Item item;
        models::Channel channel;
        std::string post{};  ///< what Gatehouse published as this item; empty: it did not
        PictureSetting setting{};
    };
    /// What was seen so far.
    struct Sight {
        std::vector<SeenPicture> pictures{};
        std::string listed_file{};
    };

    Done perform(Job job);
    Done perform(Errand errand);
    /// Fills in `post` and `setting`.
    Done learn(Errand& errand);
    runtime::Task<runtime::Result<bool>> stands_under_pupils(const Errand& errand);
    /// An error that may pass ends it, but for the last try; whatever is refused was looked at by nobody.
    runtime::Task<runtime::Result<Sight>> look_at_all(const Errand& errand);
    runtime::Task<runtime::Result<Glance>> look_at(const Errand& errand, std::string address);
    runtime::Task<runtime::Result<Glance>> fetch_and_look(const Errand& errand, std::string address);
    /// Not now: Gatehouse is publishing something there, and it may be that.
    runtime::Task<runtime::Result<bool>> may_be_ours(const Errand& errand, const Sight& sight);
    Done record(Errand errand, Sight sight);
    /// Nothing is left to be tried: a person looks.
    Done leave_to_people(Errand errand);
    Done try_later(Errand errand, runtime::Error error);

    const Parts parts_;
    PictureEye eye_;
    PictureLibrary library_;
    const std::string consumer_;
};

}  // namespace moderation
