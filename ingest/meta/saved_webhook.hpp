#pragma once

#include "ingest/saved_answer.hpp"

namespace ingest {

/// What a delivery of Meta holds, of a page or of an Instagram account.
void add_meta_webhook(SavedFindings& findings, std::string_view body, runtime::Time now);

}  // namespace ingest
