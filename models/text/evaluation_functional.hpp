#pragma once

#include "models/text/evaluation.hpp"

#include <vector>

namespace models::text {

/// Counts the functional tests that an assessor passes. A harmful text has to reach the severity that is right, and a
/// person has to see it; a harmless one may be looked at, but neither be material for hiding nor wake anybody (V3).
class FunctionalCount {
  public:
    void take(const LabelledText& text, const Assessment& assessment);
    void close(Evaluation& evaluation);

  private:
    Functionality& named(const std::string& name);

    std::vector<Functionality> all_;  ///< in the file's order
};

}  // namespace models::text
