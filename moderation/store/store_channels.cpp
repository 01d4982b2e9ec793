#include "moderation/store/packed.hpp"
#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

// A channel's purpose is looked at again after a year.
constexpr std::chrono::hours kReviewAfter{24 * 365};
constexpr std::size_t kTextMax = 4000;

std::string risk_record(const std::string& id) {
    return "channel/" + id + "/risk";
}

std::optional<models::RiskAssessment> risk_from(const std::string& id, const Fields& fields,
                                                const runtime::Sealer& sealer) {
    const auto assessor = field(fields, id + "/assessor");
    if (assessor.empty()) return std::nullopt;
    models::RiskAssessment risk;
    risk.version = static_cast<std::uint64_t>(number_field(fields, id + "/assessment"));
    risk.assessor = assessor;
    risk.cosigner = field(fields, id + "/cosigner");
    risk.at = time_field(fields, id + "/assessed_at");
    const auto packed = sealer.open(field(fields, id + "/answers"), risk_record(id));
    if (packed) risk.answers = unpack_pairs(*packed);
    return risk;
}

/// Of "<day>:<ms>,<day>:<ms>,".
std::chrono::milliseconds longest_gap(std::string_view gaps) {
    std::chrono::milliseconds longest{0};
    for (const auto& day : split(gaps)) {
        const std::chrono::milliseconds gap{number_of(std::string_view{day}.substr(day.find(':') + 1))};
        longest = std::max(longest, gap);
    }
    return longest;
}

models::Channel channel_from(const std::string& id, const Fields& fields, const runtime::Sealer& sealer) {
    const auto text = [&](const char* name) { return field(fields, id + "/" + name); };
    const auto number = [&](const char* name) {
        return static_cast<std::uint64_t>(number_field(fields, id + "/" + name));
    };
    models::Channel channel;
    channel.id = id;
    channel.network = models::network_from(text("network")).value_or(models::Network{});
    channel.external_id = text("external_id");
    channel.handle = text("handle");
    channel.purpose = text("purpose");
    channel.outcomes = text("outcomes");
    channel.owner = text("owner");
    channel.state = models::channel_state_from(text("state")).value_or(models::ChannelState::closed);
    channel.version = number("version");
    channel.proposed_by = text("proposed_by");
    channel.risk_assessment = risk_from(id, fields, sealer);
    channel.authorised_by = text("authorised_by");
    channel.authorised_at = time_field(fields, id + "/authorised_at");
    channel.review_at = time_field(fields, id + "/review_at");
    channel.health = models::channel_health_from(text("health")).value_or(models::ChannelHealth::never_read);
    channel.health_detail = text("health_detail");
    channel.health_until = time_field(fields, id + "/health_until");
    channel.last_read_at = time_field(fields, id + "/last_read_at");
    channel.last_round_at = time_field(fields, id + "/last_round_at");
    channel.longest_gap = longest_gap(text("gaps"));
    channel.allowance = text("allowance");
    channel.noticed = !text("noticed").empty();
    channel.malformed = number("malformed");
    channel.recorded = number("recorded");
    return channel;
}

Result<void> check_proposal(const models::Channel& proposal, const std::string& person) {
    if (!valid_id(person)) return runtime::fail(ErrorKind::forbidden, "A channel is proposed by a person.");
    if (proposal.external_id.empty()) return runtime::fail(ErrorKind::malformed, "The id of the page is missing.");
    if (!proposal.id.empty() && !valid_id(proposal.id))
        return runtime::fail(ErrorKind::malformed, "A channel's id is made of letters, digits, dots and dashes.");
    for (const auto* text :
         {&proposal.external_id, &proposal.handle, &proposal.purpose, &proposal.outcomes, &proposal.owner})
        if (text->size() > kTextMax) return runtime::fail(ErrorKind::malformed, "An answer is too long.");
    return {};
}

}  // namespace

Task<Result<std::vector<models::Channel>>> Store::channels() {
    runtime::RedisCommand get{"HGETALL", keys_.of("channels")};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    const auto fields = fields_of(*found);
    std::vector<models::Channel> channels;
    for (const auto& id : split(field(fields, "ids"))) channels.push_back(channel_from(id, fields, sealer_));
    co_return channels;
}

Task<Result<models::Channel>> Store::channel(std::string id) {
    auto all = co_await channels();
    if (!all) co_return tl::unexpected(all.error());
    for (auto& channel : *all)
        if (channel.id == id) co_return std::move(channel);
    co_return runtime::fail(ErrorKind::not_found, "There is no such channel.");
}

