#pragma once

#include "config/runtime/result.hpp"
#include "models/image/exchange.hpp"
#include "models/image/picture.hpp"

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace models::image {

/// Where the program that opens pictures lies in an installation: beside this one.
std::string installed_program();

/// What is looked for in pictures; each includes what stands before it. People take a second or so for each picture,
/// text some more.
enum class Search { hashes, people, text };

/// Has pictures opened by another program, `gatehouse-pictures`, which has no network, no files and little memory, and
/// which opens each in a process of its own. This process decodes nothing.
///
/// Threads  any; one picture at a time. It waits, so it is called on the CPU pool.
class PictureReader {
  public:
    /// The program; it is started when the first picture comes, and again after it ended.
    PictureReader(std::string program, Search search);
    ~PictureReader();
    PictureReader(const PictureReader&) = delete;
    PictureReader& operator=(const PictureReader&) = delete;

    /// What is in an open file. A picture that cannot be opened is a finding, too, with the reason.
    /// unavailable: the program cannot be started.
    runtime::Result<Picture> look(int file);
    /// The same for what is in memory.
    runtime::Result<Picture> look(std::string_view bytes);
    /// Whatever else is looked for: only hashes, or only hashes and text.
    runtime::Result<Picture> glance(std::string_view bytes);
    runtime::Result<Picture> read(std::string_view bytes);
    /// A JPEG of what is in memory that every network takes: upright, of at most kPublishedSide points a side and
    /// kPublishedBytes bytes, with no word beside the picture. It was made by who opened the original, so whoever
    /// publishes it examines it like a file from a stranger.
    /// rejected: it cannot be made, with the reason. unavailable as above.
    runtime::Result<std::string> copy(std::string_view bytes);
    /// The hashes by which cuts of it are recognised; see crop_family(). Errors as copy().
    runtime::Result<std::vector<PdqHash>> crops(std::string_view bytes);

  private:
    runtime::Result<Answer> ask(int file, Wish wish);
    runtime::Result<Answer> ask(std::string_view bytes, Wish wish);
    runtime::Result<Picture> picture(std::string_view bytes, Wish wish);
    runtime::Result<void> start();
    void stop();

    const std::string program_;
    const Wish search_;
    std::mutex mutex_;  ///< guards what follows
    int channel_{-1};   ///< the socket to the program; -1: it does not run
    pid_t process_{-1};
};

}  // namespace models::image
