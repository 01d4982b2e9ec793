#include "ingest/json_elements.hpp"

#include "ingest/json_repair.hpp"

namespace ingest {
namespace {

/// After these the text around the element still means what it says; after others it may not.
bool harmless(simdjson::error_code error) {
    switch (error) {
        case simdjson::DEPTH_ERROR:
        case simdjson::STRING_ERROR:
        case simdjson::NUMBER_ERROR:
        case simdjson::T_ATOM_ERROR:
        case simdjson::F_ATOM_ERROR:
        case simdjson::N_ATOM_ERROR: return true;
        default: return false;
    }
}

}  // namespace

ElementsRead read_elements(std::string_view json, std::size_t limit,
                           const std::function<void(simdjson::dom::element, std::string_view raw)>& take) {
    const auto elements = split_array(json, limit);
    simdjson::dom::parser parser;
    ElementsRead read;
    read.elements = elements.whole.size() + elements.left_out;
    read.malformed = elements.left_out;
    read.ended = elements.ended;
    for (std::size_t i = 0; i < elements.whole.size(); ++i) {
        const auto bytes = elements.whole[i];
        simdjson::dom::element element;
        const auto error = parser.parse(bytes.data(), bytes.size()).get(element);
        if (error == simdjson::SUCCESS) {
            take(element, bytes);
            continue;
        }
        ++read.malformed;
        if (harmless(error)) continue;
        read.malformed += elements.whole.size() - i - 1;
        read.broken = true;
        break;
    }
    return read;
}

}  // namespace ingest
