// JSON Lines from anybody: every line that is not blank is answered by one line of JSON.

#include "models/text/assess_command.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>
#include <sstream>

#include <simdjson.h>

namespace {

class OneReason final : public models::Assessor {
  public:
    models::Assessment assess(std::string_view text) const override {
        models::Assessment assessment;
        assessment.reasons.push_back({models::Category::threat, "code", std::string{text}, 0, text.size()});
        return assessment;
    }
    std::string version() const override { return "m:000000 r:1"; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text{bytes, bytes + size};
    std::istringstream in{text};
    std::ostringstream out;
    std::ostringstream problems;
    tests::demand(models::assess_command(in, out, problems, OneReason{}) == 0);

    std::istringstream questions{text};
    std::istringstream answers{out.str()};
    simdjson::dom::parser parser;
    std::string answer;
    for (std::string question; std::getline(questions, question);) {
        if (question.find_first_not_of(" \t\r") == std::string::npos) continue;
        tests::demand(static_cast<bool>(std::getline(answers, answer)));
        tests::demand(parser.parse(answer).error() == simdjson::SUCCESS);
    }
    tests::demand(!std::getline(answers, answer));
    return 0;
}
