#include "models/image/exchange.hpp"

#include "models/image/chunks.hpp"

#include <algorithm>
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

/// How the process ended, and how many bytes of reply follow.
constexpr std::size_t kHeadBytes = 5;
/// Less than a socket takes in one message.
constexpr std::size_t kPartBytes = 64 * 1024;

bool send_part(int channel, std::string_view part) {
    return ::send(channel, part.data(), part.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(part.size());
}

/// One message of at most `most` bytes, behind what `into` has; false: none came in time.
bool receive_part(int channel, std::size_t most, std::string& into) {
    pollfd waiting{channel, POLLIN, 0};
    int ready = 0;
    do {
        ready = ::poll(&waiting, 1, kPatienceMs);
    } while (ready < 0 && errno == EINTR);
    if (ready != 1) return false;
    const auto before = into.size();
    into.resize(before + most);
    const auto size = ::recv(channel, into.data() + before, most, 0);
    into.resize(before + static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    return size > 0;
}

}  // namespace

bool send_request(int channel, Request request) {
    auto wish = static_cast<char>(request.wish);
    iovec part{&wish, 1};
    alignas(cmsghdr) Control control{};
    auto message = message_of(part, control);
    auto* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof request.file);
    std::memcpy(CMSG_DATA(head), &request.file, sizeof request.file);
    return ::sendmsg(channel, &message, MSG_NOSIGNAL) == 1;
}

std::optional<Request> receive_request(int channel) {
    char wish = 0;
    iovec part{&wish, 1};
    alignas(cmsghdr) Control control{};
    auto message = message_of(part, control);
    if (::recvmsg(channel, &message, MSG_CMSG_CLOEXEC) != 1) return std::nullopt;
    const auto* head = CMSG_FIRSTHDR(&message);
    if (head == nullptr || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof(int)))
        return std::nullopt;
    Request request;
    std::memcpy(&request.file, CMSG_DATA(head), sizeof request.file);
    request.wish = wish >= 0 && wish < kWishes ? static_cast<Wish>(wish) : Wish::hashes;
    return request;
}

bool send_answer(int channel, const Answer& answer) {
    std::string head{static_cast<char>(answer.ending)};
    for (int shift = 24; shift >= 0; shift -= 8) head += static_cast<char>(answer.reply.size() >> shift & 0xFF);
    if (!send_part(channel, head)) return false;
    for (std::string_view rest{answer.reply}; !rest.empty(); rest.remove_prefix(std::min(rest.size(), kPartBytes)))
        if (!send_part(channel, rest.substr(0, kPartBytes))) return false;
    return true;
}

std::optional<Answer> receive_answer(int channel, Wish wish) {
    std::string head;
    if (!receive_part(channel, kHeadBytes, head) || head.size() != kHeadBytes) return std::nullopt;
    if (head[0] < 0 || head[0] > static_cast<char>(Ending::killed)) return std::nullopt;
    const std::size_t size = big_endian(std::string_view{head}.substr(1));
    if (size > most_reply_bytes(wish)) return std::nullopt;
    Answer answer{static_cast<Ending>(head[0]), {}};
    while (answer.reply.size() < size)
        if (!receive_part(channel, std::min(kPartBytes, size - answer.reply.size()), answer.reply)) return std::nullopt;
    return answer;
}

}  // namespace models::image
