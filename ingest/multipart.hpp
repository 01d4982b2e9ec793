#pragma once

#include "ingest/api.hpp"

#include <string>
#include <vector>

namespace ingest {

/// One field of a form that carries files. Neither name nor type comes from strangers.
struct FormPart {
    std::string name;
    std::string value;   ///< or the bytes of the file
    std::string type{};  ///< of a file: "image/jpeg"; empty: a plain value
};

/// Puts `parts` into the body of `call`.
void carry(ApiCall& call, const std::vector<FormPart>& parts);

}  // namespace ingest
