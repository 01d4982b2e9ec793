#pragma once

#include "config/runtime/crypto.hpp"
#include "config/runtime/redis.hpp"
#include "moderation/store/keys.hpp"
#include "moderation/store/records.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace moderation {

/// Everything a school's Gatehouse remembers, in Redis. Every state change is one Redis function of
/// `moderation/store/lua/`: it checks, changes, journals and queues what follows in one step. Then it is durable.
///
/// Errors   conflict   the version moved on, or somebody else was first; message says what changed
///          not_found  does not exist, or must not exist for this person
///          forbidden  the rule says no (the message is for the page: "You proposed this yourself.")
///          rejected   the state does not allow it (channel not authorised, lease lost)
///          unreachable, unavailable  Redis
/// Threads  the I/O thread.
class Store {
  public:
    /// `school` is the hash tag of every key. References outlive the store.
    Store(runtime::Redis& redis, const runtime::Sealer& sealer, std::string school);

    static constexpr int kSchemaVersion = 1;
    static constexpr std::size_t kPageItemsMax = 500;  ///< items of one record_page
    static constexpr std::chrono::minutes kClaimLease{10};
    static constexpr std::chrono::seconds kUndoWindow{30};
    static constexpr std::size_t kReplyBytesMax = 8000;  ///< what the most patient network takes
    static constexpr int kJobDeliveriesMax = 20;         ///< then it goes to the dead letters
    static constexpr int kMissedMax = 2;                 ///< alerts, then somebody is taken for absent

    /// Loads the functions. unavailable when the data was written by a newer Gatehouse, or when the
    /// boot sentinel is missing although data is there (a Redis that lost its files).
    /// Returns the epoch: drawn when the school's data began, the same for ever. `expected` is what was noted of
    /// it outside Redis, empty when nothing was: with another one, or none, Redis is not the one that held the
    /// data, and it is refused (conflict) without anything being written.
    runtime::Task<runtime::Result<std::string>> start(runtime::Time now, std::string expected = {});

    // --- reading the network
    /// conflict while another owner holds it, who is named; an owner takes its own lease anew at once. What was
    /// begun under an earlier lease can no longer be recorded.
    runtime::Task<runtime::Result<models::Lease>> take_lease(std::string channel, std::string owner,
                                                             std::chrono::milliseconds length, runtime::Time now);
    /// conflict when the lease was lost.
    runtime::Task<runtime::Result<void>> renew_lease(models::Lease lease, std::chrono::milliseconds length,
                                                     runtime::Time now);
    runtime::Task<runtime::Result<void>> release_lease(models::Lease lease);
    /// Cursors of all feeds of a channel.
    runtime::Task<runtime::Result<std::map<std::string, std::string>>> cursors(std::string channel);
    /// Keeps what a network said happened until it was looked at; more than the store keeps becomes "everything".
    /// rejected: the channel is not authorised, and nothing was kept.
    runtime::Task<runtime::Result<void>> note(std::string channel, std::vector<std::string> what);
    runtime::Task<runtime::Result<std::vector<models::Notice>>> notices(std::string channel);
    /// They were looked at, and what was found is recorded. conflict when the lease was lost.
    runtime::Task<runtime::Result<void>> answer_notices(models::Lease lease, std::vector<models::Notice> notices);
    /// The page, its items and the cursor in one step. rejected: channel not authorised, or fence is old.
    runtime::Task<runtime::Result<models::RecordedPage>> record_page(models::CollectedPage page,
                                                                     std::vector<Intaken> items, runtime::Time now);
    /// What is known around each of these, which come next: who wrote before, what was said before, what goes on under
    /// the same post. Of each, item and words count.
    runtime::Task<runtime::Result<std::vector<Circumstances>>> circumstances(const std::vector<Intaken>& items,
                                                                             runtime::Time now);
    runtime::Task<runtime::Result<void>> record_health(models::HealthReport report, runtime::Time now);
    /// external id -> is it known and at which revision: lets intake skip what it has already judged.
    runtime::Task<runtime::Result<std::vector<bool>>> known_revisions(const std::vector<models::CollectedItem>& items);
    /// What of the comments that the network counts is held, under posts not older than `since`.
    runtime::Task<runtime::Result<Completeness>> completeness(std::string channel, runtime::Time since);
    /// External ids of a post's items that are not gone: to notice deletions.
    runtime::Task<runtime::Result<std::vector<std::string>>> external_ids(std::string channel,
                                                                          std::string post_external_id);

