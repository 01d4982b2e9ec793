#pragma once

#include "ingest/saved_answer.hpp"

namespace ingest {

/// Saved answers of the Graph API about an Instagram account, and its deliveries.
SavedReader instagram_saved_reader();

}  // namespace ingest
