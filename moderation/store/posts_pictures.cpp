#include "moderation/store/post_fields.hpp"
#include "moderation/store/posts.hpp"
#include "moderation/store/reply.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

Task<Result<std::string>> PostStore::picture(std::string id, std::string picture) {
    const auto gone = runtime::fail(ErrorKind::not_found, "The picture is not kept any more.");
    if (!valid_id(id) || !valid_id(picture)) co_return gone;
    runtime::RedisCommand get{"HGET", keys_.of("pictures", id), commitment_to(id, picture)};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    if (found->is_nil()) co_return gone;
    auto bytes = sealer_.open(found->text, picture_record(id, picture));
    if (bytes && runtime::sha256_hex(*bytes) != picture) co_return gone;
    co_return bytes;
}

Task<Result<std::optional<models::PostPicture>>> PostStore::picture_to_read(std::string id, std::string name) {
    std::optional<models::PostPicture> waits;
    const auto found = co_await post(id);
    if (!found && found.error().kind == ErrorKind::not_found) co_return waits;
    if (!found) co_return tl::unexpected(found.error());
    for (const auto& picture : found->content.pictures)
        if (picture.found.words == models::Words::waiting && commitment_to(id, picture.id) == name) waits = picture;
    co_return waits;
}

PostStore::Done PostStore::note_words(std::string id, std::string picture, std::optional<std::string> words, Time now) {
    if (words && words->size() > kAltBytesMax)
        co_return runtime::fail(ErrorKind::malformed, "The words in the picture are longer than Gatehouse keeps.");
    std::vector<std::string> args{commitment_to(id, picture)};
    args.push_back(words ? sealer_.seal(*words, words_record(id, picture)) : std::string{});
    args.push_back(ms(now));
    co_return co_await change("note_words", id, std::move(args));
}

PostStore::Done PostStore::keep_crops(std::string id, std::string picture, std::string hashes, Time now) {
    constexpr std::size_t kBytesMax = 16 * 1024;
    if (hashes.size() > kBytesMax) co_return runtime::fail(ErrorKind::malformed, "These are too many hashes.");
    std::vector<std::string> args{commitment_to(id, picture), sealer_.seal(hashes, crops_record(id, picture)), ms(now)};
    co_return co_await change("keep_crops", id, std::move(args));
}

PostStore::Done PostStore::refuse_picture(std::string id, std::string sha256, bool same_file, std::string person,
                                          Time now) {
    // Of one person one alert is open at a time, and its subject does not say of whom.
    const auto subject = "upload:" + runtime::id_of(sealer_.commitment(person, "uploads"));
    auto alert = models::draw_alert(std::string{models::kListedPicture}, subject, models::Severity::v4, {person});
    alert.matters = {{models::Category::illegal_image, models::Severity::v4}};
    std::vector<std::string> args{std::move(person), ms(now), commitment_to(id, sha256), same_file ? "md5" : "pdq"};
    co_return co_await change("refuse_picture", id, std::move(args), alert);
}

Task<Result<std::size_t>> PostStore::forget_pictures(Time now, std::size_t limit) {
    const auto latest = now - kPicturesKept;
    const auto due = co_await until("pictures", latest, limit);
    if (!due) co_return tl::unexpected(due.error());
    for (const auto& id : *due) {
        std::vector<std::string> args{ms(latest)};
        const auto forgotten = co_await change("forget_pictures", id, std::move(args));
        if (!forgotten) co_return tl::unexpected(forgotten.error());
    }
    co_return due->size();
}

}  // namespace moderation
