#pragma once

#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/log.hpp"
#include "models/domain/post_picture.hpp"
#include "models/image/kind.hpp"
#include "models/image/picture_reader.hpp"
#include "moderation/listed_pictures.hpp"
#include "moderation/store/posts.hpp"

#include <string>
#include <variant>

namespace moderation {

/// What was done to a picture so that every network takes it.
enum class Remade { no, converted, smaller };

/// A picture as it would be published.
struct ReadyPicture {
    models::PostPicture picture;  ///< nothing is said of it yet
    std::string bytes;
    Remade remade{Remade::no};
};

/// A picture of which nothing may be kept: it is on a list of those that nobody may have.
struct RefusedPicture {
    std::string sha256;     ///< of the file as it came
    bool same_file{false};  ///< it is exactly a file of a list; otherwise it looks like a picture of one
};

using TakenPicture = std::variant<ReadyPicture, RefusedPicture>;

/// Takes in pictures that colleagues choose for a post. What is kept is the copy without what the camera wrote into it;
/// what is larger than networks show, or of a kind that they do not take (HEIC), becomes a JPEG. It is opened, and that
/// JPEG made, by another program (models::image::PictureReader), never in this one.
class PictureIntake {
  public:
    /// `program` opens pictures and looks for what `search` says; the words in them are left to a job (PictureWords).
    /// References outlive the intake.
    PictureIntake(std::string program, models::image::Search search, const ListedPictures& listed, runtime::Log& log)
        : reader_{std::move(program), search}, listed_{listed}, log_{log} {}

    static constexpr std::size_t kBytesMax = std::size_t{30} << 20;  ///< of a file; what is kept is smaller

    /// rejected: it cannot be published, or no picture can be opened now; the message says so to whoever chose it, and
    /// what to do. One picture at a time; others wait. Whoever gets a RefusedPicture raises the alarm.
    runtime::Task<runtime::Result<TakenPicture>> take(std::string file);

  private:
    runtime::Result<TakenPicture> opened(const std::string& file);
    /// What would be published of it, before anybody looked at that.
    runtime::Result<ReadyPicture> to_publish(std::string whole, models::image::Kind kind,
                                             const models::image::Picture& seen);
    runtime::Result<ReadyPicture> described(ReadyPicture ready);

    models::image::PictureReader reader_;
    const ListedPictures& listed_;
    runtime::Log& log_;
    /// Its own thread: it waits for the other program, and judging must not wait for it.
    runtime::CpuPool thread_{1};
};

}  // namespace moderation
