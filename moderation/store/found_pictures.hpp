#pragma once

#include "config/runtime/crypto.hpp"
#include "config/runtime/redis.hpp"
#include "moderation/store/keys.hpp"
#include "moderation/store/records.hpp"

#include <string>
#include <vector>

namespace moderation {

/// What was found in the pictures that came with items. Errors and threads as Store's.
class FoundPictures {
  public:
    /// References outlive it.
    FoundPictures(runtime::Redis& redis, const runtime::Sealer& sealer, const std::string& school)
        : redis_{redis}, sealer_{sealer}, keys_{school} {}

    /// Where the pictures of a job of the stream "pictures" lie, in their order; empty: nobody knows. malformed: they
    /// cannot be unsealed.
    runtime::Result<std::vector<std::string>> addresses(Job job) const;
    /// Keeps what was found with the revision, and brings the item to people as the outcome says. Of an item with a
    /// listed picture no address is kept in any version, and no evidence. False: it was recorded before.
    /// conflict: there is a newer revision.
    runtime::Task<runtime::Result<bool>> record(FoundInPictures found, runtime::Time now);

  private:
    runtime::Task<runtime::Result<std::vector<std::string>>> older_without_addresses(std::string id);

    runtime::Redis& redis_;
    const runtime::Sealer& sealer_;
    Keys keys_;
};

}  // namespace moderation
