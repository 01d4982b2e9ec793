#include "moderation/store/seen_picture.hpp"

#include "moderation/store/packed.hpp"
#include "moderation/store/reply.hpp"

#include <utility>

namespace moderation {

namespace {

using State = SeenPicture::State;
using Likeness = SeenPicture::Likeness;

std::optional<State> state_from(std::int64_t number) {
    if (number < 0 || number > static_cast<std::int64_t>(State::listed)) return std::nullopt;
    return static_cast<State>(number);
}

std::optional<Likeness> likeness_from(std::int64_t number) {
    if (number < 0 || number > static_cast<std::int64_t>(Likeness::withdrawn)) return std::nullopt;
    return static_cast<Likeness>(number);
}

}  // namespace

std::string pack_pictures(const std::vector<SeenPicture>& pictures) {
    Packer packer;
    for (const auto& picture : pictures) {
        packer.add(static_cast<std::int64_t>(picture.state));
        packer.add(picture.people ? std::to_string(*picture.people) : std::string{});
        packer.add(picture.look).add(static_cast<std::int64_t>(picture.like)).add(ms(picture.agreed_at));
    }
    return packer.take();
}

std::optional<std::vector<SeenPicture>> unpack_pictures(std::string_view packed) {
    std::vector<SeenPicture> pictures;
    Unpacker unpacker{packed};
    while (!unpacker.finished()) {
        const auto state = state_from(unpacker.number());
        const auto people = unpacker.text();
        auto look = unpacker.text();
        const auto like = likeness_from(unpacker.number());
        const auto agreed_at = unpacker.text();
        if (unpacker.broken() || !state || !like) return std::nullopt;
        auto& picture = pictures.emplace_back();
        picture.state = *state;
        if (!people.empty()) picture.people = static_cast<std::uint32_t>(number_of(people));
        picture.look = std::move(look);
        picture.like = *like;
        if (!agreed_at.empty()) picture.agreed_at = runtime::from_ms(number_of(agreed_at));
    }
    return pictures;
}

std::vector<SeenPicture> pictures_from(std::string_view sealed, const std::string& record,
                                       const runtime::Sealer& sealer) {
    const auto opened = sealer.open(sealed, record);
    auto pictures = opened ? unpack_pictures(*opened) : std::nullopt;
    return pictures ? std::move(*pictures) : std::vector<SeenPicture>(1);
}

models::CollectedItem without_addresses(models::CollectedItem item) {
    for (auto& attachment : item.attachments) attachment.url.clear();
    return item;
}

std::string pack_addresses(const models::CollectedItem& item) {
    Packer packer;
    for (const auto& attachment : item.attachments)
        if (attachment.picture) packer.add(*attachment.picture);
    return packer.take();
}

std::vector<std::string> unpack_addresses(std::string_view packed) {
    std::vector<std::string> addresses;
    Unpacker unpacker{packed};
    while (const auto address = unpacker.next()) addresses.emplace_back(*address);
    return addresses;
}

std::string pictures_record(std::string_view item, std::string_view revision) {
    std::string record{item};
    return record.append("/").append(revision).append("/pictures");
}

}  // namespace moderation
