#pragma once

#include "ingest/saved_answer.hpp"

namespace ingest {

/// Saved answers of the YouTube Data API; "auto" goes by the `kind` that each of them names.
SavedReader youtube_saved_reader();

}  // namespace ingest
