#pragma once

#include "models/text/examples.hpp"
#include "models/text/linear_model.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace models::text {

struct LinearSettings {
    std::uint64_t seed{0};
    int epochs{5};
    std::size_t min_texts{2};          ///< n-grams of fewer texts are not learnt
    std::size_t max_features{620000};  ///< the commonest are kept: 13.2 MB
    double decay{3e-6};                ///< of the weights per example, against learning by heart
};

/// Learns all columns of a LinearModel at once, by stochastic gradient descent, and gives its file. Only what an
/// example answers is learnt from it; where positives are rare, each weighs more. The same examples and settings give
/// the same file. `say`
/// hears how far it is. Takes about four seconds an epoch and 2 GB for 200,000 comments.
std::string train_linear(std::span<const Example> examples, const LinearSettings& settings,
                         const std::function<void(const std::string&)>& say);

}  // namespace models::text
