// Letting one more colleague read what is kept close.

#include "moderation/web/item_view.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

bool holds(const std::vector<std::string>& people, const std::string& person) {
    return std::find(people.begin(), people.end(), person) != people.end();
}

bool kept_close(const Item& item) {
    return item.visibility == models::Visibility::cm || item.visibility == models::Visibility::gov;
}

bool sees_by_role(const Viewer& viewer, models::Visibility visibility) {
    return std::find(viewer.sees.begin(), viewer.sees.end(), visibility) != viewer.sees.end();
}

}  // namespace

std::vector<const config::Person*> can_be_added(const Tools& tools, const Visit& visit, const Item& item) {
    using config::Permission;
    std::vector<const config::Person*> colleagues;
    const bool may_add = may(tools, visit, Permission::add_colleague) && sees_by_role(visit.viewer(), item.visibility);
    if (!kept_close(item) || !may_add) return colleagues;
    for (const auto& person : tools.people.all()) {
        const auto viewer = viewer_of(tools.people, person.id, visit.now);
        const bool useful = viewer.reads_told && config::allowed(tools.people, person.id, Permission::restore_v3,
                                                                 visit.now) != config::Allowed::no;
        // Governors have a matter because a head is in it: another head is no substitute.
        const bool co_head = item.visibility == models::Visibility::gov &&
                             tools.people.holds(person.id, config::Role::headteacher, visit.now);
        const bool reads = sees_by_role(viewer, item.visibility) || holds(item.added, person.id);
        if (useful && !co_head && !reads && !holds(item.barred, person.id)) colleagues.push_back(&person);
    }
    return colleagues;
}

Html colleague_form(const Tools& tools, const Visit& visit, const Item& item) {
    const auto colleagues = can_be_added(tools, visit, item);
    if (colleagues.empty()) return {};
    std::vector<Choice> choices;
    for (const auto* person : colleagues) choices.push_back({person->id, person->name});
    Field field{"colleague", "Colleague", "They can read it from now on and be your second colleague."};
    Button press{"Let them read it", ButtonKind::secondary};
    Html fields = select(field, choices);
    fields.add(button(press));
    return details("Let a colleague read it", form("/items/" + item.id + "/colleague", visit.csrf(), fields));
}

}  // namespace moderation::web
