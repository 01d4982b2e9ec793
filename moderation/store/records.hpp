#pragma once

#include "models/domain/alert.hpp"
#include "models/domain/assessment.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/decision.hpp"
#include "models/domain/item.hpp"
#include "models/domain/page.hpp"
#include "models/journal/journal_entry.hpp"
#include "moderation/store/seen_picture.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// Who must see no trace of an item.
struct Barred {
    std::vector<std::string> people;  ///< ids, each once
    bool head{false};                 ///< one of them is a head: the chair of governors stands in

    void add(const Barred& more);
};

/// How far back circumstances look.
inline constexpr std::chrono::hours kCourse{9 * 24};
inline constexpr std::chrono::hours kDay{24};
inline constexpr std::chrono::hours kPace{2};

/// What is known around an item when it comes in, from counts that are forgotten by themselves: nobody has a profile.
/// Items from which somebody is barred do not count: what is said of another item must not tell them of those.
struct Circumstances {
    bool first_comment{false};               ///< its author was not seen on the channel within thirty days
    std::size_t of_author{0};                ///< items of its author that needed somebody, in the nine days before it
    std::size_t same_words{0};               ///< times the same words came within a day before it
    std::size_t under_post{0};               ///< items under its post that needed somebody, in the two hours before it
    std::optional<models::Finding> answers;  ///< the worst that was found of the comment which it answers
    bool agrees{false};                      ///< it says nothing but that it agrees with what it answers
};

/// What intake concluded of one collected item: what record_page writes beside it.
struct Intaken {
    models::CollectedItem item;
    models::Assessment assessment;
    std::string words;        ///< what counts as the same when it is said again; empty: too little to count
    std::uint64_t shadow{0};  ///< the candidate of the judging that was asked beside; 0: none
    bool differs{false};      ///< it would have treated it otherwise
    bool queue{false};        ///< a person looks at it
    models::Visibility visibility{models::Visibility::open};
    std::vector<std::string> barred;         ///< person ids who must see no trace of it
    bool head_barred{false};                 ///< one of them is a head: the chair of governors stands in
    bool auto_hide{false};                   ///< a reversible hide is wanted at once
    bool hide_needs_alert{false};            ///< ... but only once the alert was accepted by a channel
    std::optional<runtime::Time> review_by;  ///< with auto_hide: when a person must have looked at it
    std::string preserve;                    ///< "std", "snap", "hold", "hold_no_media", ...
    std::optional<runtime::Time> act_by;     ///< its clock; nothing: no hurry
    std::optional<models::Alert> alert;      ///< id and reference already drawn
};

/// What PictureWatch found in the pictures of one revision, and what follows from it.
struct FoundInPictures {
    std::string item;
    std::string revision;
    std::vector<SeenPicture> pictures;
    std::string listed_file;  ///< SHA-256 of a file that is on a list, for the journal's commitment; otherwise empty
    Intaken outcome;          ///< the item, its whole assessment with what was found, and what that makes of it
};

/// How much of what a network counts is here. A post of which more is held than counted lacks nothing.
struct Completeness {
    std::int64_t counted{0};  ///< comments, by the network
    std::int64_t held{0};     ///< of these; hidden ones included, deleted ones not
    std::size_t posts{0};
    std::size_t lacking{0};  ///< posts of which some are missing
};

/// One person's view of who they are for the store: barred items do not exist for them.
struct Viewer {
    std::string person;
    std::vector<models::Visibility> sees;  ///< by their roles
    bool reads_told{false};                ///< also what they were told of or added to
    bool closes{false};                    ///< what is severe: their decision ends it
};

/// One revision of an item, unsealed.
struct Revision {
    std::string id;
    runtime::Time seen_at{};
    std::string text;
    std::vector<models::Attachment> attachments;
    models::Assessment assessment;
};

/// What people say an item is, and the classifier should have said.
struct Label {
    std::optional<models::Category> category;  ///< nothing: it is harmless
    models::Severity severity{models::Severity::v0};
    bool agreed{false};  ///< by a second colleague
};
/// "staff_abuse:2", "none:0".
std::string to_string(const Label& label);
std::optional<Label> label_from(std::string_view text);

