// Whatever bytes somebody posts: the shipped models and rules judge them, and what they say lies within the text.

#include "models/text/assessor.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto assessor = std::move(*models::Assessor::load(ARTEFACTS_DIRECTORY));
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto found = assessor->assess(text);
    for (const auto score : found.scores) demand(score >= 0.0F && score <= 1.0F);
    for (const auto& reason : found.reasons) {
        demand(reason.begin <= reason.end && reason.end <= size);
        demand(!reason.sentence.empty() && !reason.code.empty());
    }
    for (const auto& alike : found.look_alikes) {
        demand(alike.begin <= alike.end && alike.end <= size);
        demand(alike.because_begin <= alike.because_end && alike.because_end <= size);
    }
    for (const auto& finding : found.findings) demand(finding.severity <= found.severity);
    demand(assessor->assess(text).scores == found.scores);
    return 0;
}
