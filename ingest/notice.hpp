#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// What a notice asks to be looked at. Travels as text: models::Notice::what.
struct Noticed {
    enum class Kind {
        everything,  ///< something that cannot be looked at by itself: a round over the whole channel
        fresh,       ///< new comments under the post `id`
        thread,      ///< all comments under the post `id`
        object,      ///< the object `id` itself; `post`: that it stands under
        mention,     ///< what mentions the account elsewhere: the comment `id` under `post`, or the post itself
    };
    Kind kind{Kind::everything};
    std::string id{};
    std::string post{};

    std::string text() const;
};

/// A text that is none of these asks for everything.
Noticed noticed_from(std::string_view text);

/// Whether an id may stand in a notice: 1 to 128 letters, digits, '_' and '-'.
bool fits_notice(std::string_view id);

}  // namespace ingest
