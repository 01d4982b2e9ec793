#include "ingest/poll_probe.hpp"

namespace ingest {

std::string_view outcome_of(const RoundReport& report) {
    switch (report.outcome) {
        case RoundReport::Outcome::lease_lost: return "lease_lost";
        case RoundReport::Outcome::store_down: return "store_down";
        case RoundReport::Outcome::finished: break;
    }
    return models::to_string(report.health);
}

PollProbe::PollProbe(runtime::Metrics& metrics)
    : metrics_{metrics},
      requests_{metrics.counter("gatehouse_ingest_requests_total", "Requests sent to networks to read channels")},
      fresh_{metrics.counter("gatehouse_ingest_items_total", "Items recorded", {{"what", "fresh"}})},
      revised_{metrics.counter("gatehouse_ingest_items_total", "Items recorded", {{"what", "revised"}})},
      gone_{metrics.counter("gatehouse_ingest_items_total", "Items recorded", {{"what", "gone"}})},
      malformed_{metrics.counter("gatehouse_ingest_malformed_total", "Elements and answers that made no sense")},
      cut_texts_{metrics.counter("gatehouse_ingest_cut_texts_total", "Texts too long to keep whole")} {}

void PollProbe::round(const RoundReport& report) {
    const auto rounds = metrics_.counter("gatehouse_ingest_rounds_total", "Rounds over a channel, by how they ended",
                                         {{"outcome", std::string{outcome_of(report)}}});
    rounds.add();
    requests_.add(static_cast<double>(report.requests));
    fresh_.add(static_cast<double>(report.fresh));
    revised_.add(static_cast<double>(report.revised));
    gone_.add(static_cast<double>(report.gone));
    malformed_.add(static_cast<double>(report.malformed + report.bad_answers));
    cut_texts_.add(static_cast<double>(report.cut_texts));
}

}  // namespace ingest
