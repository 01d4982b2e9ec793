#include "config/policy/permissions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace config {

namespace {

constexpr std::size_t kRoles = 13;

/// One letter per role in the order of Role: `y` yes, `2` with a second person, `-` no.
///
/// A governor of any kind decides nothing and reads no content; the chair and the vice chair see, decide and close
/// what the conflict rules sent them or they were told of, and only that. What a head may "approve" needs somebody
/// else to begin it.
struct Row {
    Permission permission;
    std::array<char, kRoles> cells;
};

// clang-format off
constexpr std::array kTable{
    //                                   author
    //                                   .    approver
    //                                   .    .    DSL
    //                                   .    .    .    deputy
    //                                   .    .    .    .    head
    //                                   .    .    .    .    .    SLT
    //                                   .    .    .    .    .    .    governor
    //                                   .    .    .    .    .    .    .    chair
    //                                   .    .    .    .    .    .    .    .    vice chair
    //                                   .    .    .    .    .    .    .    .    .    safeguarding governor
    //                                   .    .    .    .    .    .    .    .    .    .    IT
    //                                   .    .    .    .    .    .    .    .    .    .    .    auditor
    //                                   .    .    .    .    .    .    .    .    .    .    .    .    trust
    Row{Permission::see_queue,          {'y', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', 'y', '-'}},
    Row{Permission::see_dsl_items,      {'-', '-', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::see_cm_items,       {'-', '-', '-', '-', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::see_gov_items,      {'-', '-', '-', '-', '-', '-', '-', 'y', 'y', '-', '-', '-', '-'}},
    Row{Permission::read_when_told,     {'-', '-', 'y', 'y', 'y', 'y', '-', 'y', 'y', '-', '-', '-', 'y'}},
    Row{Permission::add_colleague,      {'-', '-', '-', '-', 'y', '-', '-', 'y', 'y', '-', '-', '-', '-'}},
    Row{Permission::decide,             {'y', 'y', 'y', 'y', 'y', 'y', '-', 'y', 'y', '-', '-', '-', '-'}},
    Row{Permission::restore_v3,         {'-', '-', 'y', 'y', 'y', '-', '-', 'y', 'y', '-', '-', '-', '-'}},
    Row{Permission::propose_delete,     {'-', '2', '2', '2', '2', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_delete,       {'-', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::propose_ban,        {'-', '-', '2', '2', '2', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_ban,          {'-', '-', '-', '-', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::propose_comments,   {'-', '2', '2', '2', '2', '2', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_comments,     {'-', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::propose_reply,      {'2', '2', '2', '2', '2', '2', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_reply,        {'-', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::close_safeguarding, {'-', '-', 'y', 'y', 'y', '-', '-', 'y', 'y', '-', '-', '-', '-'}},
    Row{Permission::propose_channel,    {'y', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::assess_channel,     {'-', '-', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::authorise_channel,  {'-', '-', '-', '-', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::suspend_channel,    {'-', '-', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::see_channels,       {'y', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', 'y', 'y', '-'}},
    Row{Permission::connect_channel,    {'-', '-', '-', '-', '2', '-', '-', '-', '-', '-', 'y', '-', '-'}},
    Row{Permission::keep_account_details,{'-','-', '-', '-', 'y', 'y', '-', '-', '-', '-', 'y', '-', '-'}},
    Row{Permission::break_glass,        {'-', '-', '-', '-', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::see_journal,        {'-', '-', 'y', 'y', 'y', 'y', '-', '-', '-', '-', 'y', 'y', '-'}},
    Row{Permission::see_own_journal,    {'y', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', 'y', 'y', '-'}},
    Row{Permission::see_judging,        {'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', 'y', '-'}},
    Row{Permission::propose_judging,    {'2', '2', '2', '2', '2', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_judging,      {'-', '-', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::see_posts,          {'y', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', 'y', '-'}},
    Row{Permission::write_post,         {'y', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_post,         {'-', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_promise,      {'-', '-', '-', '-', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_faces,        {'-', '-', '-', '-', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::publish_alone,      {'-', '-', '-', '-', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::pause_posts,        {'y', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::take_down_post,     {'y', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::take_down_all,      {'-', '-', '2', '2', '2', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::sweep_pictures,     {'-', '-', '2', '2', '2', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_sweep,        {'-', 'y', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::see_alerts,         {'y', 'y', 'y', 'y', 'y', 'y', '-', 'y', 'y', '-', 'y', 'y', 'y'}},
    Row{Permission::propose_pupils,     {'-', '-', '2', '2', '2', '2', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::agree_pupils,       {'-', '-', 'y', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::edit_consent,       {'-', '-', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::restrict_pupil,     {'-', '-', 'y', 'y', 'y', '-', '-', '-', '-', '-', '-', '-', '-'}},
    Row{Permission::list_unpictured,    {'-', '-', 'y', 'y', '-', '-', '-', '-', '-', '-', '-', '-', '-'}},
};
// clang-format on

static_assert(kTable.size() == static_cast<std::size_t>(Permission::list_unpictured) + 1, "a row for every permission");
static_assert(
    [] {
        for (std::size_t i = 0; i < kTable.size(); ++i)
            if (static_cast<std::size_t>(kTable[i].permission) != i) return false;
        return true;
    }(),
    "rows in the order of the enumeration");

Allowed meaning(char cell) {
    if (cell == 'y') return Allowed::yes;
    return cell == '2' ? Allowed::with_second : Allowed::no;
}

}  // namespace

Allowed allowed(const People& people, std::string_view person, Permission permission, runtime::Time at) {
    const auto& row = kTable[static_cast<std::size_t>(permission)];
    auto best = Allowed::no;
    for (const auto role : people.roles_of(person, at)) {
        const auto given = meaning(row.cells[static_cast<std::size_t>(role)]);
        if (given == Allowed::yes) return given;
        if (given == Allowed::with_second) best = given;
    }
    return best;
}

}  // namespace config
