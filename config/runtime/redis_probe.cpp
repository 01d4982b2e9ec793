#include "config/runtime/redis_probe.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace runtime {

namespace {

constexpr time_t kProbeSeconds = 2;
constexpr time_t kShutdownSeconds = 60;

class Connection {
  public:
    Connection(const std::string& path, time_t seconds) : fd_{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_un address{};
        if (fd_ < 0 || path.size() >= sizeof address.sun_path) return;
        address.sun_family = AF_UNIX;
        std::copy(path.begin(), path.end(), address.sun_path);
        const timeval limit{seconds, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~Connection() {
        if (fd_ >= 0) ::close(fd_);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool connected() const { return connected_; }

    pid_t peer() const {
        ucred who{};
        socklen_t size = sizeof who;
        return ::getsockopt(fd_, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 ? who.pid : -1;
    }

    void say(std::string_view text) const {
        [[maybe_unused]] const auto sent = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
    }

    /// What arrives next; empty when the other end has closed, or after the time limit.
    std::string hear() const {
        std::array<char, 512> buffer{};
        const auto size = ::recv(fd_, buffer.data(), buffer.size(), 0);
        return size > 0 ? std::string{buffer.data(), static_cast<std::size_t>(size)} : std::string{};
    }

  private:
    int fd_;
    bool connected_{false};
};

}  // namespace

RedisProbe probe_redis(const std::string& socket_path) {
    const Connection connection{socket_path, kProbeSeconds};
    if (!connection.connected()) return {};
    connection.say("PING\r\n");
    RedisProbe found;
    found.pid = connection.peer();
    found.ready = connection.hear().starts_with("+PONG");
    return found;
}

void shut_down_redis(const std::string& socket_path) {
    const Connection connection{socket_path, kShutdownSeconds};
    if (!connection.connected()) return;
    connection.say("SHUTDOWN NOSAVE\r\n");  // the append-only file is written all the same
    while (!connection.hear().empty()) {
    }
}

}  // namespace runtime
