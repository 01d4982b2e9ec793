#include "moderation/web/site.hpp"

#include "config/runtime/percent.hpp"
#include "moderation/web/gate.hpp"
#include "moderation/web/multipart.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/routes.hpp"

#include <chrono>
#include <map>

namespace moderation::web {

namespace {

std::map<std::string_view, runtime::Metrics::Histogram> page_times(runtime::Metrics& metrics) {
    std::map<std::string_view, runtime::Metrics::Histogram> times;
    for (const auto& route : routes()) {
        const runtime::Metrics::Labels labels{{"page", std::string{route.path}}};
        times.emplace(route.path, metrics.histogram("gatehouse_page_seconds", "Time to answer a page", labels));
    }
    return times;
}

std::string sign_in_path(const runtime::ServerRequest& request) {
    if (request.method != "GET" && request.method != "HEAD") return "/sign-in";
    auto wanted = request.path;
    if (!request.query.empty()) wanted += "?" + request.query;
    const auto path = own_path(wanted);
    return path == "/" ? "/sign-in" : "/sign-in?next=" + runtime::percent_encoded(path);
}

/// What makes no sense leaves an empty form, which no page takes.
void read_form(runtime::ServerRequest& request, Visit& visit) {
    const auto type = request.header("content-type").value_or("");
    if (!type.starts_with("multipart/")) {
        visit.form = Params::parse(request.body);
        return;
    }
    if (auto sent = parse_multipart(type, request.body)) {
        visit.form = std::move(sent->fields);
        visit.file = std::move(sent->file);
    }
    request.body = {};  // no second copy of a picture is kept meanwhile
}

}  // namespace

struct Site::Impl {
    explicit Impl(SiteParts given)
        : parts{std::move(given)},
          library{parts.posts, parts.guard},
          sweeps{parts.posts},
          recalls{parts.posts},
          past{parts.store, parts.posts},
          news{parts.store, parts.posts, parts.guard},
          passwords{parts.cpu},
          tools{parts.store,    parts.connections, parts.emergency, parts.pupils, parts.connector,
                parts.people,   parts.calendar,    parts.routing,   parts.posts,  parts.guard,
                parts.pictures, library,           sweeps,          recalls,      past,
                news,           parts.adjustments, parts.practice,  parts.triage, parts.cpu,
                parts.log,      parts.settings,    assets,          passwords},
          times{page_times(parts.metrics)} {}

    runtime::Task<runtime::ServerResponse> answer(Visit visit);
    runtime::Task<runtime::ServerResponse> answer_signed_in(const Route& route, Visit visit);
    runtime::ServerResponse refuse(const Visit& visit) const;

    SiteParts parts;
    PictureLibrary library;
    SweepStore sweeps;
    RecallStore recalls;
    PastPosts past;
    PublishedNews news;
    Assets assets;
    Passwords passwords;
    Tools tools;
    std::map<std::string_view, runtime::Metrics::Histogram> times;
};

Site::Site(SiteParts parts) : impl_{std::make_unique<Impl>(std::move(parts))} {}
Site::~Site() = default;

bool Site::takes_file(std::string_view path) {
    return web::takes_file(path);
}

runtime::Task<runtime::ServerResponse> Site::handle(runtime::ServerRequest request) {
    Visit visit;
    visit.now = impl_->parts.clock.now();
    visit.changes = request.method != "HEAD";
    if (request.method == "HEAD") request.method = "GET";
    visit.query = Params::parse(request.query);
    if (request.method == "POST") read_form(request, visit);
    visit.request = std::move(request);
    visit.keys = cookie_of(impl_->parts.settings, visit.request, kKeysCookie) != "off";
    auto response = co_await impl_->answer(std::move(visit));
    protect(response, impl_->parts.settings.secure_cookies);
    co_return response;
}

runtime::Task<runtime::ServerResponse> Site::Impl::answer(Visit visit) {
    auto found = match(routes(), visit.request.method, visit.request.path);
    if (found.route == nullptr) {
        auto missing = not_found(tools, visit);
        if (found.other_method) missing.status = 405;
        co_return missing;
    }
    visit.id = std::move(found.id);
    const auto begun = std::chrono::steady_clock::now();
    runtime::ServerResponse response;
    if (found.route->access == Access::everybody)
        response = co_await found.route->handler(tools, std::move(visit));
    else
        response = co_await answer_signed_in(*found.route, std::move(visit));
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    times.at(found.route->path).observe(took.count());
    co_return response;
}

runtime::Task<runtime::ServerResponse> Site::Impl::answer_signed_in(const Route& route, Visit visit) {
    auto admitted = co_await admit(tools, session_token(parts.settings, visit.request), visit.now);
    if (admitted.gate == Gate::broken) {
        const runtime::Error error{runtime::ErrorKind::unavailable, "session"};
        co_return store_failed(tools, visit, error);
    }
    if (admitted.gate == Gate::signed_out) co_return refuse(visit);
    visit.who = std::move(admitted.who);
    if (visit.request.method == "POST" && (!from_our_page(parts.settings, visit.request) || !token_fits(visit)))
        co_return stale_form(tools, visit);
    if (visit.who->must_change_password && route.access != Access::new_password)
        co_return redirect("/account/password");
    co_return co_await route.handler(tools, std::move(visit));
}

runtime::ServerResponse Site::Impl::refuse(const Visit& visit) const {
    if (visit.request.path == "/review/count") return json("{\"error\":\"signed out\"}", 401);
    return redirect(sign_in_path(visit.request));
}

}  // namespace moderation::web
