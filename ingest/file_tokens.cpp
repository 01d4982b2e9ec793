#include "ingest/file_tokens.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ingest {
namespace {

constexpr std::size_t kTokenBytesMax = 4'096;

/// A file that is open for as long as this lives.
class OpenFile {
  public:
    explicit OpenFile(const std::string& path) : descriptor_{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

std::string trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const auto begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return {};
    return std::string{text.substr(begin, text.find_last_not_of(kSpace) - begin + 1)};
}

bool could_be_token(std::string_view token) {
    return !token.empty() && std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

tl::unexpected<runtime::Error> refuse(std::string what) {
    return runtime::fail(runtime::ErrorKind::unavailable, std::move(what));
}

runtime::Result<std::string> read_token(const std::string& path) {
    const OpenFile file{path};
    if (file.descriptor() < 0) return refuse("The token file cannot be opened. Is it there and readable by Gatehouse?");
    struct stat facts{};
    if (::fstat(file.descriptor(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return refuse("The token file is not a plain file.");
    if ((facts.st_mode & 077U) != 0) return refuse("Others can read the token file. Set its mode to 0600.");

    std::array<char, kTokenBytesMax + 1> bytes{};
    std::size_t size = 0;
    while (size < bytes.size()) {
        const auto got = ::read(file.descriptor(), bytes.data() + size, bytes.size() - size);
        if (got < 0) return refuse("The token file cannot be read.");
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size > kTokenBytesMax) return refuse("The token file is too long for a token.");
    auto token = trimmed({bytes.data(), size});
    if (!could_be_token(token)) return refuse("The token file does not hold a token: one line of letters and digits.");
    return token;
}

}  // namespace

FileTokens::FileTokens(std::string directory) : directory_{std::move(directory)} {}

runtime::Task<runtime::Result<std::string>> FileTokens::token(models::Channel channel) {
    if (channel.token_file.empty()) co_return refuse("The channel names no token file. Write one and name it.");
    co_return read_token((std::filesystem::path{directory_} / channel.token_file).string());
}

}  // namespace ingest
