#pragma once

#include "config/runtime/cpu_pool.hpp"
#include "models/image/picture_reader.hpp"
#include "moderation/listed_pictures.hpp"
#include "moderation/store/seen_picture.hpp"

#include <string>

namespace moderation {

/// What a look at a picture gave.
struct Glance {
    SeenPicture seen;
    models::image::Picture picture{};  ///< of one that is not listed
    std::string listed_file{};         ///< SHA-256 of one that is
};

/// Looks at pictures that strangers put on a channel: the file is compared with the lists before anything opens it, and
/// it is opened by another program. The bytes are forgotten.
class PictureEye {
  public:
    /// `program` opens pictures. References outlive the eye.
    PictureEye(std::string program, models::image::Search search, const ListedPictures& listed)
        : reader_{std::move(program), search}, listed_{listed} {}

    /// One picture at a time; others wait. unavailable: no picture can be opened now.
    runtime::Task<runtime::Result<Glance>> look(std::string bytes);

  private:
    runtime::Result<Glance> looked(const std::string& bytes);

    models::image::PictureReader reader_;
    const ListedPictures& listed_;
    /// Its own thread: it waits for the other program, and judging must not wait for it.
    runtime::CpuPool thread_{1};
};

}  // namespace moderation
