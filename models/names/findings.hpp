#pragma once

#include "models/consent/rule.hpp"
#include "models/names/roster.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace models::names {

/// What is wrong with how a text names pupils.
enum class Problem {
    full_name_with_picture,  ///< never, whatever was consented to
    not_agreed,              ///< a name that may not be told, or not beside a picture
    class_and_place,         ///< a name with the class and with where the pupil can be found
};
std::string_view to_string(Problem problem);

/// One of them, said to whoever wrote the text. Neither the sentence nor the code depends on which pupil it is.
struct Finding {
    Problem problem{Problem::not_agreed};
    std::size_t begin{0};  ///< bytes of the text: what to write otherwise
    std::size_t end{0};
    std::string_view sentence;
};

/// Whether this pupil (a place in the roster's list) may be called so in what is written: see consent::may_name.
using MayTell = std::function<bool(std::size_t pupil, consent::NameShown shown)>;

/// What is wrong with how `text` names pupils, in its order, at most one finding of a kind for each mention. Of several
/// pupils who may be meant all must agree.
std::vector<Finding> naming_findings(const Roster& roster, std::string_view text, bool with_picture,
                                     const MayTell& may_tell);

/// The name of a file as words, to be read like any text: "IMG_OttilieM-2.jpg" is "IMG Ottilie M 2 jpg".
std::string words_of_file_name(std::string_view name);

}  // namespace models::names
