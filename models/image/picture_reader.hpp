#pragma once

#include "config/runtime/result.hpp"
#include "models/image/picture.hpp"

#include <mutex>
#include <string>
#include <string_view>

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
    PictureReader(std::string program, Search search) : program_{std::move(program)}, search_{search} {}
    ~PictureReader();
    PictureReader(const PictureReader&) = delete;
    PictureReader& operator=(const PictureReader&) = delete;

    /// What is in an open file. A picture that cannot be opened is a finding, too, with the reason.
    /// unavailable: the program cannot be started.
    runtime::Result<Picture> look(int file);
    /// The same for what is in memory.
    runtime::Result<Picture> look(std::string_view bytes);

  private:
    runtime::Result<void> start();
    void stop();

    const std::string program_;
    const Search search_;
    std::mutex mutex_;  ///< guards what follows
    int channel_{-1};   ///< the socket to the program; -1: it does not run
    pid_t process_{-1};
};

}  // namespace models::image
