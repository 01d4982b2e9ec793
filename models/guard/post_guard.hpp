#pragma once

#include "models/domain/post.hpp"
#include "models/guard/roll.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace models::guard {

/// Where in a post something stands.
enum class Part { text, link, description, picture };

/// Something that may not be published because of a pupil. Where it stands comes from what the author wrote, and the
/// sentence depends neither on which pupil it is nor on why: a refusal, a form that never came back and a child who
/// must not be found are the same to whoever reads it.
struct Objection {
    Part part{Part::text};
    std::size_t picture{0};  ///< its place, the first of which is 0
    std::size_t begin{0};    ///< bytes of the text or the description
    std::size_t end{0};
    std::string sentence;
};

/// What the register says of a post on one network.
struct Verdict {
    std::vector<Objection> objections;  ///< in the order of the post
    /// Answers and circumstances that were looked at: the same whatever families said; see consent::Ruling.
    std::size_t weighed{0};

    bool allowed() const { return objections.empty(); }
};

/// Whether the post may be published on the network on `day`, as far as pupils are concerned: whoever is declared to be
/// in one of its pictures, and whoever is named in it, has to agree to that; no description of a picture names anybody.
/// That faces need the head is not asked here, but of whoever agrees: see shows_faces(). Pure. Asked when a draft is
/// shown, when it is submitted, when it is agreed to, and again when it is published.
Verdict verdict_on(const PostContent& post, Network network, const Roll& roll, consent::Day day);
/// The same for another place than a network.
Verdict verdict_for(const PostContent& post, consent::Use use, const Roll& roll, consent::Day day);

/// Whether a post that is published there has to be taken down: somebody who is in one of its pictures speaks against
/// it.
bool has_to_come_down(const PostContent& post, Network network, const Roll& roll);

/// Whether pupils can be told by their faces in one of its pictures: the head has to agree to that.
bool shows_faces(const PostContent& post);

}  // namespace models::guard
