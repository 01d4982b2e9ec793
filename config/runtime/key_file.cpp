#include "config/runtime/key_file.hpp"

#include "config/runtime/crypto.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace runtime {

namespace {

constexpr std::size_t kKeyFileMax = 256;  // bytes; 64 digits and some white space

struct Descriptor {
    explicit Descriptor(int value_) : value{value_} {}
    ~Descriptor() {
        if (value >= 0) ::close(value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int value;
};

tl::unexpected<Error> cannot(const std::string& what, const std::string& path) {
    return fail(ErrorKind::unavailable, "cannot " + what + " " + path + ": " + std::strerror(errno));
}

Result<std::string> read_private(const std::string& path) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.value < 0 && errno == ENOENT) return fail(ErrorKind::not_found, "there is no key file " + path);
    if (file.value < 0) return cannot("read the key file", path);
    struct stat status{};
    if (::fstat(file.value, &status) != 0) return cannot("read the key file", path);
    if (!S_ISREG(status.st_mode)) return fail(ErrorKind::unavailable, "the key file " + path + " is not a file");
    if ((status.st_mode & 077u) != 0)
        return fail(ErrorKind::unavailable, "the key file " + path + " can be read by others: chmod 600 " + path);
    std::array<char, kKeyFileMax> buffer{};
    const auto size = ::read(file.value, buffer.data(), buffer.size());
    if (size < 0) return cannot("read the key file", path);
    return std::string{buffer.data(), static_cast<std::size_t>(size)};
}

Result<KeyBytes> parse_key(std::string_view text, const std::string& path) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
    KeyBytes key{};
    std::size_t size = 0;
    const char* end = nullptr;
    const bool good = sodium_hex2bin(key.data(), key.size(), text.data(), text.size(), nullptr, &size, &end) == 0;
    if (!good || text.size() != 2 * key.size() || size != key.size())
        return fail(ErrorKind::unavailable, "the key file " + path +
                                                " does not hold 64 hex digits: restore it from a "
                                                "backup; what it sealed cannot be read without it");
    return key;
}

Result<void> write_and_sync(const std::string& path, const std::string& text, unsigned mode) {
    const Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode))};
    if (file.value < 0) return cannot("create", path);
    std::size_t done = 0;
    while (done < text.size()) {
        const auto size = ::write(file.value, text.data() + done, text.size() - done);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return cannot("write", path);
        done += static_cast<std::size_t>(size);
    }
    if (::fsync(file.value) != 0) return cannot("write", path);
    return {};
}

Result<void> sync_directory_of(const std::string& path) {
    auto directory = std::filesystem::path{path}.parent_path().string();
    if (directory.empty()) directory = ".";
    const Descriptor opened{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (opened.value < 0 || ::fsync(opened.value) != 0) return cannot("write the directory", directory);
    return {};
}

}  // namespace

Result<void> write_new_file(const std::string& path, const std::string& text, unsigned mode) {
    // Written under another name and linked into place, so nobody ever reads half a file.
    const auto draft = path + ".new-" + random_hex(8);
    const auto written = write_and_sync(draft, text, mode);
    if (!written) {
        ::unlink(draft.c_str());
        return written;
    }
    const bool linked = ::link(draft.c_str(), path.c_str()) == 0;
    const int why = errno;
    ::unlink(draft.c_str());
    errno = why;
    if (!linked && why == EEXIST) return fail(ErrorKind::conflict, path + " exists already");
    if (!linked) return cannot("create", path);
    return sync_directory_of(path);
}

Result<KeyBytes> load_key_file(const std::string& path, bool create) {
    auto text = read_private(path);
    if (!text && text.error().kind == ErrorKind::not_found && create) {
        const auto written = write_new_file(path, random_hex(32) + "\n", 0600);
        if (!written && written.error().kind != ErrorKind::conflict) return tl::unexpected{written.error()};
        text = read_private(path);
    }
    if (!text) return fail(ErrorKind::unavailable, text.error().message);
    return parse_key(*text, path);
}

}  // namespace runtime
