#pragma once

#include "models/text/evaluation.hpp"

#include <map>
#include <string>

namespace models::text {

/// Counts what happens to texts by their source and by the groups of people they mention.
class SliceCount {
  public:
    /// Only texts of which it is known whether they are harmful count.
    void take(const LabelledText& text, const Assessment& assessment);
    void close(Evaluation& evaluation);

  private:
    /// A slice with the umbrella scores its area is computed from.
    struct Open {
        Slice slice;
        Scored scored;

        void add(const Assessment& assessment, bool harmful);
        Slice closed(const std::string& name);
    };

    std::map<std::string, Open> sources_;
    std::map<std::string, Open> groups_;
    Open no_group_;
};

}  // namespace models::text
