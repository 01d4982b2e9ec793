#include "moderation/store/alert_args.hpp"
#include "moderation/store/item_fields.hpp"
#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"
#include "moderation/store/viewing.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

std::string milliseconds(std::chrono::milliseconds length) {
    return std::to_string(length.count());
}

/// What the safeguarding team is told when the item is passed on to it; its severity is the item's.
models::Alert passing_on(const std::string& item) {
    return models::draw_alert("escalated", "item:" + item, models::Severity::v3);
}

runtime::Error no_code() {
    return {ErrorKind::malformed, "A reason is given as one of the codes."};
}

}  // namespace

Task<Result<void>> Store::review(std::string function, Viewer viewer, std::string id, std::string version,
                                 std::vector<std::string> more, Time now, std::string alert) {
    if (!valid_id(id) || !valid_id(viewer.person))
        co_return runtime::fail(ErrorKind::not_found, "There is no such item.");
    auto keys = keys_.common();
    keys_.add_item(keys, id);
    keys.push_back(keys_.of("alert", alert));
    std::vector<std::string> args{std::move(id), viewer.person, seen_by(viewer), ms(now), std::move(version)};
    for (auto& arg : more) args.push_back(std::move(arg));
    const auto done = co_await call(std::move(function), std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<Item>> Store::review_item(std::string function, Viewer viewer, std::string id, std::string version,
                                      std::vector<std::string> more, Time now, std::string alert) {
    const auto done = co_await review(std::move(function), std::move(viewer), id, std::move(version), std::move(more),
                                      now, std::move(alert));
    if (!done) co_return tl::unexpected(done.error());
    co_return co_await load_item(std::move(id));
}

Task<Result<Item>> Store::claim(Viewer viewer, std::string id, Time now) {
    std::vector<std::string> more{milliseconds(kClaimLease)};
    co_return co_await review_item("claim", std::move(viewer), std::move(id), "", std::move(more), now);
}

Task<Result<void>> Store::release(Viewer viewer, std::string id, Time now) {
    std::vector<std::string> more;
    co_return co_await review("release", std::move(viewer), std::move(id), "", std::move(more), now);
}

Task<Result<Item>> Store::add_colleague(Viewer viewer, std::string id, std::string colleague, Time now) {
    if (!valid_id(colleague)) co_return runtime::fail(ErrorKind::malformed, "Colleagues have ids.");
    std::vector<std::string> more{std::move(colleague)};
    co_return co_await review_item("add_colleague", std::move(viewer), std::move(id), "", std::move(more), now);
}

Task<Result<Item>> Store::decide(Viewer viewer, DecisionRequest request, Time now) {
    if (request.person != viewer.person)
        co_return runtime::fail(ErrorKind::forbidden, "Nobody decides in somebody else's name.");
    if (!valid_code(request.reason)) co_return tl::unexpected(no_code());
    if (request.text.size() > kReplyBytesMax) co_return runtime::fail(ErrorKind::malformed, "The answer is too long.");
    std::vector<std::string> more{std::string{to_string(request.verb)}, std::move(request.reason)};
    more.emplace_back(request.needs_second ? "1" : "0");
    more.push_back(milliseconds(kUndoWindow));
    const auto record = answer_record(request.item);
    more.push_back(request.text.empty() ? std::string{} : sealer_.seal(request.text, record));
    more.push_back(request.text.empty() ? std::string{} : sealer_.commitment(request.text, record));
    more.push_back(request.label ? to_string(*request.label) : std::string{});
    auto alert = passing_on(request.item);
    add_alert(more, alert);
    co_return co_await review_item("decide", std::move(viewer), std::move(request.item),
                                   std::to_string(request.version), std::move(more), now, std::move(alert.id));
}

Task<Result<Item>> Store::agree(Viewer viewer, std::string id, std::uint64_t version, Time now) {
    std::vector<std::string> more;
    auto alert = passing_on(id);
    add_alert(more, alert);
    co_return co_await review_item("agree", std::move(viewer), std::move(id), std::to_string(version), std::move(more),
                                   now, std::move(alert.id));
}

Task<Result<Item>> Store::decline(Viewer viewer, std::string id, std::uint64_t version, std::string reason, Time now) {
    if (!valid_code(reason)) co_return tl::unexpected(no_code());
    std::vector<std::string> more{std::move(reason)};
    co_return co_await review_item("decline", std::move(viewer), std::move(id), std::to_string(version),
                                   std::move(more), now);
}

Task<Result<Item>> Store::undo(Viewer viewer, std::string id, std::uint64_t version, Time now) {
    std::vector<std::string> more;
    co_return co_await review_item("undo", std::move(viewer), std::move(id), std::to_string(version), std::move(more),
                                   now);
}

}  // namespace moderation
