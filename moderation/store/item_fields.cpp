#include "moderation/store/item_fields.hpp"

#include "moderation/store/keys.hpp"
#include "moderation/store/packed.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace moderation {

namespace {

// Scores are kept to four digits: more says nothing to anybody.
constexpr double kScoreUnits = 10000.0;
// Nothing that we wrote is longer; what claims to be is damaged.
constexpr std::int64_t kListMax = 10'000;

unsigned features_bits(const models::Features& features) {
    return (features.target ? 1U : 0U) | (features.slur ? 2U : 0U) | (features.named ? 4U : 0U) |
           (features.named_and_abusive ? 8U : 0U) | (features.first_time_stranger ? 16U : 0U) |
           (features.two_identifiers ? 32U : 0U);
}

models::Features features_of(std::int64_t bits) {
    models::Features features;
    features.target = (bits & 1) != 0;
    features.slur = (bits & 2) != 0;
    features.named = (bits & 4) != 0;
    features.named_and_abusive = (bits & 8) != 0;
    features.first_time_stranger = (bits & 16) != 0;
    features.two_identifiers = (bits & 32) != 0;
    return features;
}

models::Severity severity_of(std::int64_t number) {
    return models::severity_from(static_cast<int>(std::clamp<std::int64_t>(number, 0, 4)))
        .value_or(models::Severity::v0);
}

runtime::Error damaged() {
    return {runtime::ErrorKind::malformed, "Stored content cannot be unsealed: wrong key file or damaged data."};
}

}  // namespace

std::string pack_content(const models::CollectedItem& item) {
    Packer packer;
    packer.add(item.text).add(item.author_id).add(item.author_name).add(item.permalink);
    packer.add(ms(item.created_at)).add(static_cast<std::int64_t>(item.attachments.size()));
    for (const auto& attachment : item.attachments) packer.add(attachment.type).add(attachment.url);
    return packer.take();
}

bool unpack_content(std::string_view packed, models::CollectedItem& item) {
    Unpacker unpacker{packed};
    item.text = unpacker.text();
    item.author_id = unpacker.text();
    item.author_name = unpacker.text();
    item.permalink = unpacker.text();
    const auto created = unpacker.text();
    if (!created.empty()) item.created_at = runtime::from_ms(number_of(created));
    const auto count = std::min(unpacker.number(), kListMax);
    for (std::int64_t i = 0; i < count && !unpacker.broken(); ++i) {
        auto type = unpacker.text();
        item.attachments.push_back({std::move(type), unpacker.text()});
    }
    return !unpacker.broken();
}

std::string pack_assessment(const models::Assessment& assessment) {
    Packer packer;
    packer.add(level(assessment.severity)).add(to_string(assessment.target)).add(assessment.version);
    packer.add(static_cast<std::int64_t>(features_bits(assessment.features)));
    packer.add(static_cast<std::int64_t>(assessment.findings.size()));
    for (const auto& finding : assessment.findings)
        packer.add(to_string(finding.category)).add(level(finding.severity)).add(finding.sure ? 1 : 0);
    packer.add(static_cast<std::int64_t>(assessment.reasons.size()));
    for (const auto& reason : assessment.reasons) {
        packer.add(to_string(reason.category)).add(reason.code).add(reason.sentence);
        packer.add(static_cast<std::int64_t>(reason.begin)).add(static_cast<std::int64_t>(reason.end));
    }
    // Most scores are zero: only the others are written, as <category>=<units>.
    std::string scores;
    for (const auto category : models::all_categories()) {
        const auto score = static_cast<double>(assessment.scores[static_cast<std::size_t>(category)]);
        const auto units = std::isfinite(score) ? std::llround(score * kScoreUnits) : 0;
        if (units == 0) continue;
        scores += std::string{to_string(category)} + '=' + std::to_string(units) + ',';
    }
    packer.add(scores);
    return packer.take();
}

