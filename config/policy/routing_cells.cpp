#include "config/policy/routing_cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace config {

namespace {

constexpr int kMaxAmount = 1000;

template <class Value>
using Named = std::pair<std::string_view, Value>;

constexpr std::array<Named<Deadline::Unit>, 6> kUnits{{{"m", Deadline::Unit::minutes},
                                                       {"h", Deadline::Unit::hours},
                                                       {"sh", Deadline::Unit::school_hours},
                                                       {"sd", Deadline::Unit::school_days},
                                                       {"wd", Deadline::Unit::working_days},
                                                       {"cd", Deadline::Unit::calendar_days}}};

constexpr std::array<Named<Recipient>, 8> kRecipients{{{"comms", Recipient::comms},
                                                       {"dsl", Recipient::dsl},
                                                       {"ht", Recipient::ht},
                                                       {"slt", Recipient::slt},
                                                       {"cm", Recipient::cm},
                                                       {"chair", Recipient::chair},
                                                       {"dpo", Recipient::dpo},
                                                       {"it", Recipient::it}}};

constexpr std::array<Named<Notify>, 5> kNotify{{{"queue", Notify::queue},
                                                {"digest", Notify::digest},
                                                {"email", Notify::email},
                                                {"push", Notify::push},
                                                {"sms", Notify::sms}}};

constexpr std::array<Named<Automatic>, 15> kAutomatic{
    {{"none", Automatic::none},
     {"hide", Automatic::hide},
     {"hide_susp", Automatic::hide_on_suspicion},
     {"hide_susp+prompt_remove", Automatic::hide_on_suspicion},
     {"hide_if_target", Automatic::hide_if_target},
     {"hide_if_slur", Automatic::hide_if_slur},
     {"hide_if_named", Automatic::hide_if_named},
     {"hide_if_named_and_abusive", Automatic::hide_if_named_and_abusive},
     {"hide_if_first_time_stranger", Automatic::hide_if_first_time_stranger},
     {"hide_if_two_identifiers", Automatic::hide_if_two_identifiers},
     {"hide_if_two_identifiers_else_confirm", Automatic::hide_if_two_identifiers},
     {"hide_with_alert", Automatic::hide_with_alert},
     {"confirm", Automatic::confirm},
     {"prompt_unpublish", Automatic::prompt},
     {"prompt_unpublish_else_hide", Automatic::hide}}};

template <class Value, std::size_t N>
std::optional<Value> named(const std::array<Named<Value>, N>& table, std::string_view name) {
    for (const auto& [known, value] : table)
        if (known == name) return value;
    return std::nullopt;
}

template <class Value, std::size_t N>
std::optional<std::vector<Value>> list(const std::array<Named<Value>, N>& table, std::string_view cell) {
    std::vector<Value> values;
    if (cell == "none") return values;
    for (const auto& part : parts_of(cell)) {
        const auto value = named(table, part);
        if (!value || std::find(values.begin(), values.end(), *value) != values.end()) return std::nullopt;
        values.push_back(*value);
    }
    if (values.empty()) return std::nullopt;
    return values;
}

}  // namespace

std::vector<std::string> parts_of(std::string_view cell) {
    std::vector<std::string> parts;
    while (!cell.empty()) {
        const auto plus = cell.find('+');
        parts.emplace_back(cell.substr(0, plus));
        if (plus == std::string_view::npos) break;
        cell.remove_prefix(plus + 1);
        if (cell.empty()) parts.emplace_back();
    }
    return parts;
}

std::optional<Deadline> deadline_from(std::string_view cell) {
    Deadline deadline;
    const auto* end = cell.data() + cell.size();
    const auto [rest, error] = std::from_chars(cell.data(), end, deadline.amount);
    if (error != std::errc{} || deadline.amount < 1 || deadline.amount > kMaxAmount) return std::nullopt;
    const auto unit = named(kUnits, std::string_view{rest, static_cast<std::size_t>(end - rest)});
    if (!unit) return std::nullopt;
    deadline.unit = *unit;
    return deadline;
}

std::optional<std::vector<Recipient>> recipients_from(std::string_view cell) {
    return list(kRecipients, cell);
}

std::optional<std::vector<Notify>> notify_from(std::string_view cell) {
    constexpr std::string_view kCalldown{"+calldown"};
    if (cell.size() > kCalldown.size() && cell.substr(cell.size() - kCalldown.size()) == kCalldown)
        cell.remove_suffix(kCalldown.size());
    return list(kNotify, cell);
}

std::optional<Automatic> automatic_from(std::string_view cell) {
    return named(kAutomatic, cell);
}

}  // namespace config
