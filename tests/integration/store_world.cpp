#include "tests/integration/store_world.hpp"

#include <algorithm>

namespace tests {

using namespace std::chrono_literals;

void StoreWorld::SetUp() {
    redis_server->flush();
    redis = redis_server->connect(runner.executor());
    store = std::make_unique<moderation::Store>(*redis, sealer, "bramblecote");
    ok(store->start(now));
    authorise("page");
    lease = ok(store->take_lease("page", "process-1", 60s, now));
}

RedisReply StoreWorld::fcall(std::string function, std::vector<std::string> keys, std::vector<std::string> args) {
    runtime::RedisCommand command{"FCALL", std::move(function), std::to_string(keys.size())};
    command.insert(command.end(), keys.begin(), keys.end());
    command.insert(command.end(), args.begin(), args.end());
    return redis_command(std::move(command));
}

std::string StoreWorld::dump() {
    auto keys = redis_command({"KEYS", "*"}).items;
    std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.text < b.text; });
    std::string all;
    for (const auto& key : keys) all += key.text + "=" + redis_command({"DUMP", key.text}).text + "\n";
    return all;
}

void StoreWorld::authorise(const std::string& channel) {
    models::Channel proposal;
    proposal.id = channel;
    proposal.external_id = "external-" + channel;
    proposal.purpose = "Tell families what happens at Bramblecote Primary";
    proposal.owner = "quill";
    const auto proposed = ok(store->propose_channel(proposal, "quill", now));
    models::RiskAssessment risk;
    risk.assessor = "trellis";
    risk.answers = {{"comments", "Read every day."}};
    const auto assessed = ok(store->assess_channel(channel, proposed.version, risk, now));
    ok(store->authorise_channel(channel, assessed.version, "ottilie", now));
}

models::CollectedItem StoreWorld::comment(const std::string& external_id, const std::string& text,
                                          const std::string& channel_id) {
    models::CollectedItem item;
    item.channel_id = channel_id;
    item.external_id = external_id;
    item.post_external_id = "post-1";
    item.text = text;
    item.author_id = "author-7";
    item.author_name = "Perpetua Hedgerow";
    item.permalink = "https://facebook.example/" + external_id;
    item.raw = "{\"id\":\"" + external_id + "\"}";
    return item;
}

Intaken StoreWorld::benign(const std::string& external_id) {
    Intaken intaken;
    intaken.item = comment(external_id, "What a lovely assembly");
    intaken.assessment.version = "m:1 r:1";
    return intaken;
}

Intaken StoreWorld::concern(const std::string& external_id, Severity severity) {
    auto intaken = benign(external_id);
    intaken.item.text = "unkind words about somebody";
    intaken.assessment.severity = severity;
    intaken.assessment.findings = {{models::Category::bullying_pupil, severity, true}};
    intaken.queue = true;
    intaken.preserve = "std";
    return intaken;
}

models::Alert StoreWorld::alert(const std::string& id, Severity severity) {
    models::Alert alert;
    alert.id = id;
    alert.reference = "SM-7F3K2";
    alert.kind = "item";
    alert.matters = {{models::Category::bullying_pupil, severity}};
    alert.severity = severity;
    return alert;
}

models::CollectedPage StoreWorld::page(std::string cursor) {
    models::CollectedPage page;
    page.lease = lease;
    page.feed = "comments:post-1";
    page.cursor = std::move(cursor);
    return page;
}

models::RecordedPage StoreWorld::record(std::vector<Intaken> items) {
    return ok(store->record_page(page(), std::move(items), now));
}

models::RecordedPage StoreWorld::record(Intaken one) {
    std::vector<Intaken> items;
    items.push_back(std::move(one));
    return record(std::move(items));
}

moderation::DecisionRequest StoreWorld::decision(const std::string& external_id, Verb verb, const std::string& person) {
    moderation::DecisionRequest request;
    request.item = id_of(external_id);
    request.version = item(external_id).version;
    request.verb = verb;
    request.person = person;
    request.reason = "unkind";
    return request;
}

Item StoreWorld::decide(const Viewer& viewer, const std::string& external_id, Verb verb) {
    return ok(store->decide(viewer, decision(external_id, verb, viewer.person), now));
}

void StoreWorld::finish_newest(const std::string& external_id, models::ActionState outcome) {
    const auto action = item(external_id).actions.back().id;
    ok(store->begin_action(action, "raw", now));
    ok(store->finish_action(action, outcome, "", std::nullopt, now));
}

std::vector<moderation::Job> StoreWorld::jobs(const std::string& stream, std::size_t limit) {
    return ok(store->take_jobs(*redis, stream, "worker-1", limit, 0ms));
}

std::vector<std::string> StoreWorld::journal_kinds() {
    std::vector<std::string> kinds;
    for (const auto& entry : ok(store->journal_after(0, 10'000))) kinds.push_back(entry.kind);
    return kinds;
}

std::size_t StoreWorld::count_kind(const std::string& kind) {
    const auto kinds = journal_kinds();
    return static_cast<std::size_t>(std::count(kinds.begin(), kinds.end(), kind));
}

std::size_t StoreWorld::length(const std::string& stream) {
    return static_cast<std::size_t>(redis_command({"XLEN", "gh:{bramblecote}:jobs:" + stream}).number);
}

}  // namespace tests
