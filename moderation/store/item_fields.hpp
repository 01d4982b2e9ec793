#pragma once

#include "config/runtime/crypto.hpp"
#include "moderation/store/records.hpp"
#include "moderation/store/reply.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// What of an item is personal and therefore sealed: text, author, address, attachments, date.
std::string pack_content(const models::CollectedItem& item);
/// False when the bytes make no sense.
bool unpack_content(std::string_view packed, models::CollectedItem& item);

/// An assessment holds no content: spans are numbers and sentences speak of the text without quoting it.
std::string pack_assessment(const models::Assessment& assessment);
models::Assessment unpack_assessment(std::string_view packed);

/// The record to which a revision's content is sealed.
std::string revision_record(std::string_view item, std::string_view revision);

/// Under what all items of one author are found, without saying who that is.
std::string author_record(const models::CollectedItem& item, const runtime::Sealer& sealer);

/// Under what the same words are counted, without saying which.
std::string words_record(std::string_view words, const runtime::Sealer& sealer);

/// An item out of its hash. malformed when the content cannot be unsealed.
runtime::Result<Item> item_from(const std::string& id, const Fields& fields, const runtime::Sealer& sealer);
/// Older revisions out of their list, and the newest one out of the item, oldest first.
runtime::Result<std::vector<Revision>> revisions_from(const Item& item, const Fields& fields,
                                                      const runtime::RedisReply& older, const runtime::Sealer& sealer);
/// The record to which the words of an answer to this item are sealed.
std::string answer_record(std::string_view item);
/// malformed when the words of an answer cannot be unsealed.
runtime::Result<std::vector<Action>> actions_from(const std::string& item, const Fields& fields,
                                                  const runtime::Sealer& sealer);

}  // namespace moderation