models::Assessment unpack_assessment(std::string_view packed) {
    models::Assessment out;
    if (packed.empty()) return out;
    Unpacker unpacker{packed};
    out.severity = severity_of(unpacker.number());
    out.target = models::target_from(unpacker.text()).value_or(models::Target::unknown);
    out.version = unpacker.text();
    out.features = features_of(unpacker.number());
    const auto findings = std::min(unpacker.number(), kListMax);
    for (std::int64_t i = 0; i < findings && !unpacker.broken(); ++i) {
        const auto category = models::category_from(unpacker.text());
        const auto severity = severity_of(unpacker.number());
        const auto sure = unpacker.number() != 0;
        if (category) out.findings.push_back({*category, severity, sure});
    }
    const auto reasons = std::min(unpacker.number(), kListMax);
    for (std::int64_t i = 0; i < reasons && !unpacker.broken(); ++i) {
        models::Reason reason;
        reason.category = models::category_from(unpacker.text()).value_or(models::Category::benign);
        reason.code = unpacker.text();
        reason.sentence = unpacker.text();
        reason.begin = static_cast<std::size_t>(unpacker.number());
        reason.end = static_cast<std::size_t>(unpacker.number());
        out.reasons.push_back(std::move(reason));
    }
    for (const auto& score : split(unpacker.text())) {
        const auto equals = std::min(score.find('='), score.size());
        const auto category = models::category_from(std::string_view{score}.substr(0, equals));
        if (!category || equals == score.size()) continue;
        const auto units = static_cast<double>(number_of(std::string_view{score}.substr(equals + 1)));
        out.scores[static_cast<std::size_t>(*category)] = static_cast<float>(units / kScoreUnits);
    }
    return out;
}

std::string revision_record(std::string_view item, std::string_view revision) {
    std::string record{item};
    record += '/';
    record += revision;
    return record;
}

std::string answer_record(std::string_view item) {
    std::string record{item};
    record += "/answer";
    return record;
}

std::string author_record(const models::CollectedItem& item, const runtime::Sealer& sealer) {
    std::string who{to_string(item.network)};
    who += '/';
    who += item.author_id;
    return sealer.commitment(who, "author");
}

std::string words_record(std::string_view words, const runtime::Sealer& sealer) {
    return sealer.commitment(words, "words");
}

namespace {

void read_origin(const Fields& fields, models::CollectedItem& item) {
    item.network = models::network_from(field(fields, "network")).value_or(models::Network{});
    item.channel_id = field(fields, "channel");
    item.external_id = field(fields, "ext");
    item.parent_external_id = field(fields, "parent");
    item.post_external_id = field(fields, "post");
    item.kind = models::item_kind_from(field(fields, "kind")).value_or(models::ItemKind::comment);
    item.can_hide = field(fields, "can_hide") == "1";
    item.can_remove = field(fields, "can_remove") == "1";
    item.hidden = field(fields, "net") == "hidden";
}

/// The words of an answer; empty when there are none, nothing when they cannot be unsealed.
runtime::Result<std::string> answer_text(const std::string& item, const std::string& sealed,
                                         const runtime::Sealer& sealer) {
    if (sealed.empty()) return std::string{};
    auto text = sealer.open(sealed, answer_record(item));
    if (!text) return tl::unexpected(damaged());
    return std::move(*text);
}

std::optional<Proposal> read_proposal(const Fields& fields) {
    const auto verb = models::verb_from(field(fields, "p_verb"));
    if (!verb) return std::nullopt;
    Proposal proposal;
    proposal.verb = *verb;
    proposal.by = field(fields, "p_by");
    proposal.reason = field(fields, "p_reason");
    proposal.at = runtime::from_ms(number_field(fields, "p_at"));
    proposal.hands = split(field(fields, "p_hands"));
    return proposal;
}

}  // namespace

std::string to_string(const Label& label) {
    std::string text{label.category ? models::to_string(*label.category) : std::string_view{"none"}};
    text += ':';
    text += std::to_string(level(label.severity));
    return text;
}

std::optional<Label> label_from(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || text.size() != colon + 2) return std::nullopt;
    const auto severity = models::severity_from(text.back() - '0');
    const auto category = models::category_from(text.substr(0, colon));
    if (!severity || (!category && text.substr(0, colon) != "none")) return std::nullopt;
    return Label{category, *severity, false};
}

