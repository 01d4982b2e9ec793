#pragma once

#include "config/runtime/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace models {

/// An open file that is closed with its owner.
class FileHandle {
  public:
    FileHandle() = default;
    explicit FileHandle(int descriptor) : descriptor_{descriptor} {}
    FileHandle(FileHandle&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
    FileHandle& operator=(FileHandle&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~FileHandle();

    int get() const { return descriptor_; }
    bool is_open() const { return descriptor_ >= 0; }

  private:
    int descriptor_{-1};
};

// All of these say `unavailable` with the file and the system's reason.

/// Makes the directory (mode 0700) with its parents if it is not there.
runtime::Result<void> make_directory(const std::string& directory);
/// Locks a directory against other processes and other owners in this one. conflict when somebody has it.
runtime::Result<FileHandle> lock_directory(const std::string& directory);
/// Opens for appending; with `create` the file must not exist yet.
runtime::Result<FileHandle> open_to_append(const std::string& path, bool create);
runtime::Result<void> write_all(const FileHandle& file, std::string_view bytes);
runtime::Result<void> sync_file(const FileHandle& file);
/// Makes the names in a directory durable.
runtime::Result<void> sync_directory(const std::string& directory);
runtime::Result<void> cut_file(const std::string& path, std::uint64_t bytes);

/// The whole content or nothing: writes beside it, syncs, renames, syncs the directory. Mode 0600.
runtime::Result<void> write_file_atomically(const std::string& path, std::string_view content);

/// The second half of that, for a file that was written beside it: makes it durable and puts it in place.
runtime::Result<void> commit_file(const std::string& beside, const std::string& path);

/// Up to `limit` bytes of a file; malformed when it holds more.
runtime::Result<std::string> read_small_file(const std::string& path, std::size_t limit);

}  // namespace models
