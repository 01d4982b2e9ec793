#pragma once

#include "moderation/published_news.hpp"
#include "moderation/web/visit.hpp"

#include <string>

namespace moderation::web {

/// What the school said, as a page.
Html news_page(const Tools& tools, const Visit& visit, const News& news);

/// The same as an Atom feed (RFC 4287). Identifiers stay the same when the address of Gatehouse changes.
std::string atom_feed(const Tools& tools, const Visit& visit, const News& news);

}  // namespace moderation::web
