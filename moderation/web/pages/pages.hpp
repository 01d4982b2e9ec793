#pragma once

#include "moderation/web/visit.hpp"

/// One function per page and action, one file per subject. Each reads its parameters, loads, checks, acts, and then
/// redirects or shows the page again with what is wrong.
namespace moderation::web::pages {

using runtime::ServerResponse;
using runtime::Task;

Task<ServerResponse> home(Tools tools, Visit visit);
Task<ServerResponse> healthz(Tools tools, Visit visit);
Task<ServerResponse> asset(Tools tools, Visit visit);
Task<ServerResponse> help(Tools tools, Visit visit);

Task<ServerResponse> sign_in_form(Tools tools, Visit visit);
Task<ServerResponse> sign_in(Tools tools, Visit visit);
Task<ServerResponse> sign_out(Tools tools, Visit visit);
Task<ServerResponse> signed_out(Tools tools, Visit visit);

Task<ServerResponse> review_list(Tools tools, Visit visit);
Task<ServerResponse> review_count(Tools tools, Visit visit);
Task<ServerResponse> item(Tools tools, Visit visit);
Task<ServerResponse> item_decide(Tools tools, Visit visit);
Task<ServerResponse> item_check_answer(Tools tools, Visit visit);
Task<ServerResponse> item_agree(Tools tools, Visit visit);
Task<ServerResponse> item_decline(Tools tools, Visit visit);
Task<ServerResponse> item_undo(Tools tools, Visit visit);
Task<ServerResponse> item_add_colleague(Tools tools, Visit visit);
Task<ServerResponse> item_release(Tools tools, Visit visit);

Task<ServerResponse> alerts(Tools tools, Visit visit);
Task<ServerResponse> alert(Tools tools, Visit visit);
Task<ServerResponse> alert_acknowledge(Tools tools, Visit visit);

Task<ServerResponse> channels(Tools tools, Visit visit);
Task<ServerResponse> channel(Tools tools, Visit visit);
Task<ServerResponse> channel_form(Tools tools, Visit visit);
Task<ServerResponse> channel_propose(Tools tools, Visit visit);
Task<ServerResponse> risk_form(Tools tools, Visit visit);
Task<ServerResponse> risk_assess(Tools tools, Visit visit);
Task<ServerResponse> risk_sign(Tools tools, Visit visit);
Task<ServerResponse> channel_authorise(Tools tools, Visit visit);
Task<ServerResponse> channel_suspend(Tools tools, Visit visit);
Task<ServerResponse> channel_close(Tools tools, Visit visit);
Task<ServerResponse> connect_guide(Tools tools, Visit visit);
Task<ServerResponse> connect_login(Tools tools, Visit visit);
Task<ServerResponse> connect_back(Tools tools, Visit visit);
Task<ServerResponse> emergency(Tools tools, Visit visit);
Task<ServerResponse> emergency_open(Tools tools, Visit visit);
Task<ServerResponse> emergency_tested(Tools tools, Visit visit);
Task<ServerResponse> emergency_form(Tools tools, Visit visit);
Task<ServerResponse> emergency_record(Tools tools, Visit visit);

Task<ServerResponse> try_form(Tools tools, Visit visit);
Task<ServerResponse> try_text(Tools tools, Visit visit);

Task<ServerResponse> given_up(Tools tools, Visit visit);
Task<ServerResponse> journal(Tools tools, Visit visit);

Task<ServerResponse> account(Tools tools, Visit visit);
Task<ServerResponse> password_form(Tools tools, Visit visit);
Task<ServerResponse> password_change(Tools tools, Visit visit);
Task<ServerResponse> sign_out_everywhere(Tools tools, Visit visit);
Task<ServerResponse> keys_switch(Tools tools, Visit visit);

}  // namespace moderation::web::pages
