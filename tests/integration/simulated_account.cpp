#include "tests/integration/simulated_account.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <boost/json/value_to.hpp>

namespace tests {

using boost::json::object;
using models::Network;

/// What each network calls things, in the order of models::Network.
struct SimulatedAccount::Words {
    const char* post;        ///< the verb that makes one
    const char* post_text;   ///< its parameter
    const char* posts;       ///< where they stand in the dump
    const char* comment;     ///< the verb that writes under a post
    const char* under;       ///< its parameter for that
    const char* reply_to;    ///< the parameter of `reply`
    const char* text;        ///< of comments
    const char* aside;       ///< the verb for what others say elsewhere about the school
    const char* aside_text;  ///< its parameter
};

namespace {

std::string text_of(const boost::json::value& value) {
    return boost::json::value_to<std::string>(value);
}

}  // namespace

SimulatedAccount::SimulatedAccount(const SimulatorProcess& simulator, Network network)
    : simulator_{simulator}, network_{network}, words_{[network]() -> const Words& {
          static constexpr std::array<Words, models::kNetworkCount> kWords{{
              {"post", "message", "posts", "comment", "object", "comment", "message", "visitor_post", "message"},
              {"media", "caption", "media", "comment", "media", "comment", "text", "tagged", "caption"},
              {"post", "text", "posts", "reply", "to", "to", "text", "mention", "text"},
              {"video", "title", "videos", "comment", "video", "comment", "text", "comment", "text"},
          }};
          return kWords.at(static_cast<std::size_t>(network));
      }()} {}

void SimulatedAccount::begin(std::chrono::sys_seconds now) {
    simulator_.control("reset", {});
    simulator_.control("clock", {{"stop_at", now.time_since_epoch().count()}});
    const bool meta = network_ == Network::facebook || network_ == Network::instagram;
    const auto account =
        simulator_.control(meta ? "page" : std::string{to_string(network_)} + "/account", {{"token", kToken}});
    external_id_ = text_of(account.at("id"));
    if (network_ == Network::instagram) external_id_ = text_of(control("account", {}).at("id"));
    posts_.clear();
    comments_.clear();
    texts_ = 0;
}

std::string SimulatedAccount::made(const char* verb, object given, std::chrono::seconds age) {
    if (age.count() > 0) given["age_seconds"] = age.count();
    return text_of(control(verb, given).at("id"));
}

std::string SimulatedAccount::post(std::chrono::seconds age) {
    posts_.push_back(made(words_.post, {{words_.post_text, "News " + std::to_string(++texts_)}}, age));
    return posts_.back();
}

std::string SimulatedAccount::comment(const std::string& post, std::chrono::seconds age) {
    const auto text = "Lovely " + std::to_string(++texts_);
    comments_.push_back(made(words_.comment, {{words_.under, post}, {words_.text, text}}, age));
    return comments_.back();
}

std::string SimulatedAccount::reply(const std::string& comment, std::chrono::seconds age) {
    const auto text = "Indeed " + std::to_string(++texts_);
    comments_.push_back(made("reply", {{words_.reply_to, comment}, {words_.text, text}}, age));
    return comments_.back();
}

std::string SimulatedAccount::aside() {
    return made(words_.aside, {{words_.aside_text, "Seen @bramblecote " + std::to_string(++texts_)}}, {});
}

void SimulatedAccount::edit(const std::string& id) {
    control("edit", {{"id", id}, {words_.text, "Changed " + std::to_string(++texts_)}});
}

void SimulatedAccount::remove(const std::string& id) {
    control("delete", {{"id", id}});
}

void SimulatedAccount::hide(const std::string& id, bool hidden) {
    if (network_ == Network::youtube)
        control("status", {{"id", id}, {"status", hidden ? "heldForReview" : "published"}});
    else
        control("hide", {{"id", id}, {"hidden", hidden}});
}

std::string SimulatedAccount::some(const std::vector<std::string>& ids, std::mt19937& dice) const {
    return ids[dice() % ids.size()];
}

void SimulatedAccount::hour(std::mt19937& dice) {
    const auto happen = [&](const auto& what) {
        try {
            what();
        } catch (const std::runtime_error&) {
            return;  // it was about something that had gone
        }
    };
    for (auto times = 1 + dice() % 3; times > 0; --times) happen([&] { comment(some(posts_, dice)); });
    happen([&] { reply(some(comments_, dice)); });
    if (dice() % 2 == 0) happen([&] { edit(some(comments_, dice)); });
    if (dice() % 3 == 0) happen([&] { remove(some(comments_, dice)); });
    if (dice() % 2 == 0) happen([&] { hide(some(comments_, dice), dice() % 3 != 0); });
    if (dice() % 6 == 0) happen([&] { post(); });
    if (dice() % 3 == 0) happen([&] { aside(); });
    if (dice() % 20 == 0) happen([&] { remove(some(posts_, dice)); });
}

SimulatedAccount::Standing SimulatedAccount::standing(const object& thing) const {
    Standing standing;
    const auto* text = thing.if_contains(words_.text);
    if (text == nullptr) text = thing.if_contains(words_.post_text);
    standing.text = text_of(*text);
    standing.gone = thing.at("deleted").as_bool();
    if (const auto* hidden = thing.if_contains("hidden")) standing.hidden = hidden->as_bool();
    if (const auto* status = thing.if_contains("status")) {
        standing.hidden = status->as_string() == "heldForReview";
        standing.gone = standing.gone || status->as_string() == "rejected";
    }
    return standing;
}

std::map<std::string, SimulatedAccount::Standing> SimulatedAccount::truth() const {
    std::map<std::string, Standing> found;
    const auto state = look("state");
    for (const auto& [id, thing] : state.at(words_.posts).as_object()) {
        const auto* history = thing.as_object().if_contains("history");
        const auto known_as = history == nullptr ? std::string{id} : text_of(history->as_array().front());
        const bool replaced = history != nullptr && thing.at("replaced").as_bool();
        if (!replaced) found[known_as] = standing(thing.as_object());
    }
    const auto* comments = state.as_object().if_contains("comments");
    if (comments == nullptr) return found;
    for (const auto& [id, thing] : comments->as_object()) {
        auto& one = found[id] = standing(thing.as_object());
        for (const auto* place : {"object_id", "media_id", "video_id"}) {
            const auto* under = thing.as_object().if_contains(place);
            const auto above = under == nullptr ? found.end() : found.find(text_of(*under));
            if (above != found.end()) one.gone = one.gone || above->second.gone;  // a post takes its comments with it
        }
    }
    return found;
}

std::map<std::string, std::set<std::string>> SimulatedAccount::served() const {
    std::map<std::string, std::set<std::string>> found;
    const auto dumped = look("served");
    for (const auto& [id, entry] : dumped.as_object())
        for (const auto& revision : entry.at("revisions").as_array()) {
            auto text = text_of(revision.at("message"));
            if (text.ends_with('\n')) text.pop_back();  // a video's title without a description
            found[id].insert(std::move(text));
        }
    return found;
}

int SimulatedAccount::writes() const {
    int count = 0;
    const auto requests = look("requests");
    for (const auto& request : requests.as_array()) count += request.at("method").as_string() == "GET" ? 0 : 1;
    return count;
}

boost::json::value SimulatedAccount::control(const std::string& verb, const object& given) const {
    return simulator_.control(std::string{to_string(network_)} + "/" + verb, given);
}

boost::json::value SimulatedAccount::look(const std::string& what) const {
    return simulator_.look(std::string{to_string(network_)} + "/" + what);
}

}  // namespace tests
