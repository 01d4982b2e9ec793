#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/people.hpp"
#include "config/settings_reader.hpp"

#include <string>

namespace config {

/// What a settings file says that cannot work together, or that somebody should know.
Problems check_settings(const SettingsRead& read, const std::string& file);

/// What the people of the school lack on that day.
Problems check_people(const People& people, const Settings& settings, runtime::Time at);

/// Whether the calendar reaches past that day.
Problems check_calendar(const Calendar& calendar, const Settings& settings, runtime::Time at);

}  // namespace config
