#include "moderation/store/item_fields.hpp"
#include "moderation/store/store.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

// The network's words about a refusal are shown to people, not archived at any length.
constexpr std::size_t kDetailMax = 500;

// An action's id is <item>.<verb>.<version of the item>.
std::string item_of(const std::string& action) {
    return action.substr(0, action.find('.'));
}

constexpr std::size_t kStandingMax = 200;  ///< of a channel, as a page shows them

/// Whom a deed concerns beyond the item, in a form that says nothing: the author, or the post. Empty: the item alone.
std::string subject_of(const Item& item, const std::string& action, const runtime::Sealer& sealer) {
    for (const auto& one : item.actions) {
        if (one.id != action) continue;
        const auto reach = models::reach_of(one.verb);
        if (reach == models::Reach::author) return author_record(item.latest, sealer);
        if (reach == models::Reach::post) return item.latest.post_external_id;
    }
    return {};
}

runtime::Error no_action() {
    return {ErrorKind::not_found, "There is no such action."};
}

}  // namespace

Task<Result<Action>> Store::begin_action(std::string action, std::string evidence, Time now) {
    const auto item = item_of(action);
    if (!valid_id(action) || item.empty()) co_return tl::unexpected(no_action());
    auto keys = keys_.common();
    keys_.add_item(keys, item);
    const auto record = item + "/act/" + action;
    std::vector<std::string> args{action, item, "", "", ms(now)};
    if (!evidence.empty()) {
        args[2] = sealer_.seal(evidence, record);
        args[3] = sealer_.commitment(evidence, record);
    }
    const auto begun = co_await call("begin_action", std::move(keys), std::move(args));
    if (!begun) co_return tl::unexpected(begun.error());

    runtime::RedisCommand get{"HGETALL", keys_.of("acts", item)};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    auto actions = actions_from(item, fields_of(*found), sealer_);
    if (!actions) co_return tl::unexpected(actions.error());
    for (auto& one : *actions)
        if (one.id == action) co_return std::move(one);
    co_return tl::unexpected(no_action());
}

Task<Result<void>> Store::finish_action(std::string action, models::ActionState outcome, std::string detail,
                                        std::optional<models::NetworkState> network_state, Time now) {
    const auto item = item_of(action);
    if (!valid_id(action) || item.empty()) co_return tl::unexpected(no_action());
    const auto before = co_await item_for_system(item);
    if (!before) co_return tl::unexpected(before.error());
    auto keys = keys_.common();
    keys_.add_item(keys, item);
    keys.push_back(keys_.of("standing"));
    std::string network;
    if (network_state) network = to_string(*network_state);
    auto subject = subject_of(*before, action, sealer_);
    std::vector<std::string> args{std::move(action),
                                  item,
                                  std::string{to_string(outcome)},
                                  detail.substr(0, kDetailMax),
                                  std::move(network),
                                  ms(now),
                                  std::move(subject)};
    const auto finished = co_await call("finish_action", std::move(keys), std::move(args));
    if (!finished) co_return tl::unexpected(finished.error());
    co_return Result<void>{};
}

Task<Result<std::vector<Standing>>> Store::standing(Viewer viewer, std::string channel) {
    runtime::RedisCommand get{"HGETALL", keys_.of("standing")};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    std::vector<Standing> standing;
    for (const auto& [place, action] : fields_of(*found)) {
        if (!place.starts_with(channel + "|") || standing.size() == kStandingMax) continue;
        auto item = co_await this->item(viewer, item_of(action));
        if (!item && item.error().kind == ErrorKind::not_found) continue;
        if (!item) co_return tl::unexpected(item.error());
        const auto is_it = [&](const Action& one) { return one.id == action; };
        const auto deed = std::find_if(item->actions.begin(), item->actions.end(), is_it);
        if (deed == item->actions.end()) continue;
        const auto since = *deed;
        standing.push_back({std::move(*item), since});
    }
    const auto earlier = [](const Standing& a, const Standing& b) { return a.deed.at < b.deed.at; };
    std::sort(standing.begin(), standing.end(), earlier);
    co_return standing;
}

}  // namespace moderation
