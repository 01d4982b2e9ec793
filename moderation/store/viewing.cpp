#include "moderation/store/viewing.hpp"

#include <algorithm>

namespace moderation {

namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

bool may_see(const Viewer& viewer, const Circle& circle) {
    if (viewer.person.empty() || holds(circle.barred, viewer.person)) return false;
    return holds(viewer.sees, circle.visibility) || (viewer.reads_told && holds(circle.added, viewer.person));
}

std::string seen_by(const Viewer& viewer) {
    std::string list = ",";
    for (const auto visibility : viewer.sees) {
        list += to_string(visibility);
        list += ',';
    }
    if (viewer.reads_told) list += "told,";
    if (viewer.closes) list += "close,";
    return list;
}

}  // namespace moderation
