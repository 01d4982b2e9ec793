#include "moderation/store/posts.hpp"

#include "moderation/store/alert_args.hpp"
#include "moderation/store/fcall.hpp"
#include "moderation/store/post_fields.hpp"
#include "moderation/store/reply.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

constexpr std::size_t kLookBytesMax = 128;

bool acceptable(const models::PostPicture& picture) {
    return valid_id(picture.id) && picture.alt.size() <= PostStore::kAltBytesMax &&
           picture.found.text.size() <= PostStore::kAltBytesMax && picture.found.look.size() <= kLookBytesMax &&
           picture.pupils.size() <= PostStore::kPupilsMax &&
           std::all_of(picture.pupils.begin(), picture.pupils.end(), valid_id);
}

bool acceptable(const models::PostContent& content) {
    const auto& pictures = content.pictures;
    return content.text.size() + content.link.size() <= PostStore::kTextBytesMax &&
           content.also_available_via.size() <= PostStore::kReasonBytesMax &&
           content.channels.size() <= PostStore::kChannelsMax && pictures.size() <= models::kPostPicturesMax &&
           std::all_of(content.channels.begin(), content.channels.end(), valid_id) &&
           std::all_of(pictures.begin(), pictures.end(), [](const auto& each) { return acceptable(each); });
}

/// How long an agreement that is given now counts.
Time expiry(const models::PostContent& content, Time now) {
    return content.publish_at.value_or(now) + PostStore::kAgreementKept;
}

}  // namespace

bool Post::wrote(const std::string& person) const {
    return std::find(authors.begin(), authors.end(), person) != authors.end();
}

std::vector<std::string> PostStore::keys_for(const std::string& id, const std::string& alert) const {
    auto keys = keys_.common();
    keys_.add_post(keys, id, alert);
    return keys;
}

Task<Result<runtime::RedisReply>> PostStore::call(std::string function, std::string id, std::string alert,
                                                  std::vector<std::string> args) {
    if (!valid_id(id)) co_return runtime::fail(ErrorKind::not_found, "There is no such post.");
    auto keys = keys_for(id, alert);
    args.insert(args.begin(), std::move(id));
    co_return co_await fcall(redis_, std::move(function), std::move(keys), std::move(args));
}

