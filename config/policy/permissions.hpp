#pragma once

#include "config/policy/people.hpp"

#include <string_view>

namespace config {

/// What a person may want to do. The table is domain knowledge and stands in one place: permissions.cpp.
enum class Permission {
    see_queue,
    see_dsl_items,
    see_cm_items,
    see_gov_items,
    read_when_told,  ///< an item that they were told of or added to, whatever it is
    add_colleague,   ///< lets one more read an item that is kept from most
    decide,          ///< hide, leave, restore below V3
    restore_v3,
    propose_delete,
    agree_delete,
    propose_ban,  ///< whatever concerns the author: ban, mute, and taking it back
    agree_ban,
    propose_comments,  ///< to switch them off or on under a post
    agree_comments,
    propose_reply,
    agree_reply,
    close_safeguarding,
    propose_channel,
    assess_channel,
    authorise_channel,
    suspend_channel,
    see_channels,
    connect_channel,       ///< tokens and health
    keep_account_details,  ///< to record how the school gets into an account, not to read it
    break_glass,           ///< to read it, for a reason
    see_journal,
    see_own_journal,
    see_judging,  ///< how texts are judged, and trying one
    propose_judging,
    agree_judging,
    see_posts,
    write_post,
    agree_post,     ///< to what somebody else wrote
    agree_promise,  ///< to a post that promises something on the school's behalf
    agree_faces,    ///< to a post in whose pictures pupils can be told by their faces
    publish_alone,  ///< the recorded exception, which somebody else looks at afterwards
    pause_posts,
    take_down_post,
    take_down_all,   ///< in an emergency: all pictures of pupils
    sweep_pictures,  ///< to have old pictures looked at, to propose that one goes, and to let it stay
    agree_sweep,     ///< to what somebody else proposed about them
    see_alerts,
    propose_pupils,  ///< an import into the register of pupils; to see how far forms have come back
    agree_pupils,
    edit_consent,     ///< to find one pupil and to change what their family answered
    restrict_pupil,   ///< to see and to set that a pupil must not be photographed
    list_unpictured,  ///< to read, for a reason, who may not be in pictures
};

enum class Allowed { no, yes, with_second };

/// The best that any of the person's roles on that day gives.
Allowed allowed(const People& people, std::string_view person, Permission permission, runtime::Time at);

}  // namespace config
