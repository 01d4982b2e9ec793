#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace models {

/// What a person says of an item.
enum class Verb {
    leave,
    hide,
    unhide,
    remove,
    ban,
    unban,
    mute,
    unmute,
    comments_off,
    comments_on,
    reply,
    escalate,
};
/// "delete" for remove; the others as they are written.
std::string_view to_string(Verb verb);
std::optional<Verb> verb_from(std::string_view name);

/// What a verb changes on the network.
enum class Reach {
    nothing,
    item,    ///< whether it is seen
    author,  ///< what they can write, or what the school sees of it
    post,    ///< whether anybody can comment under it
    answer,  ///< the school says something
};
Reach reach_of(Verb verb);

/// What is done on the network because of a decision or a rule.
enum class ActionState { wanted, acting, done, refused, failed, unknown };
std::string_view to_string(ActionState state);
std::optional<ActionState> action_state_from(std::string_view name);

/// Where an item stands in the review. A proposal that is declined leaves it open; so does whatever is decided of
/// something severe by somebody who may not close it.
///
///   none ---> open <--> claimed ---> proposed ---> agreed ---> done
///               '----------'----(one is enough)------------------^
enum class ReviewState { none, open, claimed, proposed, agreed, done };
std::string_view to_string(ReviewState state);
std::optional<ReviewState> review_state_from(std::string_view name);

/// Who may see an item: everybody in the queue, the DSL team, the case manager, or governors by conflict. From the
/// widest to the narrowest: of two the larger holds.
enum class Visibility { open, dsl, cm, gov };
std::string_view to_string(Visibility visibility);
std::optional<Visibility> visibility_from(std::string_view name);

}  // namespace models
