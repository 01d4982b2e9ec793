#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "models/image/picture_reader.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace moderation {

/// As much of what was read in a picture as is kept, without half a character at its end.
std::string kept_words(std::string text);

/// Reads the words in pictures of posts, one job for each: it takes seconds, and nobody waits for it. A post is neither
/// submitted nor agreed to before that, so that nothing is published whose words nobody knows. Where they cannot be
/// read after some tries, a person has to.
class PictureWords {
  public:
    /// `program` opens pictures (models::image::PictureReader). `blocking` is a connection of this worker's own.
    /// `consumer` is unique among all living workers; who gets the name of a dead one goes on with its jobs at once.
    /// References outlive the worker.
    PictureWords(Store& store, PostStore& posts, runtime::Redis& blocking, std::string program, runtime::Clock& clock,
                 runtime::Log& log, std::string consumer)
        : store_{store},
          posts_{posts},
          blocking_{blocking},
          reader_{std::move(program), models::image::Search::text},
          clock_{clock},
          log_{log},
          consumer_{std::move(consumer)} {}

    static constexpr std::chrono::seconds kWait{5};
    /// After the last of them, some two minutes after the picture came, a person has to read it.
    static constexpr int kTriesMax = 4;
    static constexpr std::chrono::seconds kFirstPause{10};  ///< doubled each time

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Takes one job (up to `wait` for it) and reads its picture. Returns how many jobs it took.
    runtime::Task<runtime::Result<std::size_t>> work_once(std::chrono::milliseconds wait);

  private:
    using Done = runtime::Task<runtime::Result<void>>;

    Done perform(Job job);
    /// Nothing: it could not be read this time.
    runtime::Task<std::optional<std::string>> words_in(std::string bytes);
    Done try_later(Job job, int tries);

    Store& store_;
    PostStore& posts_;
    runtime::Redis& blocking_;
    models::image::PictureReader reader_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    std::string consumer_;
    runtime::CpuPool thread_{1};  ///< its own: it waits for the other program
};

}  // namespace moderation