PostStore::Done PostStore::change(std::string function, const std::string& id, std::vector<std::string> args) {
    const std::string no_alert;
    const auto done = co_await call(std::move(function), id, no_alert, std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

PostStore::Done PostStore::change(std::string function, const std::string& id, std::vector<std::string> args,
                                  const models::Alert& alert) {
    add_alert(args, alert);
    const auto done = co_await call(std::move(function), id, alert.id, std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

std::string PostStore::commitment_to(const std::string& id, const std::string& fingerprint) const {
    return sealer_.commitment(fingerprint, post_record(id));
}

void PostStore::add_reason(std::vector<std::string>& args, const std::string& id, const std::string& reason) const {
    args.push_back(sealer_.seal(reason, post_record(id)));
    args.push_back(sealer_.commitment(reason, post_record(id)));
}

Result<Post> PostStore::unpacked(const std::string& id, const runtime::RedisReply& found) const {
    return post_from(id, fields_of(found), sealer_);
}

Task<Result<Post>> PostStore::post(std::string id) {
    if (!valid_id(id)) co_return runtime::fail(ErrorKind::not_found, "There is no such post.");
    runtime::RedisCommand get{"HGETALL", keys_.of("post", id)};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    co_return unpacked(id, *found);
}

Task<Result<std::vector<Post>>> PostStore::listed(runtime::RedisCommand range, bool with_lost) {
    auto answer = co_await redis_.command(std::move(range));
    const auto ids = checked(std::move(answer));
    if (!ids) co_return tl::unexpected(ids.error());
    std::vector<Post> posts;
    if (ids->items.empty()) co_return posts;
    std::vector<runtime::RedisCommand> commands;
    for (const auto& id : ids->items) commands.push_back({"HGETALL", keys_.of("post", id.text)});
    const auto found = co_await redis_.pipeline(std::move(commands));
    if (!found) co_return tl::unexpected(found.error());
    for (std::size_t i = 0; i < found->size(); ++i) {
        auto post = unpacked(ids->items[i].text, found->at(i));
        if (!post && !with_lost) co_return tl::unexpected(post.error());
        if (!post) {
            post.emplace();
            post->id = ids->items[i].text;
            post->lost = true;
        }
        posts.push_back(std::move(*post));
    }
    co_return posts;
}

Task<Result<std::vector<Post>>> PostStore::open() {
    runtime::RedisCommand range{"ZRANGE", keys_.of("posts:open"), "0", std::to_string(kOpenMax - 1), "REV"};
    co_return co_await listed(std::move(range));
}

Task<Result<std::vector<Post>>> PostStore::over(std::size_t limit, std::size_t offset) {
    runtime::RedisCommand range{"ZRANGE", keys_.of("posts:over"), std::to_string(offset),
                                std::to_string(offset + limit - 1), "REV"};
    co_return co_await listed(std::move(range));
}

struct PostStore::Draft {
    std::string id;
    std::uint64_t version;
    models::PostContent content;
    std::string person;
    Time now;
    std::string picture;
    bool only_a_draft;
};

Task<Result<KeptDraft>> PostStore::keep_content(Draft draft) {
    auto& id = draft.id;
    const auto& content = draft.content;
    if (!acceptable(content) || !valid_id(draft.person) || draft.picture.size() > kPictureBytesMax)
        co_return runtime::fail(ErrorKind::malformed, "The post is longer than Gatehouse keeps.");
    if (id.empty()) id = runtime::id_of(runtime::random_hex(16));
    std::vector<std::string> pictures;
    for (const auto& each : content.pictures) pictures.push_back(commitment_to(id, each.id));
    std::vector<std::string> args{std::to_string(draft.version),
                                  std::move(draft.person),
                                  ms(draft.now),
                                  sealer_.seal(pack_post(content), post_record(id)),
                                  commitment_to(id, models::fingerprint(content)),
                                  joined(content.channels),
                                  ms(content.publish_at),
                                  joined(pictures)};
    std::string new_picture;  // its id
    if (draft.picture.empty()) {
        args.insert(args.end(), {"", ""});
    } else {
        new_picture = runtime::sha256_hex(draft.picture);
        args.insert(args.end(),
                    {commitment_to(id, new_picture), sealer_.seal(draft.picture, picture_record(id, new_picture))});
    }
    const auto& pictures_now = content.pictures;
    const bool words_wait = std::any_of(pictures_now.begin(), pictures_now.end(), [&](const auto& each) {
        return each.found.words == models::Words::waiting && each.id == new_picture;
    });
    args.insert(args.end(), {std::to_string(kPicturesBytesMax), draft.only_a_draft ? "1" : "", words_wait ? "1" : ""});
    const std::string no_alert;
    const auto saved = co_await call("save_post", id, no_alert, std::move(args));
    if (!saved) co_return tl::unexpected(saved.error());
    co_return KeptDraft{std::move(id), static_cast<std::uint64_t>(number_at(*saved, 1))};
}

Task<Result<std::string>> PostStore::save(std::string id, std::uint64_t version, models::PostContent content,
                                          std::string person, Time now, std::string picture) {
    Draft draft{std::move(id), version, std::move(content), std::move(person), now, std::move(picture), false};
    auto kept = co_await keep_content(std::move(draft));
    if (!kept) co_return tl::unexpected(kept.error());
    co_return std::move(kept->id);
}

Task<Result<KeptDraft>> PostStore::keep_draft(std::string id, std::uint64_t version, models::PostContent content,
                                              std::string person, Time now) {
    Draft draft{std::move(id), version, std::move(content), std::move(person), now, {}, true};
    return keep_content(std::move(draft));
}

PostStore::Done PostStore::submit(std::string id, std::uint64_t version, std::string person, Time now) {
    std::vector<std::string> args{std::to_string(version), std::move(person), ms(now)};
    co_return co_await change("submit_post", id, std::move(args));
}

PostStore::Done PostStore::agree(std::string id, std::string fingerprint, std::string person, Time now) {
    const auto read = co_await post(id);
    if (!read) co_return tl::unexpected(read.error());
    std::vector<std::string> args{commitment_to(id, fingerprint), std::move(person), ms(now),
                                  ms(expiry(read->content, now)), ms(now + kPlannedAhead)};
    co_return co_await change("agree_post", id, std::move(args));
}

PostStore::Done PostStore::publish_alone(std::string id, std::string fingerprint, std::string reason,
                                         std::string person, Time review_at, Time now) {
    if (reason.empty() || reason.size() > kReasonBytesMax)
        co_return runtime::fail(ErrorKind::malformed, "Say why nobody else could agree to it.");
    const auto read = co_await post(id);
    if (!read) co_return tl::unexpected(read.error());
    const auto alert = models::draw_alert("post_alone", "post:" + id, models::Severity::v2);
    std::vector<std::string> args{commitment_to(id, fingerprint), std::move(person), ms(now),
                                  ms(expiry(read->content, now)), ms(now + kPlannedAhead)};
    add_reason(args, id, reason);
    args.push_back(ms(review_at));
    co_return co_await change("publish_alone", id, std::move(args), alert);
}

PostStore::Done PostStore::remind(std::string id, Time next, Time now) {
    std::vector<std::string> args{ms(next), ms(now)};
    const auto alert = models::draw_alert("post_alone", "post:" + id, models::Severity::v2);
    co_return co_await change("remind_of_post", id, std::move(args), alert);
}

PostStore::Done PostStore::review(std::string id, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await change("review_post", id, std::move(args));
}

PostStore::Done PostStore::send_back(std::string id, std::uint64_t version, std::string reason, std::string person,
                                     Time now) {
    if (reason.empty() || reason.size() > kReasonBytesMax)
        co_return runtime::fail(ErrorKind::malformed, "Say what should be different.");
    std::vector<std::string> args{std::to_string(version), std::move(person), ms(now)};
    add_reason(args, id, reason);
    co_return co_await change("send_back_post", id, std::move(args));
}

PostStore::Done PostStore::note_return_told(std::string id, Time sent_back_at, Time now) {
    std::vector<std::string> args{ms(sent_back_at), ms(now)};
    co_return co_await change("return_told", id, std::move(args));
}

PostStore::Done PostStore::discard(std::string id, std::uint64_t version, std::string person, Time now) {
    std::vector<std::string> args{std::to_string(version), std::move(person), ms(now)};
    co_return co_await change("discard_post", id, std::move(args));
}

PostStore::Done PostStore::take_down(std::string id, std::string reason, std::string person, Time now) {
    if (reason.empty() || reason.size() > kReasonBytesMax)
        co_return runtime::fail(ErrorKind::malformed, "Say why it is taken down.");
    std::vector<std::string> args{std::move(person), ms(now)};
    add_reason(args, id, reason);
    co_return co_await change("take_down_post", id, std::move(args));
}

PostStore::Done PostStore::pause(bool paused, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now), paused ? "1" : "0"};
    co_return co_await change("pause_posts", "all", std::move(args));
}

Task<Result<Step>> PostStore::paused() {
    runtime::RedisCommand get{"HGETALL", keys_.of("posts")};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    const auto fields = fields_of(*found);
    co_return Step{field(fields, "paused_by"), time_field(fields, "paused_at"), {}};
}

PostStore::Done PostStore::note_read(std::string id, models::PostContent content, std::string person) {
    std::vector<std::string> args{person, sealer_.seal(pack_post(content), post_record(id))};
    co_return co_await change("post_read", id, std::move(args));
}

Task<Result<std::optional<models::PostContent>>> PostStore::last_read(std::string id, std::string person) {
    std::optional<models::PostContent> read;
    runtime::RedisCommand get{"HGET", keys_.of("post", id), "read/" + person};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    if (found->text.empty()) co_return read;
    const auto opened = sealer_.open(found->text, post_record(id));
    if (!opened) co_return tl::unexpected(opened.error());
    unpack_post(*opened, read.emplace());
    co_return read;
}

Task<Result<std::string>> PostStore::published_as(std::string channel, std::string external_id) {
    runtime::RedisCommand get{"HGET", keys_.of("posts:external"), channel + "|" + external_id};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    co_return found->is_nil() ? std::string{} : found->text;
}

}  // namespace moderation
