#pragma once

#include "ingest/saved_answer.hpp"

namespace ingest {

/// Saved answers and events of X, in either of its vocabularies.
SavedReader x_saved_reader();

}  // namespace ingest
