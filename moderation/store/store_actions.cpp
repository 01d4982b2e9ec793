#include "moderation/store/item_fields.hpp"
#include "moderation/store/store.hpp"

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
    auto keys = keys_.common();
    keys_.add_item(keys, item);
    std::string network;
    if (network_state) network = to_string(*network_state);
    std::vector<std::string> args{
        std::move(action),  item,   std::string{to_string(outcome)}, detail.substr(0, kDetailMax),
        std::move(network), ms(now)};
    const auto finished = co_await call("finish_action", std::move(keys), std::move(args));
    if (!finished) co_return tl::unexpected(finished.error());
    co_return Result<void>{};
}

}  // namespace moderation
