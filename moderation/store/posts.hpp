#pragma once

#include "config/runtime/crypto.hpp"
#include "config/runtime/redis.hpp"
#include "models/domain/alert.hpp"
#include "moderation/store/keys.hpp"
#include "moderation/store/post.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// What the school says: from the draft to what stands on each channel. Who wrote or changed a post is remembered by
/// person and never agrees to it; an agreement is to one exact content; every edit ends it and takes its jobs away.
/// Each change is one step with its journal entry and the jobs that follow. Text and reasons are sealed.
///
/// Errors and threads as Store's; conflict: somebody changed the post in the meantime.
class PostStore {
  public:
    /// References outlive the store.
    PostStore(runtime::Redis& redis, const runtime::Sealer& sealer, const std::string& school)
        : redis_{redis}, sealer_{sealer}, keys_{school} {}

    static constexpr std::size_t kTextBytesMax = 8000;
    static constexpr std::size_t kReasonBytesMax = 1000;
    static constexpr std::size_t kChannelsMax = 20;
    static constexpr std::size_t kAltBytesMax = 4000;  ///< of each picture
    static constexpr std::size_t kPupilsMax = 500;     ///< in each picture
    static constexpr std::size_t kPictureBytesMax = std::size_t{10} << 20;
    static constexpr std::size_t kPicturesBytesMax = std::size_t{512} << 20;  ///< of all that are kept, sealed
    static constexpr std::chrono::hours kPicturesKept{30 * 24};               ///< after their post was over
    static constexpr std::size_t kOpenMax = 500;                              ///< shown; far more than a school plans
    static constexpr std::chrono::hours kAgreementKept{24};      ///< after the time for which the post is planned
    static constexpr std::chrono::hours kPlannedAhead{30 * 24};  ///< no later time is agreed to

    using Done = runtime::Task<runtime::Result<void>>;

    runtime::Task<runtime::Result<Post>> post(std::string id);
    /// What waits for somebody or for its time; and what is published, failed or taken down, the newest first.
    runtime::Task<runtime::Result<std::vector<Post>>> open();
    runtime::Task<runtime::Result<std::vector<Post>>> over(std::size_t limit, std::size_t offset = 0);

    /// Keeps a draft; with an empty id and version 0 a new one. Ends every agreement unless nothing was changed.
    /// Returns the id. malformed: more than the limits above. `picture`: the bytes of one that is new in it; those of
    /// pictures that it has no more are forgotten. rejected: there is no room for more pictures.
    runtime::Task<runtime::Result<std::string>> save(std::string id, std::uint64_t version, models::PostContent content,
                                                     std::string person, runtime::Time now, std::string picture = {});
    /// The same for what was typed and not sent: kept only as long as it is a draft, so that nothing which a colleague
    /// reads or agreed to ends by itself. rejected: it is none any more.
    runtime::Task<runtime::Result<KeptDraft>> keep_draft(std::string id, std::uint64_t version,
                                                         models::PostContent content, std::string person,
                                                         runtime::Time now);
    /// The bytes of a picture of a post: exactly those that its id says. not_found: they are not kept any more.
    runtime::Task<runtime::Result<std::string>> picture(std::string id, std::string picture);
    /// The picture that a job about the words in it names; nothing: nobody waits for them.
    runtime::Task<runtime::Result<std::optional<models::PostPicture>>> picture_to_read(std::string id,
                                                                                       std::string name);
    /// The words that stand in a picture; nothing: they could not be read. conflict: nobody waits for them, as somebody
    /// took the picture out or was first.
    Done note_words(std::string id, std::string picture, std::optional<std::string> words, runtime::Time now);
    /// The hashes, in hex one behind the other, by which cuts of a picture are recognised: for as long as the post is
    /// kept. conflict: they are there already, or the bytes of the picture are not.
    Done keep_crops(std::string id, std::string picture, std::string hashes, runtime::Time now);
    /// Forgets pictures of posts that have been over for kPicturesKept. Returns of how many posts.
    runtime::Task<runtime::Result<std::size_t>> forget_pictures(runtime::Time now, std::size_t limit);
    /// Somebody brought a picture for this post that nobody may have. Nothing of it is kept but a commitment to the
    /// SHA-256 of its file; the safeguarding team is told, and whoever brought it is barred from the alert.
    Done refuse_picture(std::string id, std::string sha256, bool same_file, std::string person, runtime::Time now);
    Done submit(std::string id, std::uint64_t version, std::string person, runtime::Time now);
    /// To exactly the content with this models::fingerprint(). forbidden for whoever wrote or changed it; rejected when
    /// its time has passed or is too far ahead.
    Done agree(std::string id, std::string fingerprint, std::string person, runtime::Time now);
    /// The recorded exception. Raises the alert; somebody else has to look at it until `review_at`.
    Done publish_alone(std::string id, std::string fingerprint, std::string reason, std::string person,
                       runtime::Time review_at, runtime::Time now);
    /// Posts of this kind that nobody has looked at in time; and the alert about one, which comes again at `next`.
    runtime::Task<runtime::Result<std::vector<std::string>>> not_looked_at(runtime::Time now, std::size_t limit);
    Done remind(std::string id, runtime::Time next, runtime::Time now);
    Done review(std::string id, std::string person, runtime::Time now);  ///< forbidden for who wrote or published it
    /// Also of what is agreed to and waits for its time.
    Done send_back(std::string id, std::uint64_t version, std::string reason, std::string person, runtime::Time now);
    /// Notes that those who wrote it were told that it was sent back then. conflict: that is noted, or it is over.
    Done note_return_told(std::string id, runtime::Time sent_back_at, runtime::Time now);
    Done discard(std::string id, std::uint64_t version, std::string person, runtime::Time now);
    /// Takes it down where it stands, and stops it where it is not yet.
    Done take_down(std::string id, std::string reason, std::string person, runtime::Time now);

