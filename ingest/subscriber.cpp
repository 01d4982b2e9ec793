#include "ingest/subscriber.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/youtube/webhook.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

constexpr std::size_t kUrlBytesMax = 2'048;
constexpr std::array<const char*, 4> kActivities{"post.mention.create", "post.reply.create", "post.quote.create",
                                                 "post.delete"};

ApiCall post_of(std::string path, ApiParameters form) {
    ApiCall call;
    call.method = "POST";
    call.path = std::move(path);
    call.form = std::move(form);
    return call;
}

ApiCall x_call(const char* method, std::string path, std::string json = {}) {
    ApiCall call;
    call.method = method;
    call.path = std::move(path);
    call.json = std::move(json);
    return call;
}

/// `member` of the first element of `data`, or of `data` itself, whose `key` is `value`.
std::string find_in_data(std::string_view body, std::string_view key, std::string_view value, std::string_view member) {
    const JsonDocument document{body};
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return {};
    const auto matches = [&](dom::object object) { return text_member(object, key, kUrlBytesMax) == value; };
    if (const auto one = object_member(answer, "data"); one && matches(*one))
        return id_member(*one, member).value_or("");
    const auto all = array_member(answer, "data");
    if (!all) return {};
    for (const dom::element element : *all) {
        dom::object object;
        if (element.get(object) == simdjson::SUCCESS && matches(object)) return id_member(object, member).value_or("");
    }
    return {};
}

/// The events that are told to one webhook already, or with none on the stream.
std::set<std::string> told_to(std::string_view body, std::string_view webhook) {
    std::set<std::string> told;
    const JsonDocument document{body};
    dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return told;
    const auto all = array_member(answer, "data");
    if (!all) return told;
    for (const dom::element element : *all) {
        dom::object object;
        if (element.get(object) != simdjson::SUCCESS || id_member(object, "webhook_id").value_or("") != webhook)
            continue;
        if (auto type = text_member(object, "event_type", kUrlBytesMax)) told.insert(std::move(*type));
    }
    return told;
}

}  // namespace

Subscriber::Subscriber(Parts parts) : parts_{parts} {}

Task<void> Subscriber::run() {
    for (;;) {
        co_await subscribe_due();
        co_await parts_.clock.sleep_for(kLookEvery);
    }
}

Task<void> Subscriber::subscribe_due() {
    auto channels = co_await parts_.channels.authorised();
    if (!channels) co_return;
    for (auto& channel : *channels) {
        const auto now = parts_.clock.now();
        const auto retry = retry_at_.find(channel.id);
        if (retry != retry_at_.end() && now < retry->second) continue;
        const auto last = co_await parts_.book.last_subscribed(channel.id);
        if (!last || (*last && now - **last < kEvery)) continue;
        co_await subscribe(std::move(channel));
    }
}

Task<void> Subscriber::subscribe(models::Channel channel) {
    const auto id = channel.id;
    auto done = co_await ask(std::move(channel));
    if (done) done = co_await parts_.book.subscribed(id, parts_.clock.now());
    if (done) {
        retry_at_.erase(id);
        parts_.log.info("hooks", "the network tells what happens", {{"channel", id}});
        co_return;
    }
    retry_at_[id] = parts_.clock.now() + kRetry;
    parts_.log.warning("hooks", "the network does not tell what happens",
                       {{"channel", id}, {"kind", to_string(done.error().kind)}, {"reason", done.error().message}});
}

Task<Subscriber::Done> Subscriber::ask(models::Channel channel) {
    using models::Network;
    if (channel.network != Network::x && parts_.settings.hooks.public_url.empty()) co_return Done{};
    if (channel.network == Network::youtube) co_return co_await ask_hub(std::move(channel));
    auto token = co_await parts_.tokens.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    if (channel.network == Network::x) co_return co_await ask_x(std::move(channel), std::move(*token));
    co_return co_await ask_meta(std::move(channel), std::move(*token));
}

