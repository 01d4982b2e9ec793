#include "moderation/web/routes.hpp"

#include "moderation/web/pages/pages.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

constexpr std::size_t kIdBytesMax = 80;

constexpr Route kRoutes[] = {
    // Coming and going
    {"GET", "/", Access::signed_in, pages::home},
    {"GET", "/healthz", Access::everybody, pages::healthz},
    {"GET", "/assets/{id}", Access::everybody, pages::asset},
    {"GET", "/sign-in", Access::everybody, pages::sign_in_form},
    {"POST", "/sign-in", Access::everybody, pages::sign_in},
    {"POST", "/sign-out", Access::new_password, pages::sign_out},
    {"GET", "/signed-out", Access::everybody, pages::signed_out},
    {"GET", "/help", Access::signed_in, pages::help},

    // What anybody may read
    {"GET", "/about", Access::everybody, pages::about},
    {"GET", "/news", Access::everybody, pages::news},
    {"GET", "/news.atom", Access::everybody, pages::news_feed},

    // What needs a person
    {"GET", "/review", Access::signed_in, pages::review_list},
    {"GET", "/review/count", Access::signed_in, pages::review_count},
    {"GET", "/items/{id}", Access::signed_in, pages::item},
    {"POST", "/items/{id}/decide", Access::signed_in, pages::item_decide},
    {"POST", "/items/{id}/check-answer", Access::signed_in, pages::item_check_answer},
    {"POST", "/items/{id}/agree", Access::signed_in, pages::item_agree},
    {"POST", "/items/{id}/decline", Access::signed_in, pages::item_decline},
    {"POST", "/items/{id}/undo", Access::signed_in, pages::item_undo},
    {"POST", "/items/{id}/colleague", Access::signed_in, pages::item_add_colleague},
    {"POST", "/items/{id}/release", Access::signed_in, pages::item_release},

    // Who was told
    {"GET", "/alerts", Access::signed_in, pages::alerts},
    {"GET", "/alerts/{id}", Access::signed_in, pages::alert},
    {"POST", "/alerts/{id}/acknowledge", Access::signed_in, pages::alert_acknowledge},

    // The register of channels
    {"GET", "/channels", Access::signed_in, pages::channels},
    {"GET", "/channels/new", Access::signed_in, pages::channel_form},
    {"POST", "/channels/new", Access::signed_in, pages::channel_propose},
    {"GET", "/channels/connected", Access::signed_in, pages::connect_back},
    {"GET", "/channels/{id}", Access::signed_in, pages::channel},
    {"GET", "/channels/{id}/risk-assessment", Access::signed_in, pages::risk_form},
    {"POST", "/channels/{id}/risk-assessment", Access::signed_in, pages::risk_assess},
    {"POST", "/channels/{id}/risk-assessment/sign", Access::signed_in, pages::risk_sign},
    {"POST", "/channels/{id}/authorise", Access::signed_in, pages::channel_authorise},
    {"POST", "/channels/{id}/suspend", Access::signed_in, pages::channel_suspend},
    {"POST", "/channels/{id}/close", Access::signed_in, pages::channel_close},
    {"GET", "/channels/{id}/connect", Access::signed_in, pages::connect_guide},
    {"GET", "/channels/{id}/login", Access::signed_in, pages::connect_login},
    {"GET", "/channels/{id}/emergency", Access::signed_in, pages::emergency},
    {"POST", "/channels/{id}/emergency", Access::signed_in, pages::emergency_open},
    {"POST", "/channels/{id}/emergency-tested", Access::signed_in, pages::emergency_tested},
    {"GET", "/channels/{id}/emergency-details", Access::signed_in, pages::emergency_form},
    {"POST", "/channels/{id}/emergency-details", Access::signed_in, pages::emergency_record},

    // What the school says
    {"GET", "/posts", Access::signed_in, pages::posts},
    {"POST", "/posts/pause", Access::signed_in, pages::posts_pause},
    {"POST", "/posts/resume", Access::signed_in, pages::posts_resume},
    {"GET", "/posts/new", Access::signed_in, pages::post_compose},
    {"POST", "/posts/new", Access::signed_in, pages::post_save},
    {"POST", "/posts/new/keep", Access::signed_in, pages::post_keep},
    {"GET", "/posts/recall", Access::signed_in, pages::recall},
    {"POST", "/posts/recall", Access::signed_in, pages::recall_propose},
    {"POST", "/posts/recall/agree", Access::signed_in, pages::recall_agree},
    {"POST", "/posts/recall/withdraw", Access::signed_in, pages::recall_withdraw},
    {"POST", "/posts/recall/end", Access::signed_in, pages::recall_end},
    {"GET", "/posts/sweep", Access::signed_in, pages::sweep},
    {"POST", "/posts/sweep", Access::signed_in, pages::sweep_start},
    {"GET", "/posts/{id}", Access::signed_in, pages::post},
    {"POST", "/posts/{id}/keep", Access::signed_in, pages::post_keep},
    {"GET", "/posts/{id}/edit", Access::signed_in, pages::post_compose},
    {"POST", "/posts/{id}/edit", Access::signed_in, pages::post_save},
    {"GET", "/posts/{id}/picture", Access::signed_in, pages::post_picture},
    {"POST", "/posts/{id}/pictures", Access::signed_in, pages::post_picture_add},
    {"POST", "/posts/{id}/describe", Access::signed_in, pages::post_describe},
    {"POST", "/posts/{id}/submit", Access::signed_in, pages::post_submit},
    {"POST", "/posts/{id}/agree", Access::signed_in, pages::post_agree},
    {"POST", "/posts/{id}/send-back", Access::signed_in, pages::post_send_back},
    {"POST", "/posts/{id}/discard", Access::signed_in, pages::post_discard},
    {"POST", "/posts/{id}/alone", Access::signed_in, pages::post_alone},
    {"POST", "/posts/{id}/review", Access::signed_in, pages::post_review},
    {"POST", "/posts/{id}/take-down", Access::signed_in, pages::post_take_down},
    {"POST", "/posts/{id}/propose-down", Access::signed_in, pages::post_propose_down},
    {"POST", "/posts/{id}/agree-down", Access::signed_in, pages::post_agree_down},
    {"POST", "/posts/{id}/keep-up", Access::signed_in, pages::post_keep_up},
    {"GET", "/posts/{id}/people", Access::signed_in, pages::post_people},
    {"POST", "/posts/{id}/people", Access::signed_in, pages::post_people_keep},

    // How texts are judged
    {"GET", "/judging", Access::signed_in, pages::judging},
    {"POST", "/judging/learn", Access::signed_in, pages::judging_learn},
    {"POST", "/judging/terms", Access::signed_in, pages::judging_term},
    {"POST", "/judging/terms/end", Access::signed_in, pages::judging_end_term},
    {"POST", "/judging/exceptions", Access::signed_in, pages::judging_except},
    {"POST", "/judging/exceptions/end", Access::signed_in, pages::judging_end_exception},
    {"POST", "/judging/bars", Access::signed_in, pages::judging_bars},
    {"POST", "/judging/agree", Access::signed_in, pages::judging_agree},
    {"POST", "/judging/withdraw", Access::signed_in, pages::judging_withdraw},
    {"POST", "/judging/back", Access::signed_in, pages::judging_back},
    {"GET", "/judging/try", Access::signed_in, pages::try_form},
    {"POST", "/judging/try", Access::signed_in, pages::try_text},

    // Who may be in a picture
    {"GET", "/pupils", Access::signed_in, pages::pupils},
    {"POST", "/pupils/agree", Access::signed_in, pages::pupils_agree},
    {"POST", "/pupils/withdraw", Access::signed_in, pages::pupils_withdraw},
    {"POST", "/pupils/back", Access::signed_in, pages::pupils_back},
    {"POST", "/pupils/find", Access::signed_in, pages::pupils_find},
    {"POST", "/pupils/unpictured", Access::signed_in, pages::pupils_unpictured},
    {"GET", "/pupils/{id}", Access::signed_in, pages::pupil},
    {"POST", "/pupils/{id}/answer", Access::signed_in, pages::pupil_answer},
    {"POST", "/pupils/{id}/child", Access::signed_in, pages::pupil_child},
    {"POST", "/pupils/{id}/restriction", Access::signed_in, pages::pupil_restriction},

    // Proof, and oneself
    {"GET", "/given-up", Access::signed_in, pages::given_up},
    {"GET", "/journal", Access::signed_in, pages::journal},
    {"GET", "/account", Access::signed_in, pages::account},
    {"GET", "/account/password", Access::new_password, pages::password_form},
    {"POST", "/account/password", Access::new_password, pages::password_change},
    {"POST", "/account/sign-out-everywhere", Access::signed_in, pages::sign_out_everywhere},
    {"POST", "/account/keys", Access::signed_in, pages::keys_switch},
};

