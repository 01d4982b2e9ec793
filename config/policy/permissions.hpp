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
    decide,  ///< hide, leave, restore below V3
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
    see_alerts,
};

enum class Allowed { no, yes, with_second };

/// The best that any of the person's roles on that day gives.
Allowed allowed(const People& people, std::string_view person, Permission permission, runtime::Time at);

}  // namespace config
