#include "models/guard/post_guard.hpp"

#include "models/names/findings.hpp"

#include <algorithm>
#include <utility>

namespace models::guard {

namespace {

constexpr const char* kDescriptionNames = "The description names a pupil. Say what can be seen, without names.";
constexpr const char* kReadable =
    "Text that can be read in it names a pupil who can't be named like this. Choose another, or ask the office.";
constexpr const char* kNotListed = "Say who can be seen, and that everybody who can be recognised is listed.";

/// Whether a name in the post stands beside the picture of a pupil. What nobody has said yet may show one.
bool beside_a_pupil(const PostContent& post) {
    const auto may_show = [](const PostPicture& each) {
        return each.people == PeopleShown::pupils || each.people == PeopleShown::unsaid;
    };
    return std::any_of(post.pictures.begin(), post.pictures.end(), may_show);
}

/// Nullptr: somebody who is not in the register.
std::vector<const consent::Consent*> declared_in(const PostPicture& picture, const Roll& roll) {
    std::vector<const consent::Consent*> declared;
    for (const auto& ref : picture.pupils) {
        const auto* pupil = roll.find(ref);
        declared.push_back(pupil == nullptr ? nullptr : &pupil->consent);
    }
    return declared;
}

/// One question about one post. Everything is asked of it, also after the first objection.
class Hearing {
  public:
    Hearing(const PostContent& post, consent::Use use, const Roll& roll, consent::Day day)
        : post_{post}, roll_{roll}, use_{use}, day_{day}, with_picture_{beside_a_pupil(post)} {}

    Verdict run() {
        for (const auto& found : findings(post_.text))
            object({Part::text, 0, found.begin, found.end, std::string{found.sentence}});
        // An address is read as the name of a file is: "/news/ottilie-thistlewood-wins".
        const auto link = names::words_of_file_name(post_.link);
        if (const auto found = findings(link); !found.empty())
            object({Part::link, 0, 0, 0, std::string{found.front().sentence}});
        for (std::size_t place = 0; place < post_.pictures.size(); ++place) look_at(place);
        return std::move(verdict_);
    }

  private:
    void object(Objection objection) { verdict_.objections.push_back(std::move(objection)); }

    std::vector<names::Finding> findings(std::string_view text) {
        const auto may_tell = [this](std::size_t pupil, consent::NameShown shown) {
            const auto ruling = consent::may_name(&roll_.pupils()[pupil].consent, shown, with_picture_, use_, day_);
            verdict_.weighed += ruling.weighed;
            return ruling.allowed;
        };
        return names::naming_findings(roll_.roster(), text, with_picture_, may_tell);
    }

    void look_at(std::size_t place) {
        const auto& picture = post_.pictures[place];
        for (const auto& mention : roll_.roster().find(picture.alt))
            object({Part::description, place, mention.begin, mention.end, kDescriptionNames});
        if (!findings(picture.found.text).empty()) object({Part::picture, place, 0, 0, kReadable});
        if (picture.people != PeopleShown::pupils) return;
        const bool somebody = !picture.pupils.empty() || picture.framing == Framing::not_identifiable;
        if (!picture.complete || !somebody) object({Part::picture, place, 0, 0, kNotListed});
        const auto declared = declared_in(picture, roll_);
        const consent::Declaration declaration{.complete = true, .framing = picture.framing};
        const auto ruling = consent::may_use(declared, declaration, use_, day_, consent::ImagePolicy::as_consented);
        verdict_.weighed += ruling.weighed;
        if (!ruling.allowed) object({Part::picture, place, 0, 0, consent::refusal(use_)});
    }

    const PostContent& post_;
    const Roll& roll_;
    consent::Use use_;
    consent::Day day_;
    bool with_picture_;
    Verdict verdict_;
};

}  // namespace

Verdict verdict_on(const PostContent& post, Network network, const Roll& roll, consent::Day day) {
    return verdict_for(post, consent::use_of(network), roll, day);
}

Verdict verdict_for(const PostContent& post, consent::Use use, const Roll& roll, consent::Day day) {
    return Hearing{post, use, roll, day}.run();
}

bool has_to_come_down(const PostContent& post, Network network, const Roll& roll) {
    bool against = false;
    for (const auto& picture : post.pictures)
        if (picture.people == PeopleShown::pupils)
            against |= consent::spoken_against(declared_in(picture, roll), consent::use_of(network));
    return against;
}

bool shows_faces(const PostContent& post) {
    return std::any_of(post.pictures.begin(), post.pictures.end(), [](const PostPicture& picture) {
        return picture.people == PeopleShown::pupils && picture.framing == Framing::identifiable;
    });
}

}  // namespace models::guard