bool is_id(std::string_view part) {
    if (part.empty() || part.size() > kIdBytesMax) return false;
    return std::all_of(part.begin(), part.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' ||
               byte == '_';
    });
}

/// What stands for {id}; an empty text when the pattern has none; nothing when the path does not fit.
std::optional<std::string> fit(std::string_view pattern, std::string_view path) {
    constexpr std::string_view kPlace = "{id}";
    const auto place = pattern.find(kPlace);
    if (place == std::string_view::npos) return pattern == path ? std::optional<std::string>{""} : std::nullopt;
    const auto before = pattern.substr(0, place);
    const auto after = pattern.substr(place + kPlace.size());
    if (path.size() <= before.size() + after.size()) return std::nullopt;
    if (!path.starts_with(before) || !path.ends_with(after)) return std::nullopt;
    const auto id = path.substr(before.size(), path.size() - before.size() - after.size());
    return is_id(id) ? std::optional<std::string>{id} : std::nullopt;
}

}  // namespace

std::span<const Route> routes() {
    return kRoutes;
}

Match match(std::span<const Route> table, std::string_view method, std::string_view path) {
    Match found;
    for (const auto& route : table) {
        auto id = fit(route.path, path);
        if (!id) continue;
        if (route.method != method) {
            found.other_method = true;
            continue;
        }
        found.route = &route;
        found.id = std::move(*id);
        return found;
    }
    return found;
}

bool takes_file(std::string_view path) {
    const auto found = match(kRoutes, "POST", path);
    return found.route != nullptr && found.route->handler == pages::post_picture_add;
}

}  // namespace moderation::web
