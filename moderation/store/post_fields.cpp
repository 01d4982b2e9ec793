#include "moderation/store/post_fields.hpp"

#include "moderation/store/packed.hpp"

#include <algorithm>

namespace moderation {

namespace {

Step step_of(const Fields& fields, const std::string& what) {
    return {field(fields, what + "_by"), time_field(fields, what + "_at"), {}};
}

void pack_picture(Packer& packer, const models::PostPicture& picture) {
    packer.add(picture.id).add(picture.media_type).add(static_cast<std::int64_t>(picture.bytes)).add(picture.alt);
    packer.add(to_string(picture.people)).add(to_string(picture.framing));
    packer.add(joined(picture.pupils)).add(picture.complete ? "1" : "0");
    const auto& found = picture.found;
    packer.add(found.said_where ? "1" : "0").add(found.people ? std::to_string(*found.people) : "").add(found.text);
}

models::PostPicture unpack_picture(Unpacker& unpacker) {
    models::PostPicture picture;
    picture.id = unpacker.text();
    picture.media_type = unpacker.text();
    picture.bytes = static_cast<std::uint64_t>(unpacker.number());
    picture.alt = unpacker.text();
    picture.people = models::people_shown_from(unpacker.text()).value_or(picture.people);
    picture.framing = models::framing_from(unpacker.text()).value_or(picture.framing);
    picture.pupils = split(unpacker.text());
    picture.complete = unpacker.text() == "1";
    picture.found.said_where = unpacker.text() == "1";
    const auto people = unpacker.text();
    if (!people.empty()) picture.found.people = static_cast<std::uint32_t>(number_of(people));
    picture.found.text = unpacker.text();
    return picture;
}

std::vector<Delivery> deliveries_of(const Fields& fields, const std::vector<std::string>& channels) {
    std::vector<Delivery> deliveries;
    for (const auto& channel : channels) {
        const auto state = models::delivery_state_from(field(fields, channel + "/state"));
        if (!state) continue;
        deliveries.push_back({channel, *state, field(fields, channel + "/detail"), field(fields, channel + "/progress"),
                              field(fields, channel + "/external"), field(fields, channel + "/permalink"),
                              time_field(fields, channel + "/at")});
    }
    return deliveries;
}

/// What was read in its pictures since it was kept.
runtime::Result<void> add_words(const std::string& id, const Fields& fields, const runtime::Sealer& sealer,
                                models::PostContent& content) {
    for (auto& picture : content.pictures) {
        if (picture.found.words != models::Words::waiting) continue;
        const auto read = fields.find("words/" + sealer.commitment(picture.id, post_record(id)));
        if (read == fields.end()) continue;
        picture.found.words = read->second.empty() ? models::Words::unreadable : models::Words::read;
        if (read->second.empty()) continue;
        auto words = sealer.open(read->second, words_record(id, picture.id));
        if (!words) return tl::unexpected(words.error());
        picture.found.text = std::move(*words);
    }
    return {};
}

runtime::Result<void> add_crops(const Fields& fields, const runtime::Sealer& sealer, Post& post) {
    for (const auto& picture : post.content.pictures) {
        const auto kept = field(fields, "crops/" + sealer.commitment(picture.id, post_record(post.id)));
        if (kept.empty()) continue;
        auto hashes = sealer.open(kept, crops_record(post.id, picture.id));
        if (!hashes) return tl::unexpected(hashes.error());
        post.crops.emplace(picture.id, std::move(*hashes));
    }
    return {};
}

}  // namespace

std::string post_record(const std::string& id) {
    return "post/" + id;
}

std::string picture_record(const std::string& id, const std::string& picture) {
    return post_record(id) + "/picture/" + picture;
}

std::string words_record(const std::string& id, const std::string& picture) {
    return picture_record(id, picture) + "/words";
}

std::string crops_record(const std::string& id, const std::string& picture) {
    return picture_record(id, picture) + "/crops";
}

std::string pack_post(const models::PostContent& content) {
    Packer packer;
    packer.add(content.text).add(content.link).add(content.also_available_via).add(to_string(content.kind));
    packer.add(joined(content.channels)).add(ms(content.publish_at)).add(content.involves_pupils ? "1" : "0");
    packer.add(static_cast<std::int64_t>(content.pictures.size()));
    for (const auto& picture : content.pictures) pack_picture(packer, picture);
    // Behind everything: posts that were written before have none.
    for (const auto& picture : content.pictures) packer.add(picture.found.look);
    for (const auto& picture : content.pictures) {
        packer.add(static_cast<std::int64_t>(picture.width)).add(static_cast<std::int64_t>(picture.height));
        packer.add(to_string(picture.found.words)).add(picture.words_seen ? "1" : "0");
    }
    for (const auto& picture : content.pictures)
        packer.add(picture.found.face ? std::to_string(*picture.found.face) : "");
    return packer.take();
}

void unpack_post(std::string_view packed, models::PostContent& content) {
    Unpacker unpacker{packed};
    content.text = unpacker.text();
    content.link = unpacker.text();
    content.also_available_via = unpacker.text();
    content.kind = models::post_kind_from(unpacker.text()).value_or(content.kind);
    content.channels = split(unpacker.text());
    const auto at = unpacker.text();
    if (!at.empty()) content.publish_at = runtime::from_ms(number_of(at));
    content.involves_pupils = unpacker.text() == "1";
    content.pictures.clear();
    const auto pictures = std::min(unpacker.number(), static_cast<std::int64_t>(models::kPostPicturesMax));
    for (std::int64_t i = 0; i < pictures; ++i) content.pictures.push_back(unpack_picture(unpacker));
    for (auto& picture : content.pictures) picture.found.look = unpacker.text();
    for (auto& picture : content.pictures) {
        picture.width = static_cast<std::uint32_t>(unpacker.number());
        picture.height = static_cast<std::uint32_t>(unpacker.number());
        picture.found.words = models::words_from(unpacker.text()).value_or(picture.found.words);
        picture.words_seen = unpacker.text() == "1";
    }
    for (auto& picture : content.pictures) {
        const auto face = unpacker.text();
        if (!face.empty()) picture.found.face = static_cast<std::uint32_t>(number_of(face));
    }
}

runtime::Result<Post> post_from(const std::string& id, const Fields& fields, const runtime::Sealer& sealer) {
    if (fields.empty()) return runtime::fail(runtime::ErrorKind::not_found, "There is no such post.");
    Post post;
    post.id = id;
    post.version = static_cast<std::uint64_t>(number_field(fields, "version"));
    post.state = models::post_state_from(field(fields, "state")).value_or(post.state);
    post.approval = field(fields, "approval");
    post.authors = split(field(fields, "authors"));
    post.changed_at = time_field(fields, "changed_at");
    post.submitted = step_of(fields, "submitted");
    post.approved = step_of(fields, "approved");
    post.expires_at = time_field(fields, "expires_at");
    post.sent_back = step_of(fields, "back");
    post.return_told = post.sent_back.at && post.sent_back.at == time_field(fields, "back_told");
    post.alone = step_of(fields, "alone");
    post.review_at = time_field(fields, "review_at");
    post.reviewed = step_of(fields, "reviewed");
    post.taken_down = step_of(fields, "down");
    post.down_agreed_by = field(fields, "down_agreed_by");
    post.sweep.reasons = split(field(fields, "sweep_reasons"));
    post.sweep.proposed = {field(fields, "sweep_by"), time_field(fields, "sweep_by_at"), {}};
    post.sweep.kept = step_of(fields, "kept");
    post.sweep.against = step_of(fields, "against");
    post.sweep.agreed = step_of(fields, "swept");
    post.down_due = time_field(fields, "down_due");
    post.voided = field(fields, "voided");
    std::string packed;
    for (const auto& [name, place] :
         {std::pair{"content", &packed}, std::pair{"back_reason", &post.sent_back.reason},
          std::pair{"alone_reason", &post.alone.reason}, std::pair{"down_reason", &post.taken_down.reason},
          std::pair{"sweep_reason", &post.sweep.proposed.reason}, std::pair{"kept_reason", &post.sweep.kept.reason},
          std::pair{"against_reason", &post.sweep.against.reason},
          std::pair{"swept_reason", &post.sweep.agreed.reason}}) {
        if (field(fields, name).empty()) continue;
        auto opened = sealer.open(field(fields, name), post_record(id));
        if (!opened) return tl::unexpected(opened.error());
        *place = std::move(*opened);
    }
    unpack_post(packed, post.content);
    if (auto added = add_words(id, fields, sealer, post.content); !added) return tl::unexpected(added.error());
    if (auto added = add_crops(fields, sealer, post); !added) return tl::unexpected(added.error());
    post.deliveries = deliveries_of(fields, post.content.channels);
    return post;
}

}  // namespace moderation
