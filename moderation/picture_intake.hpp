#pragma once

#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "models/domain/post_picture.hpp"
#include "models/image/picture_reader.hpp"
#include "moderation/store/posts.hpp"

#include <string>

namespace moderation {

/// A picture as it would be published.
struct ReadyPicture {
    models::PostPicture picture;  ///< nothing is said of it yet
    std::string bytes;
};

/// Takes in pictures that colleagues choose for a post. What is kept is the copy without what the camera wrote into it;
/// it is opened by another program (models::image::PictureReader), never in this one.
class PictureIntake {
  public:
    /// `program` opens pictures and looks for what `search` says.
    PictureIntake(std::string program, models::image::Search search, runtime::Log& log)
        : reader_{std::move(program), search}, log_{log} {}

    static constexpr std::size_t kBytesMax = PostStore::kPictureBytesMax;

    /// rejected: it cannot be published, or no picture can be opened now; the message says so to whoever chose it, and
    /// what to do. One picture at a time; others wait.
    runtime::Task<runtime::Result<ReadyPicture>> take(std::string file);

  private:
    runtime::Result<ReadyPicture> opened(const std::string& file);

    models::image::PictureReader reader_;
    runtime::Log& log_;
    /// Its own thread: it waits for the other program, and judging must not wait for it.
    runtime::CpuPool thread_{1};
};

}  // namespace moderation
