#include "moderation/channel_command.hpp"

#include "config/policy/permissions.hpp"
#include "moderation/user_command.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace moderation {

namespace {

using config::Permission;

constexpr std::size_t kPurposeMin = 20;

Permission needed_for(const std::string& verb) {
    if (verb == "assess") return Permission::assess_channel;
    if (verb == "authorise") return Permission::authorise_channel;
    if (verb == "suspend" || verb == "close") return Permission::suspend_channel;
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

runtime::Task<runtime::Result<models::Channel>> carry_out(Store& store, runtime::Clock& clock, ChannelRequest request) {
    const auto now = clock.now();
    if (request.verb == "propose") {
        const auto network = models::network_from(request.network);
        if (!network) co_return runtime::fail(runtime::ErrorKind::rejected, "There is no such network.");
        models::Channel channel;
        channel.network = *network;
        channel.external_id = std::move(request.page_id);
        channel.handle = std::move(request.handle);
        channel.purpose = std::move(request.purpose);
        channel.outcomes = std::move(request.outcomes);
        channel.token_file = std::move(request.token_file);
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
    if (request.verb == "authorise")
        co_return co_await store.authorise_channel(channel->id, channel->version, std::move(request.person), now);
    if (request.verb == "suspend")
        co_return co_await store.suspend_channel(channel->id, std::move(request.person), std::move(request.reason),
                                                 now);
    co_return co_await store.close_channel(channel->id, std::move(request.person), now);
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

runtime::Task<int> channel_command(Store& store, const config::People& people, runtime::Clock& clock,
                                   ChannelRequest request, std::ostream& out) {
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
    if (config::allowed(people, request.person, needed_for(request.verb), clock.now()) == config::Allowed::no) {
        out << request.person << " may not " << request.verb
            << " a channel. See the permissions on the account page.\n";
        co_return 1;
    }
    if (request.verb == "propose" && request.purpose.size() < kPurposeMin) {
        out << "Say what the channel is for in at least " << kPurposeMin << " characters (--purpose).\n";
        co_return 1;
    }
    const auto channel = co_await carry_out(store, clock, std::move(request));
    if (!channel) {
        out << channel.error().message << '\n';
        co_return 1;
    }
    print_channel(*channel, out);
    co_return 0;
}

}  // namespace moderation
