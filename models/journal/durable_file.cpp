#include "models/journal/durable_file.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace models {

namespace {

using runtime::ErrorKind;
using runtime::fail;

constexpr mode_t kOwnerOnly = 0600;

tl::unexpected<runtime::Error> system_failure(const std::string& path) {
    return fail(ErrorKind::unavailable, path + ": " + std::generic_category().message(errno));
}

}  // namespace

FileHandle::~FileHandle() {
    if (is_open()) ::close(descriptor_);
}

runtime::Result<void> make_directory(const std::string& directory) {
    std::error_code error;
    const bool made = std::filesystem::create_directories(directory, error);
    if (error) return fail(ErrorKind::unavailable, directory + ": " + error.message());
    if (made && ::chmod(directory.c_str(), 0700) != 0) return system_failure(directory);
    return {};
}

runtime::Result<FileHandle> lock_directory(const std::string& directory) {
    FileHandle handle{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!handle.is_open()) return system_failure(directory);
    if (::flock(handle.get(), LOCK_EX | LOCK_NB) == 0) return handle;
    if (errno == EWOULDBLOCK)
        return fail(ErrorKind::conflict, directory + ": another process is writing the journal here");
    return system_failure(directory);
}

runtime::Result<FileHandle> open_to_append(const std::string& path, bool create) {
    const int flags = O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | (create ? O_CREAT | O_EXCL : 0);
    FileHandle handle{::open(path.c_str(), flags, kOwnerOnly)};
    if (!handle.is_open()) return system_failure(path);
    return handle;
}

runtime::Result<void> write_all(const FileHandle& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return system_failure("writing");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

runtime::Result<void> sync_file(const FileHandle& file) {
    if (::fsync(file.get()) != 0) return system_failure("fsync");
    return {};
}

runtime::Result<void> sync_directory(const std::string& directory) {
    const FileHandle handle{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!handle.is_open() || ::fsync(handle.get()) != 0) return system_failure(directory);
    return {};
}

runtime::Result<void> cut_file(const std::string& path, std::uint64_t bytes) {
    const FileHandle handle{::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!handle.is_open()) return system_failure(path);
    if (::ftruncate(handle.get(), static_cast<off_t>(bytes)) != 0 || ::fsync(handle.get()) != 0)
        return system_failure(path);
    return {};
}

runtime::Result<void> write_file_atomically(const std::string& path, std::string_view content) {
    const auto beside = path + ".tmp";
    ::unlink(beside.c_str());  // left over by a crash
    const auto file = open_to_append(beside, true);
    if (!file) return tl::unexpected{file.error()};
    if (auto written = write_all(*file, content); !written) return written;
    return commit_file(beside, path);
}

runtime::Result<void> commit_file(const std::string& beside, const std::string& path) {
    const FileHandle file{::open(beside.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (!file.is_open() || ::fchmod(file.get(), kOwnerOnly) != 0) return system_failure(beside);
    if (auto synced = sync_file(file); !synced) return synced;
    if (::rename(beside.c_str(), path.c_str()) != 0) return system_failure(path);
    return sync_directory(std::filesystem::absolute(path).parent_path().string());
}

runtime::Result<std::string> read_small_file(const std::string& path, std::size_t limit) {
    std::ifstream in{path, std::ios::binary};
    if (!in) return system_failure(path);
    std::string content(limit + 1, '\0');
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    content.resize(static_cast<std::size_t>(in.gcount()));
    if (content.size() > limit)
        return fail(ErrorKind::malformed, path + ": more than " + std::to_string(limit) + " bytes");
    return content;
}

}  // namespace models
