#include "ingest/actor.hpp"

#include <utility>

namespace ingest {

runtime::Task<Actor::Observations> Actor::observe_each(models::Channel channel,
                                                       std::vector<models::CollectedItem> items) {
    Observations seen;
    for (auto& item : items) seen.push_back(co_await observe(channel, std::move(item)));
    co_return seen;
}

runtime::Task<Actor::Outcomes> Actor::act_on_each(models::Channel channel, std::vector<models::CollectedItem> items,
                                                  models::Verb verb) {
    Outcomes outcomes;
    for (auto& item : items) outcomes.push_back(co_await act(channel, std::move(item), verb));
    co_return outcomes;
}

}  // namespace ingest
