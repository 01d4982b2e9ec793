#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "models/image/picture_reader.hpp"
#include "moderation/store/posts.hpp"

#include <set>
#include <string>

namespace moderation {

/// Remembers how cuts of a picture look that somebody does not want to be in any more, while its bytes are still kept:
/// whoever brings such a cut later meets the guard's sentence (PictureLibrary).
class WithdrawnPictures {
  public:
    /// `program` opens pictures (models::image::PictureReader). References outlive it.
    WithdrawnPictures(PostStore& posts, std::string program, runtime::Clock& clock, runtime::Log& log)
        : posts_{posts}, reader_{std::move(program), models::image::Search::hashes}, clock_{clock}, log_{log} {}

    /// Once for each picture of a post, whoever asks how often. One that cannot be opened is tried again by the next
    /// process. Errors as Store's.
    runtime::Task<runtime::Result<void>> remember(Post post, models::PostPicture picture);

  private:
    PostStore& posts_;
    models::image::PictureReader reader_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    std::set<std::string> failed_;  ///< post/picture
    runtime::CpuPool thread_{1};    ///< its own: it waits for the other program
};

}  // namespace moderation
