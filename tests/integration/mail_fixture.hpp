#pragma once

#include "tests/support/temporary_directory.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {

/// A real SMTP server in a process of its own, on a port that the system chose.
class MailServer {
  public:
    explicit MailServer(std::vector<std::string> options = {}) {
        std::vector<std::string> words{"/usr/bin/python3",
                                       "-B",
                                       GATEHOUSE_SOURCE_DIR "/tests/support/smtp/smtp_server.py",
                                       "--port",
                                       "0",
                                       "--ready-file",
                                       directory_ / "ready",
                                       "--mailbox",
                                       mailbox()};
        words.insert(words.end(), options.begin(), options.end());
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t quiet;
        posix_spawn_file_actions_init(&quiet);
        posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, (directory_ / "errors").c_str(), O_WRONLY | O_CREAT,
                                         0600);
        const int failed = posix_spawn(&pid_, words[0].c_str(), &quiet, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&quiet);
        if (failed != 0) throw std::runtime_error{"the mail server does not start"};
        wait_until_ready();
    }
    ~MailServer() { stop(); }
    MailServer(const MailServer&) = delete;
    MailServer& operator=(const MailServer&) = delete;

    std::uint16_t port() const { return port_; }

    void stop() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }

    /// Messages it accepted, oldest first, and their envelopes.
    std::vector<std::string> messages() const { return files(".eml"); }
    std::vector<std::string> envelopes() const { return files(".json"); }

  private:
    std::string mailbox() const { return directory_ / "mail"; }

    static std::string content_of(const std::filesystem::path& path) {
        std::ifstream in{path, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

    std::vector<std::string> files(const std::string& suffix) const {
        std::vector<std::string> found;
        for (int number = 1;; ++number) {
            auto name = std::to_string(number);
            name.insert(0, 4 - name.size(), '0');
            const auto path = std::filesystem::path{mailbox()} / (name + suffix);
            if (!std::filesystem::exists(path)) return found;
            found.push_back(content_of(path));
        }
    }

    void wait_until_ready() {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!std::filesystem::exists(directory_ / "ready")) {
            if (::waitpid(pid_, nullptr, WNOHANG) != 0 || std::chrono::steady_clock::now() > limit)
                throw std::runtime_error{"the mail server did not get ready: " + content_of(directory_ / "errors")};
            std::this_thread::yield();
        }
        port_ = static_cast<std::uint16_t>(std::stoi(content_of(directory_ / "ready")));
    }

    TemporaryDirectory directory_;
    pid_t pid_{-1};
    std::uint16_t port_{0};
};

}  // namespace tests