    // --- channels
    runtime::Task<runtime::Result<std::vector<models::Channel>>> channels();
    runtime::Task<runtime::Result<models::Channel>> channel(std::string id);
    runtime::Task<runtime::Result<models::Channel>> propose_channel(models::Channel proposal, std::string person,
                                                                    runtime::Time now);
    runtime::Task<runtime::Result<models::Channel>> assess_channel(std::string id, std::uint64_t version,
                                                                   models::RiskAssessment assessment,
                                                                   runtime::Time now);
    /// A second person signs it, too. forbidden for the assessor.
    runtime::Task<runtime::Result<models::Channel>> cosign_assessment(std::string id, std::uint64_t version,
                                                                      std::string person, runtime::Time now);
    /// forbidden for the only assessor. When its review is due, its risks are assessed anew before.
    runtime::Task<runtime::Result<models::Channel>> authorise_channel(std::string id, std::uint64_t version,
                                                                      std::string person, runtime::Time now);
    runtime::Task<runtime::Result<models::Channel>> suspend_channel(std::string id, std::string person,
                                                                    std::string reason, runtime::Time now);
    runtime::Task<runtime::Result<models::Channel>> close_channel(std::string id, std::string person,
                                                                  runtime::Time now);

    // --- review
    runtime::Task<runtime::Result<QueuePage>> queue(Viewer viewer, QueueFilter filter, std::string cursor,
                                                    std::size_t limit);
    runtime::Task<runtime::Result<std::size_t>> queue_total(Viewer viewer);
    runtime::Task<runtime::Result<Item>> item(Viewer viewer, std::string id);
    /// For actions and alerts, which act for nobody in particular.
    runtime::Task<runtime::Result<Item>> item_for_system(std::string id);
    /// Ids of everything that somebody still has to look at.
    runtime::Task<runtime::Result<std::vector<std::string>>> waiting_items();
    /// Bars these people, too. False when they were all barred already.
    runtime::Task<runtime::Result<bool>> bar(std::string id, Barred barred, runtime::Time now);
    runtime::Task<runtime::Result<Item>> claim(Viewer viewer, std::string id, runtime::Time now);
    runtime::Task<runtime::Result<void>> release(Viewer viewer, std::string id, runtime::Time now);
    /// From now on this colleague reads it, too. rejected: it is not kept close, or they are barred from it.
    runtime::Task<runtime::Result<Item>> add_colleague(Viewer viewer, std::string id, std::string colleague,
                                                       runtime::Time now);
    /// Decides, or proposes when a second colleague is needed: always, but for leaving, hiding, showing again below V3
    /// and passing on, which alerts the safeguarding team and makes the item V3 at least. To word a waiting reply anew
    /// is a new proposal, of all who worded it. What is V3 or more, or was hidden as that, stays open until somebody
    /// decides who may close it, and is forbidden to leave for anybody else.
    /// malformed: a reply without words or of more than kReplyBytesMax, or words for anything else.
    runtime::Task<runtime::Result<Item>> decide(Viewer viewer, DecisionRequest request, runtime::Time now);
    /// forbidden for whoever had a hand in it. The same agreement sent twice succeeds once and conflicts once.
    runtime::Task<runtime::Result<Item>> agree(Viewer viewer, std::string id, std::uint64_t version, runtime::Time now);
    runtime::Task<runtime::Result<Item>> decline(Viewer viewer, std::string id, std::uint64_t version,
                                                 std::string reason, runtime::Time now);
    /// Within kUndoWindow and only by the one who decided.
    runtime::Task<runtime::Result<Item>> undo(Viewer viewer, std::string id, std::uint64_t version, runtime::Time now);
    /// What its author wrote before it, as far as a person had to look at that and this one may see it.
    runtime::Task<runtime::Result<EarlierItems>> earlier_items(Viewer viewer, Item item);
    /// Items whose present words people have called something, as long as they may be learnt from; for the machine,
    /// which acts for nobody in particular.
    runtime::Task<runtime::Result<std::vector<Item>>> examples(runtime::Time now, std::size_t limit);
    runtime::Task<runtime::Result<std::size_t>> count_examples(runtime::Time now, std::size_t most);
    /// What came since then, newest first; for the machine.
    runtime::Task<runtime::Result<std::vector<Item>>> recent(runtime::Time since, std::size_t limit);
    /// Journal entries about one item, oldest first.
    runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> item_history(Viewer viewer, std::string id);

