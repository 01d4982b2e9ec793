#include "models/image/picture_reader.hpp"

#include "config/runtime/child_process.hpp"
#include "models/image/exchange.hpp"
#include "models/image/picture_reply.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

namespace models::image {

using runtime::ErrorKind;
using runtime::Result;

PictureReader::~PictureReader() {
    stop();
}

std::string installed_program() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return (program.parent_path() / "gatehouse-pictures").string();
}

Result<void> PictureReader::start() {
    if (channel_ >= 0) return {};
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) != 0)
        return runtime::fail(ErrorKind::unavailable, std::strerror(errno));
    // What decoders print may quote what they read.
    const runtime::ChildOptions options{.input = pair[1], .silent = true};
    const auto* search = search_ == Search::hashes ? "hashes" : search_ == Search::people ? "people" : "text";
    const auto started = runtime::start_child({program_, search}, options);
    ::close(pair[1]);
    if (!started) {
        ::close(pair[0]);
        return runtime::fail(ErrorKind::unavailable, program_ + " cannot be started: " + started.error().message);
    }
    channel_ = pair[0];
    process_ = *started;
    return {};
}

void PictureReader::stop() {
    if (channel_ < 0) return;
    ::close(channel_);
    channel_ = -1;
    ::kill(process_, SIGKILL);
    runtime::wait_for_child(process_);
}

Result<Picture> PictureReader::look(int file) {
    const std::lock_guard lock{mutex_};
    if (auto started = start(); !started) return tl::unexpected(started.error());
    std::optional<Answer> answer;
    if (send_request(channel_, file)) answer = receive_answer(channel_);
    if (answer) return picture_of(answer->reply, answer->ending);
    stop();
    return picture_of({}, Ending::killed);
}

Result<Picture> PictureReader::look(std::string_view bytes) {
    const int file = ::memfd_create("picture", MFD_CLOEXEC);
    if (file < 0) return runtime::fail(ErrorKind::unavailable, std::strerror(errno));
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written <= 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    auto picture = bytes.empty() ? look(file) : runtime::fail(ErrorKind::unavailable, std::strerror(errno));
    ::close(file);
    return picture;
}

}  // namespace models::image
