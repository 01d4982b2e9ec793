// Every refusal that the simulated networks know by name, while something is published: what becomes of it, what people
// are told, that it is looked up before it is sent again, and that it stands there once in the end.

#include "tests/integration/publishing_fixture.hpp"

#include <regex>
#include <set>

#include <gmock/gmock.h>

namespace tests {
namespace {

using boost::json::object;
using models::Network;
using runtime::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Refusal {
    Network network;
    const char* name;
    ErrorKind kind;  ///< unreachable and rate_limited: it is tried again; unavailable: once the connection is mended
    const char* sentence;  ///< a part of what people are told
    const char* path{""};  ///< of the call that is refused; empty: of the one that makes it seen
};

constexpr auto kNo = ErrorKind::rejected;
constexpr auto kAgain = ErrorKind::unreachable;
constexpr auto kLater = ErrorKind::rate_limited;
constexpr auto kMended = ErrorKind::unavailable;

std::vector<Refusal> meta_refusals(Network network) {
    return {
        {network, "throttle", kLater, "asks for a pause"},
        {network, "plain_429", kLater, "asks for a pause"},
        {network, "transient", kAgain, "temporary fault"},
        {network, "html_500", kAgain, "temporary fault"},
        {network, "html_502", kAgain, "temporary fault"},
        {network, "html_503", kAgain, "temporary fault"},
        {network, "expired_token", kMended, "has expired. Connect the channel again"},
        {network, "password_changed", kMended, "password of the account was changed"},
        {network, "blocked_for_misuse", kNo, "has blocked this for a while"},
        {network, "no_permission", kNo, "refuses because of missing rights"},
        {network, "gone", kNo, "no longer visible to this channel"},
    };
}

std::vector<Refusal> facebook_refusals() {
    auto refusals = meta_refusals(Network::facebook);
    refusals.push_back({Network::facebook, "duplicate_post", kAgain, "the same was published a moment ago"});
    refusals.push_back({Network::facebook, "link_preview_failed", kNo, "cannot show what the link leads to"});
    return refusals;
}

std::vector<Refusal> instagram_refusals() {
    auto refusals = meta_refusals(Network::instagram);
    const std::vector<Refusal> own{
        {Network::instagram, "fetch_failed", kAgain, "could not fetch the picture", "/media$"},
        {Network::instagram, "fetch_timed_out", kAgain, "took too long to fetch", "/media$"},
        {Network::instagram, "image_too_large", kNo, "too large for Instagram", "/media$"},
        {Network::instagram, "bad_format", kNo, "does not take files of this kind", "/media$"},
        {Network::instagram, "bad_aspect_ratio", kNo, "too narrow or too wide", "/media$"},
        {Network::instagram, "caption_too_long", kNo, "too long for Instagram", "/media$"},
        {Network::instagram, "not_ready", kAgain, "has not finished with the post"},
        {Network::instagram, "daily_limit", kLater, "takes no more posts today"},
        {Network::instagram, "container_missing", kNo, "has forgotten the post"},
        {Network::instagram, "container_expired", kNo, "has forgotten the post"},
        {Network::instagram, "action_blocked", kNo, "took this for misuse"},
        {Network::instagram, "account_restricted", kNo, "has restricted the account"},
        {Network::instagram, "server_fault", kAgain, "temporary fault"},
    };
    refusals.insert(refusals.end(), own.begin(), own.end());
    return refusals;
}

std::vector<Refusal> x_refusals() {
    return {
        {Network::x, "rate_limited", kLater, "asks for a pause"},
        {Network::x, "plain_429", kLater, "asks for a pause"},
        {Network::x, "html_500", kAgain, "temporary fault"},
        {Network::x, "html_502", kAgain, "temporary fault"},
        {Network::x, "html_503", kAgain, "temporary fault"},
        {Network::x, "credits_depleted", kLater, "credit bought at X is used up"},
        {Network::x, "usage_capped", kLater, "cap on what may be read"},
        {Network::x, "unauthorized", kMended, "does not accept the access token"},
        {Network::x, "duplicate_content", kAgain, "the same was published a moment ago"},
        {Network::x, "reply_refused", kNo, "only those who mention or quote it"},
        {Network::x, "not_enrolled", kNo, "does not let this app use its interface"},
        {Network::x, "oauth1_permissions", kNo, "before the app had the right to write"},
        {Network::x, "unsupported_authentication", kNo, "wants a token of the school's account"},
        {Network::x, "forbidden", kNo, "does not permit this"},
        {Network::x, "not_found", kNo, "no longer visible to this channel"},
    };
}

std::vector<Refusal> youtube_refusals() {
    return {
        {Network::youtube, "quota_exceeded", kLater, "What YouTube allows in a day is used up"},
        {Network::youtube, "daily_limit", kLater, "What YouTube allows in a day is used up"},
        {Network::youtube, "rate_limited", kLater, "asks for a pause"},
        {Network::youtube, "plain_429", kLater, "asks for a pause"},
        {Network::youtube, "html_500", kAgain, "temporary fault"},
        {Network::youtube, "html_502", kAgain, "temporary fault"},
        {Network::youtube, "html_503", kAgain, "temporary fault"},
        {Network::youtube, "processing_failure", kAgain, "temporary fault"},
        {Network::youtube, "backend_error", kAgain, "temporary fault"},
        {Network::youtube, "service_unavailable", kAgain, "temporary fault"},
        {Network::youtube, "auth_error", kMended, "does not accept the access"},
        {Network::youtube, "forbidden", kNo, "does not own it"},
        {Network::youtube, "insufficient_permissions", kNo, "was not granted for this"},
        {Network::youtube, "account_closed", kNo, "is closed or suspended"},
        {Network::youtube, "account_suspended", kNo, "is closed or suspended"},
        {Network::youtube, "not_a_channel", kNo, "does not own it"},
        {Network::youtube, "delegation_forbidden", kNo, "does not own it"},
        {Network::youtube, "ineligible_account", kNo, "does not own it"},
        {Network::youtube, "access_not_configured", kNo, "must switch the API on"},
        {Network::youtube, "key_invalid", kNo, "must switch the API on"},
        {Network::youtube, "operation_not_supported", kNo, "did not accept the request"},
        {Network::youtube, "video_not_found", kNo, "no longer visible to this channel"},
    };
}

std::vector<Refusal> refusals_of(Network network) {
    switch (network) {
        case Network::facebook: return facebook_refusals();
        case Network::instagram: return instagram_refusals();
        case Network::x: return x_refusals();
        case Network::youtube: return youtube_refusals();
    }
    return {};
}

/// What else can go wrong there: lines and answers are damaged, lists are, and what is about comments.
const std::set<std::string> kNoRefusals{"absent_data",
                                        "applied_then_cut",
                                        "comment_not_found",
                                        "comments_disabled",
                                        "cut_line",
                                        "cut_off",
                                        "drip",
                                        "drop",
                                        "duplicates",
                                        "empty",
                                        "empty_page",
                                        "error",
                                        "interrupted",
                                        "lost_session",
                                        "malformed",
                                        "missing_from",
                                        "missing_users",
                                        "partial_errors",
                                        "plain_error",
                                        "redirect",
                                        "reduce_data",
                                        "short_ids",
                                        "short_pages",
                                        "slow",
                                        "stale_cursors",
                                        "stale_tokens",
                                        "unknown_fields",
                                        "vanish"};

class RefusedPublishing : public Publishing {
  protected:
    std::string decisive() const { return GetParam() == Network::youtube ? "/upload/" : place->decisive_call().second; }

