#include "models/image/exchange.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace models::image {

namespace {

/// Longer than the program itself lets any picture take.
constexpr int kPatienceMs = 300'000;

using Control = std::array<char, CMSG_SPACE(sizeof(int))>;

msghdr message_of(iovec& part, Control& control) {
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    return message;
}

}  // namespace

bool send_request(int channel, int file) {
    char one = 0;
    iovec part{&one, 1};
    alignas(cmsghdr) Control control{};
    auto message = message_of(part, control);
    auto* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof file);
    std::memcpy(CMSG_DATA(head), &file, sizeof file);
    return ::sendmsg(channel, &message, MSG_NOSIGNAL) == 1;
}

std::optional<int> receive_request(int channel) {
    char one = 0;
    iovec part{&one, 1};
    alignas(cmsghdr) Control control{};
    auto message = message_of(part, control);
    if (::recvmsg(channel, &message, MSG_CMSG_CLOEXEC) != 1) return std::nullopt;
    const auto* head = CMSG_FIRSTHDR(&message);
    if (head == nullptr || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof(int)))
        return std::nullopt;
    int file = -1;
    std::memcpy(&file, CMSG_DATA(head), sizeof file);
    return file;
}

bool send_answer(int channel, const Answer& answer) {
    const auto bytes = static_cast<char>(answer.ending) + answer.reply;
    return ::send(channel, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

std::optional<Answer> receive_answer(int channel) {
    pollfd waiting{channel, POLLIN, 0};
    int ready = 0;
    do {
        ready = ::poll(&waiting, 1, kPatienceMs);
    } while (ready < 0 && errno == EINTR);
    if (ready != 1) return std::nullopt;
    std::string bytes(kMostReplyBytes + 1, '\0');
    const auto size = ::recv(channel, bytes.data(), bytes.size(), 0);
    if (size < 1 || bytes[0] < 0 || bytes[0] > static_cast<char>(Ending::killed)) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(size));
    return Answer{static_cast<Ending>(bytes[0]), bytes.substr(1)};
}

}  // namespace models::image
