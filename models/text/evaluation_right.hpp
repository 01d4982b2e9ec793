#pragma once

#include "models/text/evaluation.hpp"

#include <map>

namespace models::text {

/// Counts how often rows of our own get what they say is right.
class RightCount {
  public:
    void take(const LabelledText& text, const Assessment& assessment);
    void close(Evaluation& evaluation);

  private:
    void take_categories(const LabelledText& text, const Assessment& assessment);
    void take_severity(const LabelledText& text, Severity found);

    std::array<Reached, kSeverityCount> severities_;
    std::map<Target, NamedTarget> targets_;
    std::map<Category, NamedCategory> categories_;
};

}  // namespace models::text
