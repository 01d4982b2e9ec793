#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace config {

/// The words of a text for comparing: compatibility forms, case, accents and invisible characters do not
/// count, and everything but letters and digits parts words. "Mrs O'Quill-Ávila's" gives mrs o quill avila s.
std::vector<std::string> words_of(std::string_view text);

}  // namespace config
