#pragma once

#include "models/text/normaliser.hpp"

namespace models::text {

/// Whether a short answer says nothing but that it agrees: "this", "100% true", "well said", "so true lol".
/// Of a long text only its length is looked at.
bool only_agrees(const Normalised& text);

}  // namespace models::text
