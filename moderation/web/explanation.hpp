#pragma once

#include "models/domain/assessment.hpp"
#include "moderation/web/html.hpp"

#include <string>
#include <string_view>

namespace moderation::web {

// Why the machine says what it says, in sentences and with the words marked, never as a number.

/// What was written, with the words marked that led to the assessment.
Html marked_text(std::string_view text, const models::Assessment& assessment);

/// One point for each thing that was noticed, with the words that it was noticed by. Empty: nothing was.
Html noticed(std::string_view text, const models::Assessment& assessment);

/// Why words that look alarming were left alone: one plain sentence for each. `pupil` is the school's own word.
Html left_alone(std::string_view text, const models::Assessment& assessment, std::string_view pupil);

}  // namespace moderation::web
