#pragma once

#include <string>

#include <tl/expected.hpp>

namespace config {

/// The one line of a secret file. Refuses a file that is not ours or root's, that others can read, or
/// that holds more than one line; the error says which and what to do, and never what is in it.
tl::expected<std::string, std::string> read_secret(const std::string& file);

/// Everything in such a file, which may have more lines or none.
tl::expected<std::string, std::string> read_secret_text(const std::string& file);

}  // namespace config
