#pragma once

#include "config/policy/calendar.hpp"
#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/post_guard.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/store.hpp"
#include "moderation/withdrawn_pictures.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace moderation {

/// Looks for what is published and has to come down: a post with a picture in which somebody is who does not want it
/// any more. It stands on the list of what is to be taken down from then on, is told, and told again at its deadline,
/// the end of the school day, until it does not stand on any channel. How cuts of such a picture look is remembered.
class WithdrawalWatch {
  public:
    /// `program` opens pictures (WithdrawnPictures). References outlive the watch.
    WithdrawalWatch(Store& store, PostStore& posts, PostGuard& guard, const config::Calendar& calendar,
                    runtime::Clock& clock, runtime::Log& log, std::string program = models::image::installed_program())
        : store_{store},
          posts_{posts},
          guard_{guard},
          pictures_{posts, std::move(program), clock, log},
          calendar_{calendar},
          clock_{clock},
          log_{log} {}

    static constexpr std::chrono::minutes kInterval{1};
    static constexpr std::size_t kBatch = 100;  ///< posts read at once; the newest of them each time

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Looks at every post when the register has changed since it last did, and at the newest posts otherwise. Returns
    /// how many it told of.
    runtime::Task<runtime::Result<std::size_t>> step();

  private:
    runtime::Task<runtime::Result<std::size_t>> look_at(std::vector<Post> posts,
                                                        std::shared_ptr<const models::guard::Roll> roll);
    /// Remembers those of its pictures that somebody speaks against, wherever the post stood.
    runtime::Task<runtime::Result<void>> remember_pictures(Post post, std::vector<models::Channel> channels,
                                                           std::shared_ptr<const models::guard::Roll> roll);
    runtime::Task<runtime::Result<std::size_t>> tell_of_overdue();
    runtime::Task<runtime::Result<bool>> tell_of(std::string id);

    Store& store_;
    PostStore& posts_;
    PostGuard& guard_;
    WithdrawnPictures pictures_;
    const config::Calendar& calendar_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    std::shared_ptr<const models::guard::Roll> looked_with_;  ///< at every post
};

}  // namespace moderation
