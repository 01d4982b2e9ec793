#pragma once

#include "moderation/web/post_view.hpp"

#include <string>

namespace moderation::web {

/// Pictures of a post as small as a preview shows them, in their order.
Html thumbnails(const Post& post);

/// Every picture with its description, what people say of who can be seen, and what the machine found. Whoever may
/// change the post describes them here, moves them, takes them out and adds others.
Html pictures_section(const Tools& tools, const Visit& visit, const PostPage& view, const FieldErrors& errors);

/// Names of the fields about the picture at `place`, the first of which is 0.
std::string alt_field(std::size_t place);
std::string people_field(std::size_t place);
std::string framing_field(std::size_t place);
std::string words_field(std::size_t place);

std::string_view people_words(models::PeopleShown people);
std::string_view framing_words(models::Framing framing);

}  // namespace moderation::web
