#include "moderation/channel_command.hpp"

#include "config/policy/permissions.hpp"
#include "models/domain/capability.hpp"
#include "moderation/credentials_file.hpp"
#include "moderation/user_command.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace moderation {

namespace {

using config::Permission;

constexpr std::size_t kPurposeMin = 20;

bool is_connecting(const std::string& verb) {
    return verb == "connect" || verb == "disconnect";
}

Permission needed_for(const std::string& verb) {
    if (verb == "assess" || verb == "sign") return Permission::assess_channel;
    if (verb == "authorise") return Permission::authorise_channel;
    if (verb == "suspend" || verb == "close") return Permission::suspend_channel;
    if (is_connecting(verb)) return Permission::connect_channel;
    return Permission::propose_channel;
}

/// The answers in the order of the form; rejected with the questions that lack one.
runtime::Result<models::RiskAssessment> assessment_from(const std::string& person,
                                                        const std::vector<std::string>& given) {
    models::RiskAssessment assessment;
    assessment.assessor = person;
    std::string lacking;
    for (const auto& [code, question] : risk_questions()) {
        const auto start = code + "=";
        const auto answer = std::find_if(given.begin(), given.end(), [&](const auto& text) {
            return text.starts_with(start) && text.size() > start.size();
        });
        if (answer == given.end())
            lacking += "\n  --answer \"" + code + "=...\"   " + question;
        else
            assessment.answers.emplace_back(code, answer->substr(start.size()));
    }
    if (!lacking.empty())
        return runtime::fail(runtime::ErrorKind::rejected, "These questions need an answer:" + lacking);
    return assessment;
}

std::string which_network() {
    std::string question = "Say on which network the channel is:";
    for (const auto network : models::kNetworks) question.append(" --network ").append(to_string(network)).append(",");
    question.back() = '.';
    return question;
}

runtime::Task<runtime::Result<models::Channel>> carry_out(Store& store, const config::People& people,
                                                          runtime::Clock& clock, ChannelRequest request) {
    const auto now = clock.now();
    if (request.verb == "propose") {
        const auto network = models::network_from(request.network);
        if (!network) co_return runtime::fail(runtime::ErrorKind::rejected, which_network());
        if (!models::is_account_id(*network, request.page_id))
            co_return runtime::fail(
                runtime::ErrorKind::rejected,
                "--page has to be the number as " + std::string{models::display_name(*network)} + " gives it.");
        models::Channel channel;
        channel.network = *network;
        channel.external_id = std::move(request.page_id);
        channel.handle = std::move(request.handle);
        channel.purpose = std::move(request.purpose);
        channel.outcomes = std::move(request.outcomes);
        channel.owner = request.person;
        co_return co_await store.propose_channel(std::move(channel), std::move(request.person), now);
    }
    const auto channel = co_await store.channel(request.channel);
    if (!channel) co_return tl::unexpected(channel.error());
    if (request.verb == "assess") {
        auto assessment = assessment_from(request.person, request.answers);
        if (!assessment) co_return tl::unexpected(assessment.error());
        co_return co_await store.assess_channel(channel->id, channel->version, std::move(*assessment), now);
    }
    if (request.verb == "sign")
        co_return co_await store.cosign_assessment(channel->id, channel->version, std::move(request.person), now);
    if (request.verb == "authorise" &&
        !config::assessed_enough(people, models::signed_by(*channel), request.assessors, now))
        co_return runtime::fail(runtime::ErrorKind::rejected, "Its risks have not been assessed by all who have to.");
    if (request.verb == "authorise")
        co_return co_await store.authorise_channel(channel->id, channel->version, std::move(request.person), now);
    if (request.verb == "suspend")
        co_return co_await store.suspend_channel(channel->id, std::move(request.person), std::move(request.reason),
                                                 now);
    co_return co_await store.close_channel(channel->id, std::move(request.person), now);
}

/// Connects the channel or ends that; answers with the channel.
runtime::Task<runtime::Result<models::Channel>> carry_out(ConnectionStore& connections, Store& store,
                                                          runtime::Clock& clock, ChannelRequest request) {
    auto channel = co_await store.channel(request.channel);
    if (!channel) co_return channel;
    const auto now = clock.now();
    const auto before = co_await connections.connection(channel->id);
    if (!before) co_return tl::unexpected(before.error());
    if (request.verb == "disconnect") {
        const auto ended = co_await connections.disconnect(channel->id, before->version, request.person, now);
        if (!ended) co_return tl::unexpected(ended.error());
        co_return channel;
    }
    auto given = read_credentials(request.from);
    if (!given) co_return tl::unexpected(given.error());
    const auto made =
        co_await connections.connect(channel->id, before->version, std::move(*given), request.person, now);
    if (!made) co_return tl::unexpected(made.error());
    co_return channel;
}

void print_channel(const models::Channel& channel, std::ostream& out) {
    out << channel.id << "  " << to_string(channel.network) << "  " << channel.handle << "  "
        << to_string(channel.state) << "  " << to_string(channel.health) << '\n';
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& risk_questions() {
    static const std::vector<std::pair<std::string, std::string>> kQuestions{
        {"audience", "Who is the audience, and who else will see it?"},
        {"comments", "Are comments on, who may write them, and who reads them?"},
        {"images", "Which pictures of pupils may appear, and how is consent checked?"},
        {"staffing", "Who looks after the channel, and who covers when they are away?"},
        {"out_of_hours", "What happens in evenings, at weekends and in holidays?"},
        {"data", "Which personal data could be published or collected, and how is that limited?"},
        {"accessibility", "How do people who do not or cannot use this network get the same information?"},
        {"impersonation", "How would a copied or stolen account be noticed and stopped?"},
    };
    return kQuestions;
}

runtime::Task<int> channel_command(Store& store, ConnectionStore& connections, const config::People& people,
                                   runtime::Clock& clock, ChannelRequest request, std::ostream& out) {
    if (request.verb == "list") {
        const auto channels = co_await store.channels();
        if (!channels) {
            out << channels.error().message << '\n';
            co_return 1;
        }
        for (const auto& channel : *channels) print_channel(channel, out);
        co_return 0;
    }
    const auto known = co_await check_password(store, request.person, request.password);
    if (!known) {
        out << known.error().message << '\n';
        co_return 1;
    }
    const auto permitted = config::allowed(people, request.person, needed_for(request.verb), clock.now());
    // Who connects a channel does it alone: where the table asks for two, the other one is needed first.
    const bool alone = permitted == config::Allowed::yes || !is_connecting(request.verb);
    if (permitted == config::Allowed::no || !alone) {
        out << request.person << " may not " << request.verb
            << " a channel. See the permissions on the account page.\n";
        co_return 1;
    }
    const bool signs = request.verb == "assess" || request.verb == "sign";
    if (signs && !config::may_assess(people, request.person, request.assessors, clock.now())) {
        out << "The school has others assess the risks of its channels (school.risk_assessors).\n";
        co_return 1;
    }
    if (request.verb == "propose" && request.purpose.size() < kPurposeMin) {
        out << "Say what the channel is for in at least " << kPurposeMin << " characters (--purpose).\n";
        co_return 1;
    }
    runtime::Result<models::Channel> channel;
    if (is_connecting(request.verb))
        channel = co_await carry_out(connections, store, clock, std::move(request));
    else
        channel = co_await carry_out(store, people, clock, std::move(request));
    if (!channel) {
        out << channel.error().message << '\n';
        co_return 1;
    }
    print_channel(*channel, out);
    co_return 0;
}

}  // namespace moderation