runtime::Result<Item> item_from(const std::string& id, const Fields& fields, const runtime::Sealer& sealer) {
    Item item;
    item.id = id;
    read_origin(fields, item.latest);
    item.network_state = models::network_state_from(field(fields, "net")).value_or(models::NetworkState::visible);
    item.review = models::review_state_from(field(fields, "state")).value_or(models::ReviewState::none);
    item.version = static_cast<std::uint64_t>(number_field(fields, "version"));
    item.severity = severity_of(number_field(fields, "severity"));
    item.hidden_at = severity_of(number_field(fields, "hidden_at"));
    item.visibility = models::visibility_from(field(fields, "visibility")).value_or(models::Visibility::cm);
    item.barred = split(field(fields, "barred"));
    item.added = split(field(fields, "added"));
    item.claimed_by = field(fields, "claimed_by");
    item.claimed_until = time_field(fields, "claimed_until");
    item.proposal = read_proposal(fields);
    if (item.proposal) {
        auto text = answer_text(id, field(fields, "p_text"), sealer);
        if (!text) return tl::unexpected(text.error());
        item.proposal->text = std::move(*text);
    }
    item.act_by = time_field(fields, "act_by");
    item.undo_until = time_field(fields, "undo_until");
    item.decided_by = field(fields, "decided_by");
    item.assessment = unpack_assessment(field(fields, "assessment"));
    item.first_seen = runtime::from_ms(number_field(fields, "first_seen"));
    if (field(fields, "label_rev") == field(fields, "rev")) item.label = label_from(field(fields, "label"));
    if (item.label) item.label->agreed = !field(fields, "label_agreed").empty();
    item.listed = field(fields, "listed") == "1";
    const auto pictures = pictures_record(id, field(fields, "rev"));
    if (field(fields, "pictures_rev") == field(fields, "rev"))
        item.pictures = pictures_from(field(fields, "pictures"), pictures, sealer);
    const auto content = sealer.open(field(fields, "content"), revision_record(id, field(fields, "rev")));
    if (!content || !unpack_content(*content, item.latest)) return tl::unexpected(damaged());
    return item;
}

runtime::Result<std::vector<Revision>> revisions_from(const Item& item, const Fields& fields,
                                                      const runtime::RedisReply& older, const runtime::Sealer& sealer) {
    std::vector<Revision> revisions;
    for (std::size_t i = 0; i + 3 < older.items.size(); i += 4) {
        Revision revision;
        revision.id = older.items[i].text;
        revision.seen_at = runtime::from_ms(number_of(older.items[i + 1].text));
        revision.assessment = unpack_assessment(older.items[i + 3].text);
        const auto content = sealer.open(older.items[i + 2].text, revision_record(item.id, revision.id));
        models::CollectedItem was;
        if (!content || !unpack_content(*content, was)) return tl::unexpected(damaged());
        revision.text = std::move(was.text);
        revision.attachments = std::move(was.attachments);
        revisions.push_back(std::move(revision));
    }
    revisions.push_back({field(fields, "rev"), runtime::from_ms(number_field(fields, "seen_at")), item.latest.text,
                         item.latest.attachments, item.assessment});
    return revisions;
}

runtime::Result<std::vector<Action>> actions_from(const std::string& item, const Fields& fields,
                                                  const runtime::Sealer& sealer) {
    std::vector<Action> actions;
    for (auto& id : split(field(fields, "ids"))) {
        Action action;
        action.item = item;
        action.verb = models::verb_from(field(fields, id + "/verb")).value_or(models::Verb::leave);
        action.state = models::action_state_from(field(fields, id + "/state")).value_or(models::ActionState::wanted);
        action.wanted_by = field(fields, id + "/wanted_by");
        action.agreed_by = field(fields, id + "/agreed_by");
        action.detail = field(fields, id + "/detail");
        action.attempts = static_cast<int>(number_field(fields, id + "/attempts"));
        action.at = runtime::from_ms(number_field(fields, id + "/at"));
        action.begun_at = time_field(fields, id + "/begun_at");
        auto text = answer_text(item, field(fields, id + "/text"), sealer);
        if (!text) return tl::unexpected(text.error());
        action.text = std::move(*text);
        action.id = std::move(id);
        actions.push_back(std::move(action));
    }
    return actions;
}

}  // namespace moderation
