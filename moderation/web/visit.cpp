#include "moderation/web/visit.hpp"

#include "moderation/web/components.hpp"

namespace moderation::web {

config::Allowed allowed(const Tools& tools, const Visit& visit, config::Permission permission) {
    return config::allowed(tools.people, visit.person(), permission, visit.now);
}

bool may(const Tools& tools, const Visit& visit, config::Permission permission) {
    return allowed(tools, visit, permission) != config::Allowed::no;
}

Viewer viewer_of(const config::People& people, const std::string& person, runtime::Time now) {
    using config::Permission;
    constexpr std::pair<Permission, models::Visibility> kViews[] = {
        {Permission::see_queue, models::Visibility::open},
        {Permission::see_dsl_items, models::Visibility::dsl},
        {Permission::see_cm_items, models::Visibility::cm},
        {Permission::see_gov_items, models::Visibility::gov},
    };
    Viewer viewer;
    viewer.person = person;
    const auto holds = [&](Permission permission) {
        return config::allowed(people, person, permission, now) == config::Allowed::yes;
    };
    for (const auto& [permission, visibility] : kViews)
        if (holds(permission)) viewer.sees.push_back(visibility);
    viewer.reads_told = holds(Permission::read_when_told);
    viewer.closes = holds(Permission::close_safeguarding);
    return viewer;
}

bool reads_items(const Viewer& viewer) {
    return !viewer.sees.empty() || viewer.reads_told;
}

std::string name_of(const config::People& people, std::string_view actor) {
    if (actor.starts_with("system:")) return "Gatehouse";
    const auto* person = people.find(actor);
    return person != nullptr ? person->name : std::string{actor};
}

std::string words_for(const Tools& tools, const Visit& visit, runtime::Time at) {
    return tools.calendar.for_people(at, visit.now);
}

Html time_for(const Tools& tools, const Visit& visit, runtime::Time at) {
    return time_of(words_for(tools, visit, at), tools.calendar.local(at), runtime::to_iso(at));
}

}  // namespace moderation::web
