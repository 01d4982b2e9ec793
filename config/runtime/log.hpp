#pragma once

#include <concepts>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace runtime {

enum class LogLevel { debug, info, warning, error };

/// One key=value of a log line. Values are ids, counts, kinds and codes, never what a person wrote
/// and never who wrote it.
struct LogField {
    LogField(std::string_view key_, std::string_view value_) : key{key_}, value{value_} {}
    LogField(std::string_view key_, const char* value_) : key{key_}, value{value_} {}
    LogField(std::string_view key_, const std::string& value_) : key{key_}, value{value_} {}
    LogField(std::string_view key_, std::integral auto number) : key{key_}, value{std::to_string(number)} {}

    std::string_view key;
    std::string value;
};

/// Writes one line per event to standard error:
/// `2026-11-20T09:15:00.000Z info ingest: page recorded channel=ab12 items=37`.
///
/// Control characters, quotes and line breaks in values are escaped, so one event is always one line.
/// Threads: any.
class Log {
  public:
    /// Lines below `lowest` are dropped.
    explicit Log(LogLevel lowest = LogLevel::info);
    /// Writes to the file instead of standard error. Throws when it cannot be opened.
    Log(LogLevel lowest, const std::string& file);
    ~Log();

    void debug(std::string_view part, std::string_view event, std::initializer_list<LogField> fields = {});
    void info(std::string_view part, std::string_view event, std::initializer_list<LogField> fields = {});
    void warning(std::string_view part, std::string_view event, std::initializer_list<LogField> fields = {});
    void error(std::string_view part, std::string_view event, std::initializer_list<LogField> fields = {});

  private:
    struct Sink;
    void write(LogLevel level, std::string_view part, std::string_view event, std::initializer_list<LogField> fields);
    std::unique_ptr<Sink> sink_;
};

}  // namespace runtime
