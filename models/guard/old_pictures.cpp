#include "models/guard/old_pictures.hpp"

#include "models/consent/rule.hpp"
#include "models/domain/named.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>

namespace models::guard {

namespace {

constexpr Names<OldReason, 5> kNames{{"consent", "left", "faces", "unmeasured", "unsaid"}};

/// Gathers what is found, in an order that does not depend on when it is found.
class Looking {
  public:
    void add(OldReason reason, const PostPicture& picture, std::string_view what) {
        reasons_.insert(reason);
        facts_.insert(std::string{to_string(reason)} + " " + picture.id + " " + std::string{what} + "\n");
    }
    OldPictures done() const {
        OldPictures found{{reasons_.begin(), reasons_.end()}, {}};
        for (const auto& fact : facts_) found.facts += fact;
        return found;
    }

  private:
    std::set<OldReason> reasons_;
    std::set<std::string> facts_;
};

/// Whether this pupil's picture could not be published there today. That they left is another reason.
bool speaks_against(const consent::Consent* pupil, bool gone, Framing framing, consent::Use use, consent::Day day) {
    const std::array<const consent::Consent*, 1> alone{pupil};
    const consent::Declaration declaration{.complete = true, .framing = framing};
    const auto ruling = consent::may_use(alone, declaration, use, day, consent::ImagePolicy::as_consented);
    return consent::spoken_against(alone, use) || (!gone && !ruling.allowed);
}

/// Who is in it, and how well they can be seen.
void look_at_people(const PostPicture& picture, Looking& looking) {
    const bool of_pupils = picture.people == PeopleShown::pupils;
    const bool told = of_pupils && picture.framing == Framing::identifiable;
    if (told || picture.found.face.value_or(0) >= kLargeFace)
        looking.add(OldReason::faces, picture, {});
    else if (!picture.found.face)
        looking.add(OldReason::unmeasured, picture, {});
    if (!of_pupils && picture.pupils.empty()) looking.add(OldReason::unsaid, picture, {});
}

}  // namespace

std::string_view to_string(OldReason reason) {
    return kNames.of(reason);
}

std::optional<OldReason> old_reason_from(std::string_view name) {
    return kNames.find(name);
}

std::string_view sentence_of(OldReason reason) {
    switch (reason) {
        case OldReason::consent: return "A picture in it could not be used there as it is, if it were asked today.";
        case OldReason::left: return "Somebody who can be seen in it is not a pupil of the school any more.";
        case OldReason::faces:
            return "A face can be seen well in it. Since May 2026 schools are advised not to show pupils from the "
                   "front: such pictures are turned into abuse material. Choose one from behind or from afar instead.";
        case OldReason::unmeasured:
            return "How large the faces in it are was never measured: look at it yourself. Since May 2026 schools are "
                   "advised not to show pupils from the front.";
        case OldReason::unsaid:
            return "Somebody may be seen in it, and nobody has said who: no family's answer could be looked up.";
    }
    return {};
}

OldPictures look_back(const PostContent& post, std::span<const Network> networks, const Roll& roll, consent::Day day) {
    Looking looking;
    for (const auto& picture : post.pictures) {
        if (!may_show_pupils(picture)) continue;
        look_at_people(picture, looking);
        for (const auto& ref : picture.pupils) {
            const auto* pupil = roll.find(ref);
            const auto* consent = pupil == nullptr ? nullptr : &pupil->consent;
            const bool gone = consent == nullptr || consent->left_on.value_or(consent::Day::max()) <= day;
            if (gone) looking.add(OldReason::left, picture, ref);
            for (const auto network : networks) {
                const auto use = consent::use_of(network);
                if (speaks_against(consent, gone, picture.framing, use, day))
                    looking.add(OldReason::consent, picture, ref + " " + std::string{consent::to_string(use)});
            }
        }
    }
    return looking.done();
}

bool may_show_pupils(const PostContent& post) {
    return std::any_of(post.pictures.begin(), post.pictures.end(),
                       [](const PostPicture& picture) { return may_show_pupils(picture); });
}

bool may_show_pupils(const PostPicture& picture) {
    const bool said = picture.people == PeopleShown::pupils || picture.people == PeopleShown::unsaid;
    const bool overlooked = picture.people == PeopleShown::nobody && picture.found.people.value_or(0) > 0;
    return said || overlooked || !picture.pupils.empty();
}

}  // namespace models::guard
