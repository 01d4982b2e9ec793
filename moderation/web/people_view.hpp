#pragma once

#include "moderation/web/post_view.hpp"

#include <string>
#include <vector>

namespace moderation::web {

/// Who is declared to be in each picture that shows pupils, and where that is said. Names are for those who write posts
/// or agree to them; others read how many.
Html people_section(const Tools& tools, const Visit& visit, const PostPage& view);

/// Every pupil on roll by class, to be ticked for the picture at `place`, and whole classes. Says nothing of any
/// answer.
Html people_page(const Tools& tools, const Visit& visit, const PostPage& view, std::size_t place,
                 const FieldErrors& errors);

/// Those who were ticked on that page, by reference, with everybody of the classes that were.
std::vector<std::string> ticked_people(const Visit& visit, const models::PostPicture& picture,
                                       const models::guard::Roll& roll, models::consent::Day today);

/// The last field of the page: without it the form did not arrive whole.
inline constexpr const char* kPeopleEnd = "end";

}  // namespace moderation::web
