#include "config/secret_file.hpp"

#include <array>
#include <cstddef>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace config {

namespace {

constexpr std::size_t kMaxSecretBytes = 4096;

/// Closes what it opened.
class File {
  public:
    explicit File(const std::string& path) : descriptor_{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

/// What makes the open file unfit to hold a secret. Asked of the open file, so that nobody can swap it
/// between the question and the reading.
std::string unfit(int descriptor) {
    struct stat about{};
    if (::fstat(descriptor, &about) != 0) return "the secret file cannot be examined";
    if (!S_ISREG(about.st_mode)) return "the secret file is not a regular file";
    if (about.st_uid != ::geteuid() && about.st_uid != 0)
        return "the secret file belongs to somebody else: give it to the user that runs Gatehouse";
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0) return "others can read the secret file: chmod 600 it";
    return {};
}

}  // namespace

tl::expected<std::string, std::string> read_secret_text(const std::string& file) {
    const File opened{file};
    if (opened.descriptor() < 0) return tl::unexpected{std::string{"the secret file is missing or cannot be opened"}};
    if (auto why = unfit(opened.descriptor()); !why.empty()) return tl::unexpected{std::move(why)};

    std::string secret;
    std::array<char, kMaxSecretBytes + 1> buffer{};
    while (secret.size() <= kMaxSecretBytes) {
        const auto count = ::read(opened.descriptor(), buffer.data(), buffer.size() - secret.size());
        if (count < 0) return tl::unexpected{std::string{"the secret file cannot be read"}};
        if (count == 0) break;
        secret.append(buffer.data(), static_cast<std::size_t>(count));
    }
    if (secret.size() > kMaxSecretBytes) return tl::unexpected{std::string{"the secret file is larger than 4 KiB"}};
    return secret;
}

tl::expected<std::string, std::string> read_secret(const std::string& file) {
    auto secret = read_secret_text(file);
    if (!secret) return secret;
    if (!secret->empty() && secret->back() == '\n') secret->pop_back();
    if (!secret->empty() && secret->back() == '\r') secret->pop_back();
    if (secret->empty()) return tl::unexpected{std::string{"the secret file is empty"}};
    for (const char c : *secret)
        if (static_cast<unsigned char>(c) < 0x20)
            return tl::unexpected{std::string{"the secret file must hold one line and nothing else"}};
    return secret;
}

}  // namespace config