Task<Subscriber::Done> Subscriber::ask_meta(models::Channel channel, std::string token) {
    const auto& app = parts_.settings.facebook;
    if (app.app_id.empty() || app.app_secret.empty())
        co_return runtime::fail(ErrorKind::unavailable, "facebook.app_id or facebook.app_secret_file is not set.");
    const bool page = channel.network == models::Network::facebook;
    auto& meta = parts_.clients.at(channel.network);
    ApiParameters about{{"object", page ? "page" : "instagram"},
                        {"callback_url", address("meta")},
                        {"fields", page ? "feed,mention" : "comments,mentions"},
                        {"verify_token", parts_.settings.hooks.verify_token}};
    auto application = post_of(path_of({app.app_id, "subscriptions"}), std::move(about));
    const auto known = co_await meta.send(std::move(application), app.app_id + "|" + app.app_secret, app.app_id);
    if (!known) co_return tl::unexpected(to_runtime(known.error()));
    // Instagram's comments come through the page that the account is linked to: the one whose token this is.
    auto path = page ? path_of({channel.external_id, "subscribed_apps"}) : path_of({"me", "subscribed_apps"});
    auto part = post_of(std::move(path), {{"subscribed_fields", "feed,mention"}});
    const auto told = co_await meta.send(std::move(part), std::move(token), channel.external_id);
    if (!told) co_return tl::unexpected(to_runtime(told.error()));
    co_return Done{};
}

Task<Result<std::string>> Subscriber::x_webhook() {
    const auto& token = parts_.settings.x.app_token;
    if (token.empty() || parts_.settings.x.consumer_secret.empty())
        co_return runtime::fail(ErrorKind::unavailable, "x.app_token_file or x.consumer_secret_file is not set.");
    const auto url = address("x");
    auto& x = parts_.clients.at(models::Network::x);
    auto list = x_call("GET", "webhooks");
    const auto listed = co_await x.send(std::move(list), token, "");
    if (!listed) co_return tl::unexpected(to_runtime(listed.error()));
    auto id = find_in_data(listed->body, "url", url, "id");
    if (!id.empty()) {
        auto check = x_call("PUT", path_of({"webhooks", id}));
        const auto checked = co_await x.send(std::move(check), token, "");
        if (!checked) co_return tl::unexpected(to_runtime(checked.error()));
        co_return id;
    }
    auto make = x_call("POST", "webhooks", R"({"url":")" + url + "\"}");
    const auto made = co_await x.send(std::move(make), token, "");
    if (!made) co_return tl::unexpected(to_runtime(made.error()));
    id = find_in_data(made->body, "url", url, "id");
    if (id.empty()) co_return runtime::fail(ErrorKind::malformed, "X does not say under which number it knows us.");
    co_return id;
}

Task<Subscriber::Done> Subscriber::ask_x(models::Channel channel, std::string token) {
    auto& x = parts_.clients.at(models::Network::x);
    // What is subscribed to for no webhook goes out on the stream.
    runtime::Result<std::string> webhook;
    if (!parts_.settings.x.stream) webhook = co_await x_webhook();
    if (!webhook) co_return tl::unexpected(webhook.error());
    auto list = x_call("GET", "activity/subscriptions");
    const auto listed = co_await x.send(std::move(list), token, channel.external_id);
    if (!listed) co_return tl::unexpected(to_runtime(listed.error()));
    const auto told = told_to(listed->body, *webhook);
    for (const std::string type : kActivities) {
        if (told.contains(type)) continue;
        auto json = R"({"event_type":")" + type + R"(","filter":{"user_id":")" + channel.external_id + R"("})" +
                    (webhook->empty() ? "" : R"(,"webhook_id":")" + *webhook + "\"") + "}";
        auto call = x_call("POST", "activity/subscriptions", std::move(json));
        const auto made = co_await x.send(std::move(call), token, channel.external_id);
        if (!made) co_return tl::unexpected(to_runtime(made.error()));
    }
    co_return Done{};
}

Task<Subscriber::Done> Subscriber::ask_hub(models::Channel channel) {
    const auto& settings = parts_.settings;
    runtime::HttpRequest request;
    request.method = "POST";
    request.url = settings.youtube.hub_url;
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = form_of({{"hub.mode", "subscribe"},
                            {"hub.topic", youtube_topic(channel.external_id)},
                            {"hub.callback", address("youtube/" + channel.external_id)},
                            {"hub.verify", "async"},
                            {"hub.secret", youtube_hub_secret(settings.hooks.verify_token)},
                            {"hub.lease_seconds", std::to_string(std::chrono::seconds{kHubLease}.count())}});
    request.timeout = kCallTimeout;
    const auto answer = co_await parts_.hub.send(std::move(request));
    if (!answer) co_return tl::unexpected(answer.error());
    const bool taken = answer->status >= 200 && answer->status < 300;
    if (!taken)
        co_return runtime::fail(ErrorKind::rejected,
                                "YouTube's hub answered with " + std::to_string(answer->status) + ".");
    co_return Done{};
}

std::string Subscriber::address(std::string_view path) const {
    return parts_.settings.hooks.public_url + "/hooks/" + std::string{path};
}

}  // namespace ingest
