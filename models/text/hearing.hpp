#pragma once

#include "models/text/classifier.hpp"
#include "models/text/rules.hpp"

namespace models::text {

/// What is left when the models were asked: rules that want one to think the same fire only where it does, and an
/// exception to what is grave is a doubt where the model hears it all the same. A match is no excuse for a knife.
RuleFindings heard(RuleFindings rules, const Judged& judged, const Classifier& classifier);

}  // namespace models::text
