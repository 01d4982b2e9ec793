#pragma once

#include "models/domain/assessment.hpp"
#include "moderation/store/records.hpp"
#include "moderation/store/seen_picture.hpp"

#include <string_view>
#include <vector>

namespace moderation {

/// Where nobody could look for people there may be some.
bool may_show_people(const SeenPicture& picture);
/// Whether somebody may be seen in what came with it.
bool may_show_people(const Item& item);

/// What is known of an item beside its pictures.
struct PictureSetting {
    bool own{false};           ///< the school said it
    bool since_watched{true};  ///< ... since its channel was authorised; what is older nobody could have agreed to here
    bool under_pupils{false};  ///< it stands under a post of the school's that shows pupils
};

/// What follows from the pictures of an item, the gravest first, as far as anything does. Whatever a picture is like,
/// it clears nothing but itself: another picture of the same item is judged for itself. Pure.
std::vector<models::Finding> findings_of(const std::vector<SeenPicture>& pictures, const PictureSetting& setting);

/// The assessment with that and its reasons. Of what the school said itself only the pictures count: its words are
/// recorded and not judged.
models::Assessment with_pictures(models::Assessment words, const std::vector<SeenPicture>& pictures,
                                 const PictureSetting& setting);

/// One picture in a sentence of the item's page, without the moment at which the one that it is like was agreed to.
std::string_view sentence_of(const SeenPicture& picture);

}  // namespace moderation
