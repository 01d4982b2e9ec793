#pragma once

#include <memory>
#include <string>

#include <sys/types.h>

namespace runtime {

/// The embedded default: a `redis-server` of our own on a unix socket (no TCP port), with its own data
/// directory of mode 0700, `appendonly yes`, `appendfsync always`, `noeviction` and
/// `hash-max-listpack-value 4096`. It is stopped with this object, and dies with this process even
/// when that is killed. A server left over by a killed process is stopped first; one whose Gatehouse still
/// runs is left alone and the start refused. Threads: make it on the main thread, which must be the last to
/// end (the kernel ends the server with the thread that started it).
class PrivateRedis {
  public:
    /// Starts and waits until it answers. Throws std::runtime_error that says what to do when
    /// redis-server is missing, the directory is not writable or in use by another Gatehouse, its path is
    /// too long for a unix socket, or the server does not start within 60 s.
    explicit PrivateRedis(const std::string& directory);
    /// Asks the server to stop and waits until everything is on the disk.
    ~PrivateRedis();
    /// Whether a running Gatehouse has a server of its own in that directory.
    static bool in_use(const std::string& directory);

    PrivateRedis(const PrivateRedis&) = delete;
    PrivateRedis& operator=(const PrivateRedis&) = delete;

    const std::string& socket() const { return socket_; }
    pid_t pid() const { return pid_; }

  private:
    void prepare_directory() const;
    void write_configuration() const;
    void stop_left_over() const;
    void start();
    void wait_until_ready();
    void stop();

    std::string directory_;
    std::string socket_;
    int lock_{-1};  ///< held for as long as this object lives: one Gatehouse per directory
    pid_t pid_{-1};
};

}  // namespace runtime
