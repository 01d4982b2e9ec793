#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// The part of an id that is the same in all its forms: "<post>_<comment>" and "<comment>".
std::string_view own_part(std::string_view id);

/// The form in which an id is known. Facebook writes an id sometimes with and sometimes without what the thing stands
/// under; for us one thing has one id, or it would be recorded twice.
class KnownIds {
  public:
    KnownIds() = default;
    explicit KnownIds(const std::vector<std::string>& ids);

    bool contains(std::string_view id) const { return by_own_part_.contains(own_part(id)); }
    /// As it is known, else in the long form, under `owner`.
    std::string form_of(std::string id, std::string_view owner) const;

  private:
    std::map<std::string, std::string, std::less<>> by_own_part_;
};

}  // namespace ingest
