#pragma once

#include "config/policy/hash_lists.hpp"
#include "models/image/hash_index.hpp"
#include "models/image/picture.hpp"

#include <string_view>
#include <vector>

namespace moderation {

/// The lists of pictures that nobody may have, ready to be asked. That a picture is on none of them says nothing good
/// about it.
///
/// Threads  any.
class ListedPictures {
  public:
    ListedPictures() = default;
    explicit ListedPictures(const config::HashLists& lists);

    /// Whether exactly this file is on a list.
    bool has_file(std::string_view file) const;
    /// Whether something in it looks like a picture on a list, also turned, mirrored or with a border around it.
    bool has_look_of(const models::image::Picture& picture) const;

  private:
    std::vector<config::Md5Bytes> files_;  ///< sorted
    models::image::HashIndex looks_;
};

}  // namespace moderation
