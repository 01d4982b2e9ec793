#include "config/runtime/private_redis.hpp"

#include "config/runtime/child_process.hpp"
#include "config/runtime/redis_probe.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace runtime {

namespace {

constexpr std::chrono::seconds kStartMax{60};
constexpr std::chrono::seconds kStopMax{60};
constexpr std::chrono::milliseconds kLook{10};  // between two looks at a server that starts or stops
constexpr std::size_t kSocketPathMax = sizeof(sockaddr_un::sun_path) - 1;

[[noreturn]] void refuse(const std::string& what) {
    throw std::runtime_error{"the embedded Redis: " + what};
}

std::string because() {
    return std::string{": "} + std::strerror(errno);
}

/// A path as redis.conf wants it.
std::string quoted(const std::string& path) {
    std::string text = "\"";
    for (const char c : path) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + '"';
}

}  // namespace

PrivateRedis::PrivateRedis(const std::string& directory)
    : directory_{std::filesystem::absolute(directory).lexically_normal().string()},
      socket_{directory_ + "/redis.sock"} {
    if (socket_.size() > kSocketPathMax)
        refuse("the path of its socket, " + socket_ + ", is longer than the " + std::to_string(kSocketPathMax) +
               " bytes a unix socket may have: use a shorter data directory");
    prepare_directory();
    lock_ = ::open((directory_ + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) refuse("cannot write to " + directory_ + because());
    try {
        if (::flock(lock_, LOCK_EX | LOCK_NB) != 0)
            refuse("another Gatehouse that is running uses " + directory_ + ": stop it or set data.directory");
        stop_left_over();
        write_configuration();
        start();
        wait_until_ready();
    } catch (...) {
        stop();
        ::close(lock_);
        throw;
    }
}

bool PrivateRedis::in_use(const std::string& directory) {
    const int lock = ::open((directory + "/lock").c_str(), O_RDWR | O_CLOEXEC);
    if (lock < 0) return false;
    const bool held = ::flock(lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(lock);
    return held;
}

PrivateRedis::~PrivateRedis() {
    stop();
    ::close(lock_);
}

void PrivateRedis::prepare_directory() const {
    std::error_code failure;
    std::filesystem::create_directories(std::filesystem::path{directory_}.parent_path(), failure);
    if (::mkdir(directory_.c_str(), 0700) != 0 && errno != EEXIST) refuse("cannot create " + directory_ + because());
    if (::chmod(directory_.c_str(), 0700) != 0) refuse("cannot make " + directory_ + " private" + because());
}

void PrivateRedis::write_configuration() const {
    const auto file = directory_ + "/redis.conf";
    std::filesystem::remove(file);
    std::ofstream out{file};
    out << "port 0\n"
        << "unixsocket " << quoted(socket_) << "\nunixsocketperm 700\n"
        << "dir " << quoted(directory_) << "\npidfile " << quoted(directory_ + "/redis.pid") << "\n"
        << "logfile " << quoted(directory_ + "/redis.log") << "\n"
        << "daemonize no\nappendonly yes\nappendfsync always\nsave \"\"\n"
        << "maxmemory-policy noeviction\nhash-max-listpack-value 4096\n";
    out.close();
    if (!out || ::chmod(file.c_str(), 0600) != 0) refuse("cannot write " + file + because());
}

void PrivateRedis::stop_left_over() const {
    const auto pid = probe_redis(socket_).pid;
    if (pid <= 0) return;
    // Asked through its own socket: a number in a file may long be somebody else's process.
    shut_down_redis(socket_);
    const auto limit = std::chrono::steady_clock::now() + kStopMax;
    while (process_runs(pid)) {
        if (std::chrono::steady_clock::now() > limit)
            refuse("an earlier redis-server (process " + std::to_string(pid) + ") does not stop: end it by hand");
        pause_for(kLook);
    }
}

void PrivateRedis::start() {
    ::unlink(socket_.c_str());
    ChildOptions options;
    options.umask = 077;
    options.dies_with_parent = SIGTERM;
    const auto started = start_child({"redis-server", directory_ + "/redis.conf"}, options);
    if (!started) refuse("redis-server does not start (" + started.error().message + "): install redis-server");
    pid_ = *started;
}

void PrivateRedis::wait_until_ready() {
    const auto limit = std::chrono::steady_clock::now() + kStartMax;
    for (;;) {
        if (probe_redis(socket_).ready) return;
        if (child_ended(pid_)) {
            pid_ = -1;
            refuse("redis-server ended at once: see " + directory_ + "/redis.log");
        }
        if (std::chrono::steady_clock::now() > limit)
            refuse("redis-server is not ready after 60 s: see " + directory_ + "/redis.log");
        pause_for(kLook);
    }
}

void PrivateRedis::stop() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);  // it writes what it holds and ends; a child not yet waited for keeps its number
    wait_for_child(pid_);
    pid_ = -1;
}

}  // namespace runtime
