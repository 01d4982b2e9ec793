#pragma once

#include <string>
#include <string_view>

namespace models {

/// What an alert or an entry of the journal is about: "item:<id>", "channel:<id>", "alert:<id>"... This gives the id
/// when it is about a thing of that kind, and nothing otherwise.
inline std::string id_in(std::string_view subject, std::string_view kind) {
    const bool of_kind = subject.size() > kind.size() && subject.starts_with(kind) && subject[kind.size()] == ':';
    return of_kind ? std::string{subject.substr(kind.size() + 1)} : std::string{};
}

}  // namespace models
