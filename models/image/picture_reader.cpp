#include "models/image/picture_reader.hpp"

#include "config/runtime/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

namespace models::image {

using runtime::ErrorKind;
using runtime::Result;

namespace {

Wish wish_of(Search search) {
    switch (search) {
        case Search::hashes: return Wish::hashes;
        case Search::people: return Wish::people;
        case Search::text: return Wish::text;
    }
    return Wish::hashes;
}

}  // namespace

PictureReader::PictureReader(std::string program, Search search)
    : program_{std::move(program)}, search_{wish_of(search)} {}

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
    const auto started = runtime::start_child({program_}, options);
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

Result<Answer> PictureReader::ask(int file, Wish wish) {
    const std::lock_guard lock{mutex_};
    if (auto started = start(); !started) return tl::unexpected(started.error());
    std::optional<Answer> answer;
    if (send_request(channel_, {file, wish})) answer = receive_answer(channel_, wish);
    if (answer) return std::move(*answer);
    stop();
    return Answer{};
}

Result<Answer> PictureReader::ask(std::string_view bytes, Wish wish) {
    const int file = ::memfd_create("picture", MFD_CLOEXEC);
    if (file < 0) return runtime::fail(ErrorKind::unavailable, std::strerror(errno));
    while (!bytes.empty()) {
        const auto written = ::write(file, bytes.data(), bytes.size());
        if (written <= 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    auto answer = bytes.empty() ? ask(file, wish) : runtime::fail(ErrorKind::unavailable, std::strerror(errno));
    ::close(file);
    return answer;
}

Result<Picture> PictureReader::picture(std::string_view bytes, Wish wish) {
    const auto answer = ask(bytes, wish);
    if (!answer) return tl::unexpected(answer.error());
    return picture_of(answer->reply, answer->ending);
}

Result<Picture> PictureReader::look(int file) {
    const auto answer = ask(file, search_);
    if (!answer) return tl::unexpected(answer.error());
    return picture_of(answer->reply, answer->ending);
}

Result<Picture> PictureReader::look(std::string_view bytes) {
    return picture(bytes, search_);
}

Result<Picture> PictureReader::glance(std::string_view bytes) {
    return picture(bytes, Wish::hashes);
}

Result<Picture> PictureReader::read(std::string_view bytes) {
    return picture(bytes, Wish::words);
}

Result<std::string> PictureReader::copy(std::string_view bytes) {
    const auto answer = ask(bytes, Wish::copy);
    if (!answer) return tl::unexpected(answer.error());
    return copy_of(answer->reply, answer->ending);
}

Result<std::vector<PdqHash>> PictureReader::crops(std::string_view bytes) {
    const auto answer = ask(bytes, Wish::crops);
    if (!answer) return tl::unexpected(answer.error());
    return crops_of(answer->reply, answer->ending);
}

}  // namespace models::image
