#pragma once

#include "models/text/evaluation.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace models::text {

/// Remembers some of the texts and judges them anew in every disguise.
class DisguiseCount {
  public:
    /// One in four of the texts of sources that can be trusted, and every one of our own rows.
    void take(const LabelledText& text, const Assessment& assessment);
    /// `evaluation.bar` is known by now.
    void measure(const Assessor& assessor, Evaluation& evaluation,
                 const std::function<void(const std::string&)>& say) const;

  private:
    struct Plain {
        std::string text;
        int toxic{-1};
        Severity severity{Severity::v0};
        std::optional<Severity> at_least;
    };

    static constexpr std::size_t kOneIn = 4;
    std::size_t texts_{0};
    std::vector<Plain> plain_;
};

}  // namespace models::text
