#pragma once

#include "config/problem.hpp"

#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace config {

/// A text that the school begins a post with. What stands in it in square brackets is for the author to fill in.
struct PostTemplate {
    std::string id;    ///< [a-z0-9-], in addresses
    std::string name;  ///< as it is offered, one line
    std::string kind;  ///< information, news, event or closure
    std::string text;  ///< UTF-8; at most 2000 bytes
    std::string also;  ///< where else families find it; may be empty
};
using PostTemplates = std::vector<PostTemplate>;

/// Reads templates.toml. A file without a template is right: then none is offered.
tl::expected<PostTemplates, Problems> load_post_templates(const std::string& file);

}  // namespace config
