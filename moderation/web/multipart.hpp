#pragma once

#include "moderation/web/forms.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace moderation::web {

/// A form that was sent with a file. What its sender calls the file, and says that it is, is not kept.
struct Multipart {
    Params fields;
    std::optional<std::string> file{};  ///< nothing: none was chosen
};

/// Reads multipart/form-data as browsers write it. Nothing for anything else: another type, a part without an end, more
/// than one file, more than Params::kFieldsMax parts.
std::optional<Multipart> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace moderation::web