    /// Notes that a published post has to come down until `due`, and raises the alert; again once that has passed.
    /// False: it is noted already, or stands nowhere.
    runtime::Task<runtime::Result<bool>> want_down(std::string id, runtime::Time due, runtime::Time now);
    /// Those that have to come down, the most urgent first; it leaves the list once it stands on no channel.
    runtime::Task<runtime::Result<std::vector<Post>>> to_come_down();
    runtime::Task<runtime::Result<std::vector<std::string>>> down_overdue(runtime::Time now, std::size_t limit);

    /// While posts are paused none is published at a time that was planned: it is a draft again then.
    Done pause(bool paused, std::string person, runtime::Time now);
    runtime::Task<runtime::Result<Step>> paused();

    /// Remembers what this person has read; a page shows the next time what changed since.
    Done note_read(std::string id, models::PostContent content, std::string person);
    runtime::Task<runtime::Result<std::optional<models::PostContent>>> last_read(std::string id, std::string person);

    /// The post that Gatehouse published as this; empty: none.
    runtime::Task<runtime::Result<std::string>> published_as(std::string channel, std::string external_id);

    /// Ids of items that stand on a channel in the school's name, found until then, of which nobody has said yet
    /// whether Gatehouse published them.
    runtime::Task<runtime::Result<std::vector<std::string>>> unexplained(runtime::Time until, std::size_t limit);
    /// Says so of one. What is not ours raises an alert about the item.
    Done explain(std::string item, bool ours, runtime::Time now);

    // --- for the worker: one post on one channel under one agreement. conflict: it is not wanted any more.

    /// Checks everything again: agreed to and not expired, not paused, the channel authorised, and `objected`: nobody
    /// who is in it speaks against it by now; nor may it show pupils during a recall. What may not go out is told.
    Done begin(std::string id, std::string channel, std::string approval, bool objected, runtime::Time now,
               bool shows_pupils = false);
    Done keep(std::string id, std::string channel, std::string approval, std::string progress);
    /// `how` has the outcome: published, failed or unknown. What is not published is told.
    Done finish(std::string id, Delivery how, std::string approval, runtime::Time now);
    Done removed(std::string id, Delivery how, runtime::Time now);  ///< taken down, or still published

  private:
    friend class RecallStore;  // changes posts by functions of its own, as does the next
    friend class SweepStore;
    struct Draft;  ///< what save() and keep_draft() are given
    runtime::Task<runtime::Result<KeptDraft>> keep_content(Draft draft);
    Done change(std::string function, const std::string& id, std::vector<std::string> args);
    Done change(std::string function, const std::string& id, std::vector<std::string> args, const models::Alert& alert);
    runtime::Task<runtime::Result<runtime::RedisReply>> call(std::string function, std::string id, std::string alert,
                                                             std::vector<std::string> args);
    std::vector<std::string> keys_for(const std::string& id, const std::string& alert) const;
    runtime::Task<runtime::Result<std::vector<Post>>> listed(runtime::RedisCommand range, bool with_lost = false);
    runtime::Task<runtime::Result<std::vector<std::string>>> until(std::string list, runtime::Time at,
                                                                   std::size_t limit);
    runtime::Result<Post> unpacked(const std::string& id, const runtime::RedisReply& found) const;
    std::string commitment_to(const std::string& id, const std::string& fingerprint) const;
    /// The reason sealed, and a commitment to it.
    void add_reason(std::vector<std::string>& args, const std::string& id, const std::string& reason) const;

    runtime::Redis& redis_;
    const runtime::Sealer& sealer_;
    Keys keys_;
};

}  // namespace moderation
