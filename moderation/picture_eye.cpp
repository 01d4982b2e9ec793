#include "moderation/picture_eye.hpp"

#include "config/runtime/crypto.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::Result;

namespace {

Glance listed_one(const std::string& bytes) {
    Glance glance;
    glance.seen.state = SeenPicture::State::listed;
    glance.listed_file = runtime::sha256_hex(bytes);
    return glance;
}

}  // namespace

Result<Glance> PictureEye::looked(const std::string& bytes) {
    if (listed_.has_file(bytes)) return listed_one(bytes);
    auto picture = reader_.look(std::string_view{bytes});
    if (!picture) return tl::unexpected(picture.error());
    if (listed_.has_look_of(*picture)) return listed_one(bytes);
    Glance glance;
    if (!picture->refused.empty() || picture->frames.empty()) return glance;
    glance.seen.state = SeenPicture::State::seen;
    if (picture->people) glance.seen.people = static_cast<std::uint32_t>(std::clamp(picture->people->count, 0, 10'000));
    const auto& first = picture->frames.front();
    if (first.says_something()) glance.seen.look = models::image::to_hex(first.hash);
    glance.picture = std::move(*picture);
    return glance;
}

runtime::Task<Result<Glance>> PictureEye::look(std::string bytes) {
    Result<Glance> glance;
    co_await thread_.run([&] { glance = looked(bytes); });
    co_return glance;
}

}  // namespace moderation
