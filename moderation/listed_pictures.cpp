#include "moderation/listed_pictures.hpp"

#include "config/runtime/crypto.hpp"

#include <algorithm>

namespace moderation {

namespace {

using models::image::Pdq;
using models::image::PdqHash;

/// The first digits are the highest bits.
PdqHash hash_of(const config::PdqBytes& bytes) {
    PdqHash hash{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto& word = hash[hash.size() - 1 - i / 8];
        word = word << 8 | bytes[i];
    }
    return hash;
}

}  // namespace

ListedPictures::ListedPictures(const config::HashLists& lists) : files_{lists.md5} {
    std::sort(files_.begin(), files_.end());
    looks_.reserve(lists.pdq.size());
    for (std::size_t i = 0; i < lists.pdq.size(); ++i) looks_.add(hash_of(lists.pdq[i]), static_cast<std::uint32_t>(i));
}

bool ListedPictures::has_file(std::string_view file) const {
    if (files_.empty()) return false;
    return std::binary_search(files_.begin(), files_.end(), runtime::md5(file));
}

bool ListedPictures::has_look_of(const models::image::Picture& picture) const {
    const auto listed = [this](const Pdq& look) { return looks_.nearest(look).has_value(); };
    if (std::any_of(picture.frames.begin(), picture.frames.end(), listed)) return true;
    if (picture.trimmed && listed(*picture.trimmed)) return true;
    // Turning a picture takes nothing away of what can be seen in it.
    const auto turned = [&](const PdqHash& hash) { return listed({hash, picture.frames.front().quality}); };
    return !picture.frames.empty() && std::any_of(picture.turned.begin(), picture.turned.end(), turned);
}

}  // namespace moderation
