#include "models/text/evaluation_disguised.hpp"

#include "models/text/disguises.hpp"
#include "models/text/evaluation_questions.hpp"

#include <fmt/format.h>

namespace models::text {

void DisguiseCount::take(const LabelledText& text, const Assessment& assessment) {
    ++texts_;
    const bool ours = text.at_least || text.harmful;
    const bool of_a_source = text.core && text.toxic >= 0 && texts_ % kOneIn == 0;
    if (ours || of_a_source) plain_.push_back({text.text, text.toxic, assessment.severity, text.at_least});
}

void DisguiseCount::measure(const Assessor& assessor, Evaluation& evaluation,
                            const std::function<void(const std::string&)>& say) const {
    if (plain_.empty()) return;
    for (const auto kind : all_disguises()) {
        say(fmt::format("disguised: {}", to_string(kind)));
        Robustness out;
        out.name = to_string(kind);
        std::uint64_t number = 0;
        for (const auto& plain : plain_) {
            const auto found = assessor.assess(disguised(plain.text, kind, ++number));
            const bool above =
                evaluation.bar && static_cast<double>(questions().front().score(found)) > *evaluation.bar;
            if (plain.toxic == 1) {
                ++out.harmful;
                if (found.severity >= Severity::v1) ++out.harmful_seen;
                if (above) ++out.harmful_above;
            } else if (plain.toxic == 0) {
                ++out.harmless;
                if (above) ++out.harmless_above;
            }
            if (plain.severity >= Severity::v3) {
                ++out.grave;
                if (found.severity >= plain.severity) ++out.grave_kept;
            }
            if (plain.at_least && *plain.at_least > Severity::v0) {
                ++out.with_severity;
                if (found.severity >= *plain.at_least) ++out.severity_reached;
            }
        }
        evaluation.disguises.push_back(std::move(out));
    }
}

}  // namespace models::text