    // --- actions on the network
    /// Keeps the evidence (sealed) and marks the action as acting. rejected when the channel is not
    /// authorised; conflict when it is already done.
    runtime::Task<runtime::Result<Action>> begin_action(std::string action, std::string evidence, runtime::Time now);
    runtime::Task<runtime::Result<void>> finish_action(std::string action, models::ActionState outcome,
                                                       std::string detail,
                                                       std::optional<models::NetworkState> network_state,
                                                       runtime::Time now);

    /// What goes on on a channel until somebody lifts it, oldest first, as far as it follows from items that this
    /// person may see.
    runtime::Task<runtime::Result<std::vector<Standing>>> standing(Viewer viewer, std::string channel);

    // --- jobs
    /// Waits up to `wait` for jobs of a stream; also takes over jobs whose consumer died (idle > 60 s).
    /// Uses the blocking connection given.
    runtime::Task<runtime::Result<std::vector<Job>>> take_jobs(runtime::Redis& blocking, std::string stream,
                                                               std::string consumer, std::size_t limit,
                                                               std::chrono::milliseconds wait);
    /// Lets what this consumer took and never finished come again with the next take_jobs(): after a start, and
    /// after Redis was away. REQUIRES: the consumer works on nothing.
    runtime::Task<runtime::Result<void>> resume_jobs(std::string stream, std::string consumer);
    runtime::Task<runtime::Result<void>> job_done(Job job);
    /// Puts the job into the delayed set in the same step as it leaves the stream.
    runtime::Task<runtime::Result<void>> job_later(Job job, runtime::Time due, runtime::Time now);
    /// To the dead letters, journalled; and people are told: of an action those of the item's rows of the routing
    /// table, of an alert that it reaches nobody any more, of a post those who are told when one is not published.
    /// In the same step an action has failed, and what becomes of a post on its channel is unknown once it was begun.
    runtime::Task<runtime::Result<void>> job_dead(Job job, std::string reason, runtime::Time now);
    /// Moves due delayed jobs to their streams. Returns how many.
    runtime::Task<runtime::Result<std::size_t>> move_due_jobs(runtime::Time now);
    /// Newest first; for a viewer without what is about something from which they are barred.
    runtime::Task<runtime::Result<std::vector<Job>>> dead_jobs(std::size_t limit);
    runtime::Task<runtime::Result<std::vector<Job>>> dead_jobs(Viewer viewer, std::size_t limit);

    // --- alerts
    /// Raises an alert that no page brought (silent connector, failed export). Not raised again while one
    /// with the same kind and subject is open.
    runtime::Task<runtime::Result<bool>> raise_alert(models::Alert alert, runtime::Time now);
    /// For delivering it, which is done for nobody in particular. Whoever was barred from its item since is barred.
    runtime::Task<runtime::Result<models::Alert>> alert(std::string id);
    /// not_found when this person may not know of it, or of the item that it is about.
    runtime::Task<runtime::Result<models::Alert>> alert(Viewer viewer, std::string id);
    /// Items that were hidden automatically and whose time for a review by a person is over, longest first.
    runtime::Task<runtime::Result<std::vector<std::string>>> overdue_hides(runtime::Time now, std::size_t limit);
    /// Raises the alert about one of them. False when somebody has decided meanwhile, it is no longer hidden, or an
    /// alert is open already; it is overdue no longer either way.
    runtime::Task<runtime::Result<bool>> raise_unreviewed_hide(models::Alert alert, runtime::Time now);
    /// Open alerts this person was told of or could be told of, newest first.
    runtime::Task<runtime::Result<std::vector<models::Alert>>> open_alerts(Viewer viewer);
    /// One person's message of this step was accepted by a delivery channel.
    runtime::Task<runtime::Result<void>> alert_told(std::string id, int step, std::string person, runtime::Time now);
    /// The step is complete: the next one is due at `next` (nothing: there is none and the alert is
    /// exhausted). conflict when the alert has moved on. Those told in the step before have missed this alert.
    runtime::Task<runtime::Result<void>> alert_step_done(std::string id, int step, std::optional<runtime::Time> next,
                                                         runtime::Time now);
    /// Who has missed kMissedMax alerts without acknowledging one or signing in between.
    runtime::Task<runtime::Result<std::vector<std::string>>> presumed_absent();
    runtime::Task<runtime::Result<models::Alert>> acknowledge_alert(Viewer viewer, std::string id, runtime::Time now);

