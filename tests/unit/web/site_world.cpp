#include "tests/unit/web/site_world.hpp"

#include "config/runtime/percent.hpp"

namespace tests {

using namespace std::chrono_literals;
using config::Role;

namespace {

config::Person person(std::string id, std::string name, Role role, std::optional<runtime::Time> until = std::nullopt) {
    config::Person made;
    made.email = id + "@bramblecote.example";
    made.id = std::move(id);
    made.name = std::move(name);
    made.roles.push_back({role, std::nullopt, until, 0});
    return made;
}

std::vector<config::Person> colleagues(runtime::Time now) {
    std::vector<config::Person> all;
    all.push_back(person("quill", "Mrs Quill", Role::comms_author));
    all.push_back(person("birch", "Mr Birch", Role::comms_approver));
    all.push_back(person("ottilie", "Ottilie Thatch", Role::dsl));
    all.push_back(person("trellis", "Mr Trellis", Role::headteacher));
    all.push_back(person("sedge", "Ms Sedge", Role::it_admin));
    all.push_back(person("marsh", "Mr Marsh", Role::governor));
    all.push_back(person("heath", "Mrs Heath", Role::auditor));
    all.push_back(person("sorrel", "Ms Sorrel", Role::slt));
    all.push_back(person("heron", "Dr Heron", Role::chair_of_governors));
    all.push_back(person("fennel", "Mr Fennel", Role::comms_author, now - 24h * 300));
    return all;
}

std::vector<config::Route> routes() {
    config::Route threat;
    threat.category = "threat";
    threat.severity = 4;
    threat.visibility = "dsl";
    threat.cards = {"csc", "police999"};
    threat.recipients = {config::Recipient::dsl, config::Recipient::ht};
    threat.notify = {config::Notify::push};
    threat.automatic = config::Automatic::hide;
    config::Route unkind;
    unkind.category = "threat";
    unkind.severity = 2;
    config::Route harm;
    harm.category = "self_harm";
    harm.severity = 2;
    harm.cards = {"samaritans"};
    config::Route abuse;
    abuse.category = "staff_abuse";
    abuse.severity = 3;
    abuse.cards = {"posh", "police101"};
    return {threat, unkind, harm, abuse};
}

std::string after(const std::string& text, std::string_view mark) {
    const auto place = text.find(mark);
    if (place == std::string::npos) return {};
    const auto begin = place + mark.size();
    return text.substr(begin, text.find('"', begin) - begin);
}

std::string encoded(const Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields)
        body += (body.empty() ? "" : "&") + name + "=" + runtime::percent_encoded(value);
    return body;
}

void keep_cookies(Browser& browser, const runtime::ServerResponse& response) {
    for (const auto& [name, value] : response.headers) {
        if (name != "Set-Cookie") continue;
        const auto pair = value.substr(0, value.find(';'));
        const auto equals = pair.find('=');
        if (has(value, "Max-Age=0"))
            browser.cookies.erase(pair.substr(0, equals));
        else
            browser.cookies[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
}

}  // namespace

std::string header_of(const runtime::ServerResponse& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

bool has(const std::string& page, std::string_view part) {
    return page.find(part) != std::string::npos;
}

std::string title_of(const runtime::ServerResponse& response) {
    const auto begin = response.body.find("<title>");
    return response.body.substr(begin, response.body.find("</title>") - begin);
}

void SiteWorld::SetUp() {
    redis_server->flush();
    redis = redis_server->connect(runner.executor());
    store = std::make_unique<moderation::Store>(*redis, sealer, "bramblecote");
    ok(store->start(clock.now()));
    people = std::make_unique<config::People>(colleagues(clock.now()));
    calendar = std::make_unique<config::Calendar>(config::Calendar::Times{});
    routing = std::make_unique<config::RoutingTable>(routes());
    triage = std::make_unique<moderation::Triage>(*routing, *people, *calendar);
    moderation::web::SiteSettings settings;
    settings.school_name = "Bramblecote Primary";
    settings.secure_cookies = secure_cookies;
    settings.risk_assessors = risk_assessors;
    settings.email_domains = "bramblecote.example";
    settings.public_url = "https://gatehouse.bramblecote.example";
    settings.templates = {
        {"snow", "Closed for snow", "closure", "Closed on [date]: it snows at <all> gates.", "[where else]"}};
    adjustments = std::make_unique<moderation::AdjustmentStore>(*redis, sealer, "bramblecote");
    posts = std::make_unique<moderation::PostStore>(*redis, sealer, "bramblecote");
    practice = std::make_unique<moderation::Practice>(*adjustments, assessor);
    connections = std::make_unique<moderation::ConnectionStore>(*redis, sealer, "bramblecote");
    emergency = std::make_unique<moderation::EmergencyStore>(*redis, sealer, "bramblecote");
    pupils = std::make_unique<moderation::PupilStore>(*redis, sealer, "bramblecote");
    guard = std::make_unique<moderation::PostGuard>(*pupils, *calendar, cpu);
    library = std::make_unique<moderation::PictureLibrary>(*posts, *guard);
    site = std::make_unique<moderation::web::Site>(moderation::web::SiteParts{
        *store, *connections, *emergency, *pupils, connector, *people, *calendar, *routing, *posts, *guard, pictures,
        *adjustments, *practice, *triage, clock, cpu, quiet_log(), metrics, std::move(settings)});
    authorise("page");
}

void SiteWorld::authorise(const std::string& channel) {
    models::Channel proposal;
    proposal.id = channel;
    proposal.external_id = "1234567890";
    proposal.handle = "Bramblecote Primary News";
    proposal.purpose = "Tell families what happens at Bramblecote Primary";
    proposal.owner = "quill";
    const auto proposed = ok(store->propose_channel(proposal, "quill", clock.now()));
    channel_id = proposed.id;
    models::RiskAssessment risk;
    risk.assessor = "ottilie";
    risk.answers = {{"comments", "Read every day."}};
    const auto assessed = ok(store->assess_channel(channel_id, proposed.version, risk, clock.now()));
    ok(store->authorise_channel(channel_id, assessed.version, "trellis", clock.now()));
    lease = ok(store->take_lease(channel_id, "process-1", 1h, clock.now()));
}

moderation::Intaken SiteWorld::concern(models::Severity severity, models::Category category) {
    moderation::Intaken intaken;
    intaken.assessment.severity = severity;
    intaken.assessment.findings = {{category, severity, true}};
    intaken.assessment.version = "m:1 r:1";
    intaken.queue = true;
    intaken.preserve = "std";
    return intaken;
}

std::string SiteWorld::comment(const std::string& external_id, const std::string& text, moderation::Intaken intaken) {
    const auto network = intaken.item.network;
    intaken.item.channel_id = channel_id;
    intaken.item.external_id = external_id;
    intaken.item.post_external_id = "post-1";
    intaken.item.text = text;
    intaken.item.author_id = "author-7";
    intaken.item.author_name = "Perpetua Hedgerow";
    intaken.item.permalink = "https://www.facebook.com/" + external_id;
    models::CollectedPage page;
    page.lease = lease;
    page.network = network;
    page.feed = "comments:post-1";
    page.cursor = "cursor-" + external_id;
    std::vector<moderation::Intaken> items;
    items.push_back(std::move(intaken));
    ok(store->record_page(std::move(page), std::move(items), clock.now()));
    return models::item_id(network, channel_id, external_id);
}

Browser SiteWorld::signed_in(const std::string& person) {
    moderation::User user{person, "no hash that fits anything", false, clock.now()};
    ok(store->put_user(user, "system:test", clock.now()));
    const auto token = runtime::random_hex(32);
    const auto csrf = runtime::random_hex(32);
    ok(store->open_session(runtime::sha256_hex(token), {person, csrf, clock.now(), clock.now()}, clock.now()));
    Browser browser;
    browser.cookies[secure_cookies ? "__Host-gatehouse" : "gatehouse"] = token;
    browser.csrf = csrf;
    return browser;
}

void SiteWorld::give_password(const std::string& person, const std::string& password, bool must_change) {
    moderation::User user{person, runtime::hash_password(password), must_change, clock.now()};
    ok(store->put_user(user, "system:test", clock.now()));
}

runtime::ServerResponse SiteWorld::send(Browser& browser, runtime::ServerRequest request) {
    std::string cookies;
    for (const auto& [name, value] : browser.cookies) cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    request.headers.emplace_back("Host", "gatehouse.example");
    if (!cookies.empty()) request.headers.emplace_back("Cookie", cookies);
    request.peer = browser.peer;
    auto response = runner.run(site->handle(std::move(request)));
    keep_cookies(browser, response);
    const auto csrf = after(response.body, "name=\"csrf\" value=\"");
    if (!csrf.empty()) browser.csrf = csrf;
    const auto form = after(response.body, "name=\"form\" value=\"");
    if (!form.empty()) browser.form = form;
    return response;
}

runtime::ServerResponse SiteWorld::get(Browser& browser, const std::string& address, const std::string& method) {
    runtime::ServerRequest request;
    request.method = method;
    const auto mark = address.find('?');
    request.path = address.substr(0, mark);
    if (mark != std::string::npos) request.query = address.substr(mark + 1);
    return send(browser, std::move(request));
}

runtime::ServerResponse SiteWorld::post(Browser& browser, const std::string& path, Fields fields) {
    runtime::ServerRequest request;
    request.method = "POST";
    request.path = path;
    request.headers.emplace_back("Origin", "https://gatehouse.example");
    fields.emplace_back("csrf", browser.csrf);
    fields.emplace_back("form", browser.form);
    request.body = encoded(fields);
    return send(browser, std::move(request));
}

runtime::ServerResponse SiteWorld::sign_in(Browser& browser, const std::string& person, const std::string& password,
                                           const std::string& next) {
    get(browser, "/sign-in");
    return post(browser, "/sign-in", {{"person", person}, {"password", password}, {"next", next}});
}

}  // namespace tests
