#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include <simdjson.h>

namespace ingest {

/// What became of an array that was read element by element.
struct ElementsRead {
    std::size_t elements{0};   ///< that the array holds, as far as it can be seen
    std::size_t malformed{0};  ///< of them, that could not be read
    bool ended{false};         ///< the closing bracket was there
    bool broken{false};        ///< the structure is: what follows the last element taken is not believed

    bool whole() const { return ended && !broken; }
};

/// Gives `take` each element of the array that `json` holds, with the bytes it came in. One damaged element costs
/// that element, except when it breaks the structure: then what follows may be somebody's text posing as elements,
/// and none of it is believed.
/// Nothing is taken when `json` does not begin with '['.
ElementsRead read_elements(std::string_view json, std::size_t limit,
                           const std::function<void(simdjson::dom::element, std::string_view raw)>& take);

}  // namespace ingest
