#pragma once

#include "notifier/ports.hpp"
#include "tests/unit/notifier/fakes.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tests {

class MemorySchedule final : public notifier::Schedule {
  public:
    struct Ran {
        std::string what;
        runtime::Time at;
        std::string data;
    };
    runtime::Task<runtime::Result<std::optional<runtime::Time>>> last_run(std::string what) override {
        if (down) co_return no_answer();
        std::optional<runtime::Time> last;
        if (runs.contains(what)) last = runs[what];
        co_return last;
    }
    runtime::Task<runtime::Result<void>> ran(std::string what, runtime::Time at, std::string journal_data) override {
        if (down) co_return no_answer();
        runs[what] = at;
        journal.push_back(Ran{what, at, std::move(journal_data)});
        co_return runtime::Result<void>{};
    }

    std::map<std::string, runtime::Time> runs;
    std::vector<Ran> journal;
    bool down{false};
};

class MemoryReading final : public notifier::ReadingState {
  public:
    runtime::Task<runtime::Result<std::vector<notifier::ChannelSilence>>> authorised_channels() override {
        if (down) co_return no_answer();
        co_return channels;
    }

    std::vector<notifier::ChannelSilence> channels;
    bool down{false};
};

}  // namespace tests
