#pragma once

#include "moderation/store/posts.hpp"
#include "moderation/store/reply.hpp"

#include <string>
#include <string_view>

namespace moderation {

/// What a post's texts are sealed to.
std::string post_record(const std::string& id);

/// What the bytes of a picture of it are sealed to.
std::string picture_record(const std::string& id, const std::string& picture);

/// What the words in it are sealed to.
std::string words_record(const std::string& id, const std::string& picture);

/// What the hashes of its cuts are sealed to.
std::string crops_record(const std::string& id, const std::string& picture);

/// The whole content, for sealing.
std::string pack_post(const models::PostContent& content);
/// What makes no sense is left as it is.
void unpack_post(std::string_view packed, models::PostContent& content);

/// A post out of the fields of its hash.
/// Errors  not_found  there is none
///         malformed  it was sealed with another key
runtime::Result<Post> post_from(const std::string& id, const Fields& fields, const runtime::Sealer& sealer);

}  // namespace moderation
