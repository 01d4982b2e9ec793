#pragma once

#include <stdexcept>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

namespace tests {

/// A file that is in no folder: for what reads files by their names.
class MemoryFile {
  public:
    MemoryFile() : file_{memfd_create("fuzz", 0)} {
        if (file_ < 0) throw std::runtime_error{"no file in memory"};
    }
    ~MemoryFile() { close(file_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    void write(const void* bytes, std::size_t size) const {
        if (ftruncate(file_, 0) != 0 || pwrite(file_, bytes, size, 0) != static_cast<ssize_t>(size))
            throw std::runtime_error{"a file in memory cannot be written"};
    }
    int number() const { return file_; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

  private:
    int file_;
};

}  // namespace tests
