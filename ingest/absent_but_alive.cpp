#include "ingest/absent_but_alive.hpp"

#include <algorithm>

namespace ingest {

bool AbsentButAlive::rests(const std::string& id, runtime::Time now) const {
    const auto found = rests_.find(id);
    return found != rests_.end() && now < found->second.until;
}

void AbsentButAlive::found_alive(const std::string& id, runtime::Time now, bool expected) {
    if (rests_.size() >= kMax && !rests_.contains(id)) return;
    auto& rest = rests_[id];
    if (expected) {
        rest.until = now + kLongest;
        return;
    }
    if (++rest.found <= kFoundAtOnce) {
        rest.until = now;
        return;
    }
    rest.next = std::clamp<std::chrono::milliseconds>(rest.next * 2, kFirst, kLongest);
    rest.until = now + rest.next;
}

void AbsentButAlive::forget(runtime::Time now) {
    std::erase_if(rests_, [now](const auto& entry) { return entry.second.until + 2 * kLongest < now; });
}

}  // namespace ingest
