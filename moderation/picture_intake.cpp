#include "moderation/picture_intake.hpp"

#include "config/runtime/crypto.hpp"
#include "models/image/metadata.hpp"
#include "models/image/publishable.hpp"
#include "moderation/picture_words.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace moderation {

using models::image::Kind;
using runtime::ErrorKind;
using runtime::Result;

namespace {

tl::unexpected<runtime::Error> refused(std::string why) {
    return runtime::fail(ErrorKind::rejected, std::move(why));
}

std::string_view media_type_of(Kind kind) {
    switch (kind) {
        case Kind::jpeg: return "image/jpeg";
        case Kind::png: return "image/png";
        case Kind::webp: return "image/webp";
        case Kind::gif:
        case Kind::heif:
        case Kind::video: break;
    }
    return {};
}

/// The kind of a file that can be published, or what to do with it first.
Result<Kind> kind_to_publish(std::string_view file) {
    if (file.empty()) return refused("Choose a picture.");
    if (file.size() > PictureIntake::kBytesMax)
        return refused("The picture is larger than " + std::to_string(PictureIntake::kBytesMax >> 20) +
                       " MB: make it smaller first.");
    const auto kind = models::image::kind_of(file.substr(0, 16));
    if (!kind) return refused("This is no picture that the networks take: choose a JPEG, PNG, WebP or HEIC.");
    if (*kind == Kind::gif || *kind == Kind::video)
        return refused("Videos and animations cannot be added yet: choose a JPEG, PNG, WebP or HEIC.");
    return *kind;
}

/// Empty for a hash that says nothing.
std::string hex_of(const models::image::Pdq& look) {
    return look.says_something() ? models::image::to_hex(look.hash) : std::string{};
}

}  // namespace

Result<TakenPicture> PictureIntake::opened(const std::string& file) {
    // Before anything opens it, and whatever kind of file it is.
    if (listed_.has_file(file)) return RefusedPicture{runtime::sha256_hex(file), true};
    const auto kind = kind_to_publish(file);
    if (!kind) return tl::unexpected(kind.error());
    auto whole = *kind == Kind::heif ? file : models::image::publishable(file);
    if (!whole) return refused("The picture is damaged: its file is cut short or does not fit together.");
    const auto seen = reader_.glance(*whole);
    if (!seen) return tl::unexpected(seen.error());
    if (listed_.has_look_of(*seen)) return RefusedPicture{runtime::sha256_hex(file), false};
    if (!seen->refused.empty()) return refused("The picture cannot be opened: " + kept_words(seen->refused) + ".");
    if (seen->frames.size() > 1) return refused("The picture moves, or holds several: choose one that stands still.");
    auto ready = to_publish(std::move(*whole), *kind, *seen);
    if (ready) ready = described(std::move(*ready));
    if (!ready) return tl::unexpected(ready.error());
    // HEIF says it in a box that only who decodes it reads.
    ready->picture.found.said_where = seen->gps || models::image::metadata_of(file, *kind).gps;
    return std::move(*ready);
}

Result<ReadyPicture> PictureIntake::to_publish(std::string whole, Kind kind, const models::image::Picture& seen) {
    ReadyPicture ready;
    const bool small = std::max(seen.width, seen.height) <= models::image::kPublishedSide &&
                       whole.size() <= models::image::kPublishedBytes;
    if (small && kind != Kind::heif) {
        ready.bytes = std::move(whole);
        ready.picture.media_type = media_type_of(kind);
        return ready;
    }
    const auto copy = reader_.copy(whole);
    if (!copy && copy.error().kind != ErrorKind::rejected) return tl::unexpected(copy.error());
    if (!copy) return refused("The picture cannot be made smaller: " + kept_words(copy.error().message) + ".");
    // Whoever opened the original may have been taken over by it: what they made is a file like any other.
    auto bytes = models::image::publishable(*copy);
    if (!bytes || models::image::kind_of(*bytes) != Kind::jpeg) return refused("The picture cannot be made smaller.");
    ready.bytes = std::move(*bytes);
    ready.picture.media_type = media_type_of(Kind::jpeg);
    ready.remade = small ? Remade::converted : Remade::smaller;
    return ready;
}

Result<ReadyPicture> PictureIntake::described(ReadyPicture ready) {
    auto seen = reader_.look(std::string_view{ready.bytes});
    if (!seen) return tl::unexpected(seen.error());
    if (!seen->refused.empty()) return refused("The picture cannot be opened: " + kept_words(seen->refused) + ".");
    auto& picture = ready.picture;
    picture.id = runtime::sha256_hex(ready.bytes);
    picture.bytes = ready.bytes.size();
    picture.width = static_cast<std::uint32_t>(seen->width);
    picture.height = static_cast<std::uint32_t>(seen->height);
    auto& found = picture.found;
    if (seen->people) {
        found.people = static_cast<std::uint32_t>(std::clamp(seen->people->count, 0, 10'000));
        found.face = static_cast<std::uint32_t>(std::lround(seen->people->face * 1000));
    }
    found.words = models::Words::waiting;
    found.look = hex_of(seen->frames.front());
    if (seen->trimmed) found.look += hex_of(*seen->trimmed);
    return ready;
}

runtime::Task<Result<TakenPicture>> PictureIntake::take(std::string file) {
    Result<TakenPicture> taken;
    co_await thread_.run([&] { taken = opened(file); });
    if (taken || taken.error().kind != ErrorKind::unavailable) co_return taken;
    log_.error("posts", "pictures cannot be opened", {{"reason", taken.error().message}});
    co_return refused("Pictures cannot be opened just now. Tell whoever looks after Gatehouse.");
}

}  // namespace moderation
