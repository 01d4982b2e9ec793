#pragma once

#include "moderation/practice.hpp"
#include "moderation/store/records.hpp"
#include "moderation/triage.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// What a candidate would do otherwise with one comment.
enum class Change { more, fewer, graver, milder, hides, shows };
inline constexpr std::size_t kChanges = 6;
std::string_view to_string(Change change);
std::optional<Change> change_from(std::string_view name);

/// Severity counts only where a person looks either way.
std::vector<Change> changes_between(const Intaken& live, const Intaken& candidate);

/// What a candidate would have changed on the last weeks. Holds ids and counts, no content.
struct Backtest {
    std::size_t looked_at{0};
    std::array<std::size_t, kChanges> changes{};  ///< by Change
    std::size_t fewer_confirmed{0};               ///< nobody would have looked, and colleagues had called it harmful
    std::size_t fewer_harmless{0};                ///< nobody would have looked, and colleagues had called it harmless

    struct Changed {
        std::string item;
        std::vector<Change> changes;
    };
    std::vector<Changed> newest;  ///< some of them
    static constexpr std::size_t kNewest = 20;
};
std::string pack(const Backtest& backtest);
Backtest unpack_backtest(std::string_view packed);

/// Adds one comment of the past to the backtest, unless somebody is barred from it.
void try_on(Backtest& backtest, const Item& item, const Judging& judging, const Triage& triage,
            const std::string& channel_external_id, runtime::Time now);

/// A text of the golden set and what has to be said of it.
struct GoldenText {
    enum class Kind { harmful, look_alike, criticism, harmless };
    Kind kind{Kind::harmless};
    int at_least{0};  ///< harmful: the severity
    std::string text;
};
/// The golden set out of its directory. unavailable with what to do when it cannot be read.
runtime::Result<std::vector<GoldenText>> read_golden(const std::string& directory);

/// One promise of the golden set: how many of its texts keep it, live and with the candidate.
struct GoldenFigure {
    std::string promise;  ///< "emergencies", "act_now", "act_today", "look_alikes", "criticism", "harmless"
    std::size_t live{0};
    std::size_t candidate{0};
    std::size_t texts{0};
};
std::vector<GoldenFigure> golden_figures(const std::vector<GoldenText>& golden, const Judging& judging,
                                         runtime::Time now);
/// The candidate breaks a promise that what is live keeps.
bool worse(const std::vector<GoldenFigure>& figures);
std::string pack(const std::vector<GoldenFigure>& figures);
std::vector<GoldenFigure> unpack_figures(std::string_view packed);

}  // namespace moderation
