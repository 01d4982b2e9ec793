#pragma once

#include "config/policy/post_templates.hpp"
#include "moderation/picture_library.hpp"
#include "moderation/post_guard.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace moderation::web {

/// A post as somebody sees it.
struct PostPage {
    Post post;
    std::vector<models::Channel> channels{};         ///< those it is for, as far as they are known
    std::optional<models::PostContent> last_read{};  ///< what this person read before, when that was something else
    /// For posts with pictures: who those are that are listed.
    std::shared_ptr<const models::guard::Roll> roll{};
    Verdicts verdicts{};             ///< of the register of pupils; before it is published
    std::vector<Earlier> earlier{};  ///< for each of its pictures; before it is published
};

/// To whoever may not agree to a post for that.
inline constexpr const char* kFacesNeedTheHead = "Pupils can be told by their faces in it: the head has to agree.";

/// "Mrs Quill, today 15:42".
Html who_and_when(const Tools& tools, const Visit& visit, const Step& step);

/// What keeps it from being published, by channel and as a whole: sentences, empty when nothing does.
std::vector<std::string> problems_of(const PostPage& view, runtime::Time now);

/// The post exactly as it will look, what there is to say about it, and what this person can do.
Html post_page(const Tools& tools, const Visit& visit, const PostPage& view, const FieldErrors& errors);
/// What can be done with it: the forms at the end of the page.
Html post_actions(const Tools& tools, const Visit& visit, const PostPage& view, const FieldErrors& errors);

/// Everything that there is.
struct PostList {
    std::vector<Post> open{};
    std::vector<Post> over{};
    std::vector<Post> to_come_down{};
    std::vector<models::Channel> channels{};
    Step paused{};
    bool recalled{false};  ///< nothing is published that may show pupils
};
Html post_list(const Tools& tools, const Visit& visit, const PostList& list);

/// The form in which a post is written; what was typed comes back in it.
struct PostForm {
    std::string id{};  ///< empty: a new one
    std::uint64_t version{0};
    bool draft{true};  ///< nobody is asked to read it: what is typed may be kept by itself
    models::PostContent content{};
    std::string at{};  ///< the planned time as it was typed
    std::vector<models::Channel> channels{};
    config::PostTemplates templates{};  ///< offered to begin with
};
Html post_form(const Visit& visit, const PostForm& post, const FieldErrors& errors);

std::string_view post_words(models::PostState state);
std::string_view delivery_words(models::DeliveryState state);
TagColour delivery_colour(models::DeliveryState state);
std::string_view kind_words(models::PostKind kind);
/// With its network: "X: Bramblecote Primary News".
std::string channel_name(const models::Channel& channel);
/// The name of one of them; its id when it is not known.
std::string channel_name(const std::vector<models::Channel>& channels, const std::string& id);

}  // namespace moderation::web