    /// Takes steps until one is refused; gives how far it had come, too.
    std::pair<runtime::Error, std::string> refused() {
        std::string progress;
        for (int steps = 0; steps < 100; ++steps) {
            auto taken = step(fair(), progress);
            if (!taken) return {taken.error(), progress};
            if (taken->published) break;
            progress = taken->progress;
            wait(taken->wait);
        }
        return {runtime::Error{ErrorKind::not_found, "nothing was refused"}, progress};
    }
    /// A letter for each call: P for one that would make it seen, g for a question, anything else left out.
    std::string calls() {
        std::string letters;
        const std::regex sought{decisive()};
        const auto requests = simulator.look(named("requests"));
        for (const auto& request : requests.as_array()) {
            if (request.at("method").as_string() == "GET") letters.push_back('g');
            const bool begins = request.at("method").as_string() == "POST";
            if (begins && std::regex_search(std::string{request.at("path").as_string()}, sought))
                letters.push_back('P');
        }
        return letters;
    }
};

TEST_P(RefusedPublishing, IsSaidLookedUpAndNeverSentTwice) {
    for (const auto& refusal : refusals_of(GetParam())) {
        SCOPED_TRACE(refusal.name);
        open();
        const std::string path{refusal.path};
        simulator.control(named("fault"),
                          {{"name", refusal.name}, {"method", "POST"}, {"path", path.empty() ? decisive() : path}});
        const auto [error, progress] = refused();
        EXPECT_EQ(error.kind, refusal.kind) << error.message;
        EXPECT_THAT(error.message, HasSubstr(refusal.sentence));
        EXPECT_THAT(stands(), IsEmpty());

        // What the network refused for good a person may send off anew; everything else goes on where it was.
        wait(error.retry_after.value_or(std::chrono::minutes{1}));
        const auto published = publish(fair(), false, error.kind == kNo ? std::string{} : progress);
        ASSERT_TRUE(published) << published.error().message;
        EXPECT_THAT(stands(), ElementsAre(fair().text));
        const auto sent = calls();
        EXPECT_THAT(sent, testing::Not(HasSubstr("PP"))) << "it was not looked up before it was sent again";
        EXPECT_EQ(std::count(sent.begin(), sent.end(), 'P'), path.empty() ? 2 : 1);
    }
}

TEST_P(RefusedPublishing, IsKnownInEveryFormThatTheNetworkHas) {
    open();
    std::set<std::string> unknown;
    const auto catalogue = simulator.look(named("catalogue"));
    for (const auto& name : catalogue.at("names").as_array()) unknown.emplace(name.as_string());
    for (const auto& name : kNoRefusals) unknown.erase(name);
    for (const auto& refusal : refusals_of(GetParam())) EXPECT_EQ(unknown.erase(refusal.name), 1U) << refusal.name;
    EXPECT_THAT(unknown, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Networks, RefusedPublishing,
                         testing::Values(Network::facebook, Network::instagram, Network::x, Network::youtube),
                         [](const auto& network) { return std::string{to_string(network.param)}; });

}  // namespace
}  // namespace tests
