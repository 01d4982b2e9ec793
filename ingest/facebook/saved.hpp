#pragma once

#include "ingest/saved_answer.hpp"

namespace ingest {

/// Saved answers of the Graph API about a Facebook Page. With "auto" each object is recognised by its members;
/// otherwise every object is read as the kind that was named.
SavedReader facebook_saved_reader();

}  // namespace ingest
