#include "moderation/web/pages/item_actions.hpp"

#include "models/domain/publication.hpp"
#include "moderation/web/item_view.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>

#include <boost/json/serialize.hpp>

namespace moderation::web::pages {

namespace {

/// An answer of the store that the person should read on the item's page.
Task<ServerResponse> refused(Tools tools, Visit visit, runtime::Error error) {
    if (!is_refusal(error.kind)) co_return store_failed(tools, visit, error);
    co_return co_await show_item(tools, std::move(visit), not_done(error.message), status_of(error.kind));
}

Task<ServerResponse> not_possible(Tools tools, Visit visit, std::string why, unsigned status) {
    co_return co_await show_item(tools, std::move(visit), not_done(why), status);
}

std::string item_path(const Visit& visit, std::string_view done) {
    std::string path = "/items/" + visit.id + "?done=";
    path += done;
    return path;
}

/// Every decision has a reason: what the person chose, or what Gatehouse saw.
std::string reason_code(const std::string& chosen, models::Verb verb, const Item& item) {
    if (!chosen.empty()) return chosen;
    if (verb == models::Verb::leave || item.assessment.findings.empty()) return "no_concern";
    return std::string{models::to_string(item.assessment.findings.front().category)};
}

const Offer* find_offer(const std::vector<Offer>& made, models::Verb verb) {
    for (const auto& offer : made)
        if (offer.verb == verb) return &offer;
    return nullptr;
}

std::string after_decision(const Visit& visit, models::Verb verb, const Item& item) {
    if (verb == models::Verb::escalate) return "/review?done=passed";
    if (item.review == models::ReviewState::proposed) return item_path(visit, "proposed");
    if (item.review == models::ReviewState::open) return item_path(visit, "stays-open");
    return item_path(visit, models::to_string(verb));
}

/// What is wrong with the words of an answer, also what the network would refuse, in sentences; empty: nothing.
std::string wrong_with(models::Network network, const std::string& words) {
    if (words.empty()) return "Write the answer";
    if (words.size() > Store::kReplyBytesMax) return "Make the answer shorter";
    std::string sentences;
    for (const auto& problem : models::problems_of_reply(network, words))
        sentences += (sentences.empty() ? "" : " ") + problem;
    return sentences;
}

/// The words of the form, as browsers end lines.
std::string answer_in(const Visit& visit) {
    auto words = visit.form.get("text");
    std::erase(words, '\r');
    return words;
}

}  // namespace

Task<ServerResponse> item_decide(Tools tools, Visit visit) {
    const auto found = co_await tools.store.item(visit.viewer(), visit.id);
    if (!found) co_return store_failed(tools, visit, found.error());
    const auto verb = models::verb_from(visit.form.get("verb"));
    const auto version = visit.form.number("version");
    const auto reason = visit.form.get("reason");
    if (!verb || !version || !is_decision_reason(reason))
        co_return co_await not_possible(tools, std::move(visit), "The form was not complete.", 422);
    auto made = offers(tools, visit, *found);
    made.push_back(reply_offer(tools, visit, *found));
    const auto* offer = find_offer(made, *verb);
    const bool stale = *version != found->version;  // then the store says what changed
    if (!stale && offer == nullptr)
        co_return co_await not_possible(tools, std::move(visit), "That cannot be done with it as it stands.", 409);
    if (!stale && !offer->why_not.empty())
        co_return co_await not_possible(tools, std::move(visit), offer->why_not, 403);
    DecisionRequest request{visit.id, *version, *verb, visit.person(), reason_code(reason, *verb, *found)};
    request.needs_second = offer != nullptr && offer->needs_second;
    request.label = label_of(visit, *verb, *found);
    if (*verb == models::Verb::reply) {
        request.text = answer_in(visit);
        const auto wrong = wrong_with(found->latest.network, request.text);
        if (!wrong.empty()) {
            const FieldErrors errors{{"text", wrong}};
            co_return co_await show_item(tools, std::move(visit), errors, 422);
        }
    }
    const auto decided = co_await tools.store.decide(visit.viewer(), std::move(request), visit.now);
    if (!decided) co_return co_await refused(tools, std::move(visit), decided.error());
    co_return redirect(after_decision(visit, *verb, *decided));
}

Task<ServerResponse> item_check_answer(Tools tools, Visit visit) {
    const auto found = co_await tools.store.item(visit.viewer(), visit.id);
    if (!found) co_return store_failed(tools, visit, found.error());
    const auto words = answer_in(visit);
    const auto wrong = words.empty() ? std::string{} : wrong_with(found->latest.network, words);
    const boost::json::object answer{{"wrong", wrong}};
    co_return json(boost::json::serialize(answer));
}

Task<ServerResponse> item_agree(Tools tools, Visit visit) {
    const auto found = co_await tools.store.item(visit.viewer(), visit.id);
    if (!found) co_return store_failed(tools, visit, found.error());
    const auto version = visit.form.number("version").value_or(0);
    const auto why_not = why_not_agree(tools, visit, *found);
    if (found->proposal && !why_not.empty()) co_return co_await not_possible(tools, std::move(visit), why_not, 403);
    const auto agreed = co_await tools.store.agree(visit.viewer(), visit.id, version, visit.now);
    if (!agreed) co_return co_await refused(tools, std::move(visit), agreed.error());
    co_return redirect(item_path(visit, "agreed"));
}

Task<ServerResponse> item_decline(Tools tools, Visit visit) {
    const auto found = co_await tools.store.item(visit.viewer(), visit.id);
    if (!found) co_return store_failed(tools, visit, found.error());
    const auto version = visit.form.number("version").value_or(0);
    const bool own = found->proposal && found->proposal->by == visit.person();
    const auto why_not = why_not_agree(tools, visit, *found);
    if (found->proposal && !own && !why_not.empty())
        co_return co_await not_possible(tools, std::move(visit), why_not, 403);
    auto reason = visit.form.get("decline-reason");
    if (label_of(decline_reasons(), reason).empty()) reason = "talk_first";
    const auto declined = co_await tools.store.decline(visit.viewer(), visit.id, version, std::move(reason), visit.now);
    if (!declined) co_return co_await refused(tools, std::move(visit), declined.error());
    co_return redirect(item_path(visit, "declined"));
}

Task<ServerResponse> item_undo(Tools tools, Visit visit) {
    const auto version = visit.form.number("version").value_or(0);
    const auto undone = co_await tools.store.undo(visit.viewer(), visit.id, version, visit.now);
    if (!undone) co_return co_await refused(tools, std::move(visit), undone.error());
    co_return redirect(item_path(visit, "undone"));
}

Task<ServerResponse> item_add_colleague(Tools tools, Visit visit) {
    const auto found = co_await tools.store.item(visit.viewer(), visit.id);
    if (!found) co_return store_failed(tools, visit, found.error());
    auto colleague = visit.form.get("colleague");
    const auto possible = can_be_added(tools, visit, *found);
    const bool known = std::any_of(possible.begin(), possible.end(),
                                   [&](const config::Person* person) { return person->id == colleague; });
    if (!known) co_return co_await not_possible(tools, std::move(visit), "This colleague cannot be added to it.", 403);
    const auto added = co_await tools.store.add_colleague(visit.viewer(), visit.id, std::move(colleague), visit.now);
    if (!added) co_return co_await refused(tools, std::move(visit), added.error());
    co_return redirect(item_path(visit, "colleague-added"));
}

Task<ServerResponse> item_release(Tools tools, Visit visit) {
    const auto released = co_await tools.store.release(visit.viewer(), visit.id, visit.now);
    if (!released) co_return co_await refused(tools, std::move(visit), released.error());
    co_return redirect("/review?done=released");
}

}  // namespace moderation::web::pages