/// What somebody proposed and a second colleague has to agree to.
struct Proposal {
    models::Verb verb{models::Verb::leave};
    std::string by;
    std::string reason;  ///< reason code chosen by the proposer
    runtime::Time at{};
    std::string text{};                ///< of a reply: word for word what would be said
    std::vector<std::string> hands{};  ///< all who worded it, the proposer among them
};

/// An action on the network and how it went.
struct Action {
    std::string id;
    std::string item;
    models::Verb verb{models::Verb::hide};
    models::ActionState state{models::ActionState::wanted};
    std::string wanted_by;  ///< person id or "system:triage"
    std::string agreed_by;  ///< second colleague, if one was needed
    std::string detail;     ///< the network's reason, in words
    int attempts{0};
    runtime::Time at{};
    std::optional<runtime::Time> begun_at;  ///< the first attempt
    std::string text;                       ///< of a reply: word for word what two colleagues agreed on
};

/// An item as it stands, unsealed.
struct Item {
    std::string id;
    models::CollectedItem latest;  ///< newest revision (raw left out)
    models::NetworkState network_state{models::NetworkState::visible};
    models::ReviewState review{models::ReviewState::none};
    std::uint64_t version{0};
    models::Severity severity{models::Severity::v0};   ///< the worst since a person last decided
    models::Severity hidden_at{models::Severity::v0};  ///< highest severity at which it was hidden
    models::Visibility visibility{models::Visibility::open};
    std::vector<std::string> barred;
    std::vector<std::string> added;  ///< person ids who were told of it, or whom a colleague added
    std::string claimed_by;
    std::optional<runtime::Time> claimed_until;
    std::optional<Proposal> proposal;
    std::optional<runtime::Time> act_by;
    std::optional<runtime::Time> undo_until;  ///< the last decision can be undone until then
    std::string decided_by;
    models::Assessment assessment;
    std::optional<Label> label;  ///< what people said of this revision
    /// What was found in the pictures of this revision, in their order. Nothing: nobody looked yet, or there are none.
    std::optional<std::vector<SeenPicture>> pictures;
    bool listed{false};  ///< one of its pictures, of whichever revision, was taken out of view
    runtime::Time first_seen{};
    std::vector<Revision> revisions;  ///< oldest first; only item() fills it
    std::vector<Action> actions;      ///< oldest first; only item() fills it
};

/// Something that was done because of an item and goes on until it is lifted: an author who is banned or muted, a post
/// under which nobody can comment.
struct Standing {
    Item item;
    Action deed;
};

/// What the author of an item wrote before it.
struct EarlierItems {
    std::size_t count{0};
    std::vector<Item> newest;  ///< a few of them, newest first
};

/// A decision as a person sends it. `version` is what their page showed.
struct DecisionRequest {
    std::string item;
    std::uint64_t version{0};
    models::Verb verb{models::Verb::leave};
    std::string person;
    std::string reason;            ///< reason code
    bool needs_second{false};      ///< by the permission table; the store adds what it knows: see decide()
    std::string text{};            ///< of a reply: what to say
    std::optional<Label> label{};  ///< what it is, as far as the decision says that
};

struct QueueFilter {
    std::optional<models::Severity> at_least;
    std::string channel;  ///< empty: all
};

struct QueuePage {
    std::vector<Item> items;  ///< most urgent first
    std::string next;         ///< cursor of the next page; empty: the end
    std::size_t total{0};     ///< open items that this viewer may see
};

/// A job out of a stream. Acknowledge it when its work is recorded.
struct Job {
    std::string stream;  ///< "actions", "alerts"
    std::string entry;   ///< stream id
    std::map<std::string, std::string> fields;
    int deliveries{1};
};

struct User {
    std::string person;         ///< id in the people file
    std::string password_hash;  ///< argon2id
    bool must_change{false};
    runtime::Time created_at{};
};

struct Session {
    std::string person;
    std::string csrf;
    runtime::Time opened_at{};
    runtime::Time last_seen{};
};

}  // namespace moderation
