#include "ingest/meta/known_ids.hpp"

namespace ingest {

std::string_view own_part(std::string_view id) {
    const auto at = id.rfind('_');
    return at == std::string_view::npos ? id : id.substr(at + 1);
}

KnownIds::KnownIds(const std::vector<std::string>& ids) {
    for (const auto& id : ids) by_own_part_.emplace(own_part(id), id);
}

std::string KnownIds::form_of(std::string id, std::string_view owner) const {
    const auto known = by_own_part_.find(own_part(id));
    if (known != by_own_part_.end()) return known->second;
    if (id.find('_') != std::string::npos) return id;
    return std::string{owner} + "_" + id;
}

}  // namespace ingest
