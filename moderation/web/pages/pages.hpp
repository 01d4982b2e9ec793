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

Task<ServerResponse> about(Tools tools, Visit visit);
Task<ServerResponse> news(Tools tools, Visit visit);
Task<ServerResponse> news_feed(Tools tools, Visit visit);

Task<ServerResponse> posts(Tools tools, Visit visit);
Task<ServerResponse> posts_pause(Tools tools, Visit visit);
Task<ServerResponse> posts_resume(Tools tools, Visit visit);
Task<ServerResponse> post_compose(Tools tools, Visit visit);
Task<ServerResponse> post_save(Tools tools, Visit visit);
Task<ServerResponse> post_keep(Tools tools, Visit visit);
Task<ServerResponse> post(Tools tools, Visit visit);
Task<ServerResponse> post_picture(Tools tools, Visit visit);
Task<ServerResponse> post_picture_add(Tools tools, Visit visit);
Task<ServerResponse> post_describe(Tools tools, Visit visit);
Task<ServerResponse> post_submit(Tools tools, Visit visit);
Task<ServerResponse> post_agree(Tools tools, Visit visit);
Task<ServerResponse> post_send_back(Tools tools, Visit visit);
Task<ServerResponse> post_discard(Tools tools, Visit visit);
Task<ServerResponse> post_alone(Tools tools, Visit visit);
Task<ServerResponse> post_review(Tools tools, Visit visit);
Task<ServerResponse> post_take_down(Tools tools, Visit visit);
Task<ServerResponse> recall(Tools tools, Visit visit);
Task<ServerResponse> recall_propose(Tools tools, Visit visit);
Task<ServerResponse> recall_agree(Tools tools, Visit visit);
Task<ServerResponse> recall_withdraw(Tools tools, Visit visit);
Task<ServerResponse> recall_end(Tools tools, Visit visit);
Task<ServerResponse> sweep(Tools tools, Visit visit);
Task<ServerResponse> sweep_start(Tools tools, Visit visit);
Task<ServerResponse> post_propose_down(Tools tools, Visit visit);
Task<ServerResponse> post_agree_down(Tools tools, Visit visit);
Task<ServerResponse> post_keep_up(Tools tools, Visit visit);
Task<ServerResponse> post_people(Tools tools, Visit visit);
Task<ServerResponse> post_people_keep(Tools tools, Visit visit);
Task<ServerResponse> pupils(Tools tools, Visit visit);
Task<ServerResponse> pupils_agree(Tools tools, Visit visit);
Task<ServerResponse> pupils_withdraw(Tools tools, Visit visit);
Task<ServerResponse> pupils_back(Tools tools, Visit visit);
Task<ServerResponse> pupils_find(Tools tools, Visit visit);
Task<ServerResponse> pupils_unpictured(Tools tools, Visit visit);
Task<ServerResponse> pupil(Tools tools, Visit visit);
Task<ServerResponse> pupil_answer(Tools tools, Visit visit);
Task<ServerResponse> pupil_child(Tools tools, Visit visit);
Task<ServerResponse> pupil_restriction(Tools tools, Visit visit);

Task<ServerResponse> judging(Tools tools, Visit visit);
Task<ServerResponse> judging_learn(Tools tools, Visit visit);
Task<ServerResponse> judging_term(Tools tools, Visit visit);
Task<ServerResponse> judging_end_term(Tools tools, Visit visit);
Task<ServerResponse> judging_except(Tools tools, Visit visit);
Task<ServerResponse> judging_end_exception(Tools tools, Visit visit);
Task<ServerResponse> judging_bars(Tools tools, Visit visit);
Task<ServerResponse> judging_agree(Tools tools, Visit visit);
Task<ServerResponse> judging_withdraw(Tools tools, Visit visit);
Task<ServerResponse> judging_back(Tools tools, Visit visit);
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
