#include "config/runtime/log.hpp"

#include "config/runtime/clock.hpp"
#include "config/runtime/log_escape.hpp"

#include <cerrno>
#include <mutex>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace runtime {

namespace {

const char* name_of(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return "debug";
        case LogLevel::info: return "info";
        case LogLevel::warning: return "warning";
        case LogLevel::error: return "error";
    }
    return "error";
}

}  // namespace

struct Log::Sink {
    Sink(LogLevel lowest_level, int descriptor, bool close_it)
        : lowest{lowest_level}, fd{descriptor}, owned{close_it} {}
    ~Sink() {
        if (owned) ::close(fd);
    }
    Sink(const Sink&) = delete;
    Sink& operator=(const Sink&) = delete;

    /// A whole line in one call, so lines of several processes do not mix. A log that cannot be written
    /// (disk full) must not stop the service: the rest of the line is given up.
    void put(const std::string& line) {
        const std::lock_guard guard{mutex};
        std::size_t done = 0;
        while (done < line.size()) {
            const auto written = ::write(fd, line.data() + done, line.size() - done);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return;
            done += static_cast<std::size_t>(written);
        }
    }

    LogLevel lowest;
    int fd;
    bool owned;
    std::mutex mutex;
};

Log::Log(LogLevel lowest) : sink_{std::make_unique<Sink>(lowest, STDERR_FILENO, false)} {}

Log::Log(LogLevel lowest, const std::string& file) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (fd < 0) throw std::system_error{errno, std::generic_category(), "cannot open the log file " + file};
    sink_ = std::make_unique<Sink>(lowest, fd, true);
}

Log::~Log() = default;

void Log::debug(std::string_view part, std::string_view event, std::initializer_list<LogField> fields) {
    write(LogLevel::debug, part, event, fields);
}

void Log::info(std::string_view part, std::string_view event, std::initializer_list<LogField> fields) {
    write(LogLevel::info, part, event, fields);
}

void Log::warning(std::string_view part, std::string_view event, std::initializer_list<LogField> fields) {
    write(LogLevel::warning, part, event, fields);
}

void Log::error(std::string_view part, std::string_view event, std::initializer_list<LogField> fields) {
    write(LogLevel::error, part, event, fields);
}

void Log::write(LogLevel level, std::string_view part, std::string_view event, std::initializer_list<LogField> fields) {
    if (level < sink_->lowest) return;
    std::string line = to_iso(std::chrono::system_clock::now());
    line += ' ';
    line += name_of(level);
    line += ' ';
    line += escape_for_log(part);
    line += ": ";
    line += escape_for_log(event);
    for (const auto& field : fields) {
        line += ' ';
        line += escape_for_log(field.key);
        line += '=';
        line += log_value(field.value);
    }
    line += '\n';
    sink_->put(line);
}

}  // namespace runtime