    // --- people
    runtime::Task<runtime::Result<void>> put_user(User user, std::string actor, runtime::Time now);
    runtime::Task<runtime::Result<User>> user(std::string person);
    /// `token_hash` is the hash of what the cookie holds.
    runtime::Task<runtime::Result<void>> open_session(std::string token_hash, Session session, runtime::Time now);
    /// Touches it. not_found when it idled for 15 minutes or is older than 12 hours.
    runtime::Task<runtime::Result<Session>> session(std::string token_hash, runtime::Time now);
    runtime::Task<runtime::Result<void>> close_session(std::string token_hash, runtime::Time now);
    /// Signs a person out everywhere.
    runtime::Task<runtime::Result<void>> close_sessions(std::string person, runtime::Time now);
    /// Counts a failed sign-in for a key (person or address); returns until when further tries are refused.
    runtime::Task<runtime::Result<std::optional<runtime::Time>>> login_failed(std::string key, runtime::Time now);
    runtime::Task<runtime::Result<std::optional<runtime::Time>>> login_blocked(std::string key, runtime::Time now);
    runtime::Task<runtime::Result<void>> login_succeeded(std::string key);

    // --- the journal
    runtime::Task<runtime::Result<void>> journal(std::string kind, std::string actor, std::string subject,
                                                 std::string data, runtime::Time now);
    /// Entries after `seq`, oldest first.
    runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> journal_after(std::uint64_t seq,
                                                                                    std::size_t limit);
    /// Newest first, for the page; `before` 0 means from the end. Entries about barred items, and about alerts that
    /// concern them, are left out for the viewer.
    runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> journal_page(Viewer viewer, std::uint64_t before,
                                                                                   std::size_t limit);
    /// A number of the journal in a form that may stand in an address: from the numbers themselves a viewer could
    /// count what was left out for them. 0 comes back for what was not made by journal_place().
    std::string journal_place(std::uint64_t seq) const;
    std::uint64_t journal_seq(std::string_view place) const;
    /// Entries up to `seq` are sealed in files; those older than `keep` may leave Redis.
    runtime::Task<runtime::Result<void>> journal_sealed(std::uint64_t seq, std::size_t keep);
    /// When something periodic last ran ("export:daily"), and setting it (journalled by the caller).
    runtime::Task<runtime::Result<std::optional<runtime::Time>>> last_run(std::string what);
    runtime::Task<runtime::Result<void>> set_last_run(std::string what, runtime::Time at);

  private:
    using Reply = runtime::RedisReply;

    /// One Redis function; its refusals come back as errors.
    runtime::Task<runtime::Result<Reply>> call(std::string function, std::vector<std::string> keys,
                                               std::vector<std::string> args);
    /// A plain reading command.
    runtime::Task<runtime::Result<Reply>> read(runtime::RedisCommand command);
    /// A function of review.lua about one item, and the item as it stands afterwards.
    runtime::Task<runtime::Result<void>> review(std::string function, Viewer viewer, std::string id,
                                                std::string version, std::vector<std::string> more, runtime::Time now,
                                                std::string alert = {});
    runtime::Task<runtime::Result<Item>> review_item(std::string function, Viewer viewer, std::string id,
                                                     std::string version, std::vector<std::string> more,
                                                     runtime::Time now, std::string alert = {});
    runtime::Task<runtime::Result<Item>> load_item(std::string id);
    /// Who is barred from the item that an alert with this subject leads to.
    runtime::Task<runtime::Result<std::vector<std::string>>> barred_now(std::string subject);
    runtime::Task<runtime::Result<std::vector<Item>>> load_items(std::vector<std::string> ids);
    runtime::Task<runtime::Result<std::vector<std::string>>> matching(std::vector<std::string> ids, Viewer viewer,
                                                                      std::string channel);
    runtime::Task<runtime::Result<models::Channel>> change_channel(std::string function, std::string id,
                                                                   std::vector<std::string> args);
    runtime::Task<runtime::Result<Reply>> lease_call(std::string function, std::string channel,
                                                     std::vector<std::string> args);
    runtime::Task<runtime::Result<Reply>> alert_call(std::string function, std::string id, std::string subject,
                                                     std::vector<std::string> args);
    runtime::Task<runtime::Result<std::optional<models::Alert>>> alarm_about(Job job);
    runtime::Task<runtime::Result<std::vector<Job>>> take_over_jobs(std::string stream, std::string consumer,
                                                                    std::size_t limit);
    runtime::Task<runtime::Result<std::vector<Job>>> drop_stale_jobs(std::vector<Job> jobs);
    runtime::Task<runtime::Result<std::vector<models::JournalEntry>>> without_barred(
        std::vector<models::JournalEntry> entries, Viewer viewer);

    runtime::Redis& redis_;
    const runtime::Sealer& sealer_;
    Keys keys_;
};

}  // namespace moderation