Task<Result<models::Channel>> Store::change_channel(std::string function, std::string id,
                                                    std::vector<std::string> args) {
    if (!valid_id(id)) co_return runtime::fail(ErrorKind::not_found, "There is no such channel.");
    std::vector<std::string> keys{keys_.of("channels"), keys_.of("journal"), keys_.of("seq")};
    args.insert(args.begin(), id);
    const auto changed = co_await call(std::move(function), std::move(keys), std::move(args));
    if (!changed) co_return tl::unexpected(changed.error());
    co_return co_await channel(std::move(id));
}

Task<Result<models::Channel>> Store::propose_channel(models::Channel proposal, std::string person, Time now) {
    const auto good = check_proposal(proposal, person);
    if (!good) co_return tl::unexpected(good.error());
    // Derived, so that the same page proposed twice is the same channel.
    auto id = proposal.id.empty() ? models::item_id(proposal.network, "channel", proposal.external_id) : proposal.id;
    std::vector<std::string> args{std::move(person), ms(now),
                                  "network",         std::string{to_string(proposal.network)},
                                  "external_id",     std::move(proposal.external_id),
                                  "handle",          std::move(proposal.handle),
                                  "purpose",         std::move(proposal.purpose),
                                  "outcomes",        std::move(proposal.outcomes),
                                  "owner",           std::move(proposal.owner),
                                  "review_at",       ms(proposal.review_at)};
    co_return co_await change_channel("propose_channel", std::move(id), std::move(args));
}

Task<Result<models::Channel>> Store::assess_channel(std::string id, std::uint64_t version,
                                                    models::RiskAssessment assessment, Time now) {
    if (!valid_id(assessment.assessor))
        co_return runtime::fail(ErrorKind::forbidden, "Risks are assessed by a person.");
    const auto answers = pack_pairs(assessment.answers);
    const auto record = risk_record(id);
    std::vector<std::string> args{std::to_string(version), std::move(assessment.assessor), ms(now),
                                  sealer_.seal(answers, record), sealer_.commitment(answers, record)};
    co_return co_await change_channel("assess_channel", std::move(id), std::move(args));
}

Task<Result<models::Channel>> Store::cosign_assessment(std::string id, std::uint64_t version, std::string person,
                                                       Time now) {
    if (!valid_id(person)) co_return runtime::fail(ErrorKind::forbidden, "Risks are assessed by people.");
    std::vector<std::string> args{std::to_string(version), std::move(person), ms(now)};
    co_return co_await change_channel("cosign_assessment", std::move(id), std::move(args));
}

Task<Result<models::Channel>> Store::authorise_channel(std::string id, std::uint64_t version, std::string person,
                                                       Time now) {
    std::vector<std::string> args{std::to_string(version), std::move(person), ms(now), ms(now + kReviewAfter)};
    co_return co_await change_channel("authorise_channel", std::move(id), std::move(args));
}

Task<Result<models::Channel>> Store::suspend_channel(std::string id, std::string person, std::string reason, Time now) {
    // The journal takes a code; what somebody wrote in their own words stays sealed with the channel.
    const auto code = valid_code(reason) ? reason : std::string{};
    std::vector<std::string> args{std::move(person), ms(now), "suspended",
                                  sealer_.seal(reason, "channel/" + id + "/reason"), code};
    co_return co_await change_channel("stop_channel", std::move(id), std::move(args));
}

Task<Result<models::Channel>> Store::close_channel(std::string id, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now), "closed", "", ""};
    co_return co_await change_channel("stop_channel", std::move(id), std::move(args));
}

Task<Result<void>> Store::record_health(models::HealthReport report, Time now) {
    if (!valid_id(report.channel_id)) co_return runtime::fail(ErrorKind::not_found, "There is no such channel.");
    std::vector<std::string> keys{keys_.of("channels"), keys_.of("journal"), keys_.of("seq")};
    std::vector<std::string> args{std::move(report.channel_id),        std::string{to_string(report.health)},
                                  report.detail.substr(0, kTextMax),   ms(report.until),
                                  std::to_string(report.malformed),    ms(now),
                                  report.allowance.substr(0, kTextMax)};
    const auto recorded = co_await call("record_health", std::move(keys), std::move(args));
    if (!recorded) co_return tl::unexpected(recorded.error());
    co_return Result<void>{};
}

}  // namespace moderation
