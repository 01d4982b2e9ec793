#include "moderation/store/found_pictures.hpp"

#include "moderation/store/alert_args.hpp"
#include "moderation/store/fcall.hpp"
#include "moderation/store/item_fields.hpp"
#include "moderation/store/reply.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

std::string flag(bool value) {
    return value ? "1" : "0";
}

bool any_listed(const std::vector<SeenPicture>& pictures) {
    return std::any_of(pictures.begin(), pictures.end(),
                       [](const SeenPicture& picture) { return picture.state == SeenPicture::State::listed; });
}

// FOUND_ARGS of pictures.lua, in its order.
void add_found(std::vector<std::string>& args, const FoundInPictures& found, const runtime::Sealer& sealer) {
    const auto& outcome = found.outcome;
    const bool listed = any_listed(found.pictures);
    args.insert(args.end(), {found.item, found.revision});
    args.push_back(sealer.seal(pack_pictures(found.pictures), pictures_record(found.item, found.revision)));
    args.push_back(std::to_string(found.pictures.size()));
    args.push_back(pack_assessment(outcome.assessment));
    args.push_back(std::to_string(level(outcome.assessment.severity)));
    args.push_back(flag(outcome.queue));
    args.emplace_back(to_string(outcome.visibility));
    args.push_back(joined(outcome.barred));
    args.push_back(flag(outcome.head_barred));
    args.push_back(flag(outcome.auto_hide));
    args.push_back(flag(outcome.hide_needs_alert));
    args.push_back(outcome.preserve);
    args.push_back(ms(outcome.act_by));
    args.push_back(ms(outcome.review_by));
    args.push_back(outcome.item.author_id.empty() ? std::string{} : author_record(outcome.item, sealer));
    args.push_back(flag(listed));
    const auto record = revision_record(found.item, found.revision);
    args.push_back(listed ? sealer.seal(pack_content(without_addresses(outcome.item)), record) : std::string{});
    args.push_back(listed ? sealer.commitment(found.listed_file, record) : std::string{});
}

}  // namespace

Task<Result<std::vector<std::string>>> FoundPictures::older_without_addresses(std::string id) {
    runtime::RedisCommand range{"LRANGE", keys_.of("revs", id), "0", "-1"};
    auto answer = co_await redis_.command(std::move(range));
    const auto older = checked(std::move(answer));
    if (!older) co_return tl::unexpected(older.error());
    std::vector<std::string> contents;
    for (std::size_t i = 0; i + 3 < older->items.size(); i += 4) {
        const auto record = revision_record(id, older->items[i].text);
        const auto content = sealer_.open(older->items[i + 2].text, record);
        if (!content) co_return tl::unexpected(content.error());
        models::CollectedItem was;
        if (!unpack_content(*content, was)) co_return runtime::fail(ErrorKind::malformed, "Stored content is damaged.");
        contents.push_back(sealer_.seal(pack_content(without_addresses(std::move(was))), record));
    }
    co_return contents;
}

Task<Result<bool>> FoundPictures::record(FoundInPictures found, Time now) {
    if (!valid_id(found.item)) co_return runtime::fail(ErrorKind::not_found, "There is no such item.");
    auto alert = found.outcome.alert.value_or(models::Alert());
    if (!alert.id.empty()) alert.subject = "item:" + found.item;
    auto keys = keys_.common();
    keys_.add_item(keys, found.item);
    keys.push_back(keys_.of("alert", alert.id));
    keys.push_back(keys_.of("author", author_record(found.outcome.item, sealer_)));
    std::vector<std::string> args{ms(now)};
    add_found(args, found, sealer_);
    add_alert(args, alert);
    if (any_listed(found.pictures)) {
        auto older = co_await older_without_addresses(found.item);
        if (!older) co_return tl::unexpected(older.error());
        std::move(older->begin(), older->end(), std::back_inserter(args));
    }
    const auto recorded = co_await fcall(redis_, "record_pictures", std::move(keys), std::move(args));
    if (!recorded) co_return tl::unexpected(recorded.error());
    co_return number_at(*recorded, 1) == 1;
}

Result<std::vector<std::string>> FoundPictures::addresses(Job job) const {
    const auto opened = sealer_.open(job.fields["addresses"], pictures_record(job.fields["item"], job.fields["rev"]));
    if (!opened) return tl::unexpected(opened.error());
    return unpack_addresses(*opened);
}

}  // namespace moderation
