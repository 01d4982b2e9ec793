// `gatehouse assess`: one line in, one line out, whatever the line.

#include "models/text/assess_command.hpp"

#include "text_fixture.hpp"

#include <sstream>

#include <simdjson.h>

namespace tests {

/// Says what it was asked, without models.
class EchoAssessor final : public models::Assessor {
  public:
    models::Assessment assess(std::string_view text) const override {
        models::Assessment out;
        out.severity = models::Severity::v3;
        out.target = models::Target::staff;
        out.reasons.push_back({models::Category::threat, "code", "a \"quoted\" sentence", 0, text.size()});
        return out;
    }
    std::string version() const override { return "m:000000 r:1"; }
};

std::vector<std::string> answers(const std::string& input) {
    std::istringstream in{input};
    std::ostringstream out;
    std::ostringstream problems;
    EXPECT_EQ(models::assess_command(in, out, problems, EchoAssessor{}), 0);
    EXPECT_EQ(problems.str(), "");
    std::vector<std::string> lines;
    std::istringstream answer{out.str()};
    for (std::string line; std::getline(answer, line);) lines.push_back(line);
    return lines;
}

TEST(AssessCommand, AnswersEveryLineInOrderWithAllCategories) {
    const auto lines = answers("{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n");
    ASSERT_EQ(lines.size(), 2u);
    simdjson::dom::parser parser;
    const simdjson::dom::element first = parser.parse(lines[0]);
    EXPECT_EQ(std::string_view{first["id"]}, "a");
    EXPECT_EQ(std::string_view{first["severity"]}, "V3");
    EXPECT_EQ(std::string_view{first["target"]}, "staff");
    EXPECT_EQ(first["scores"].get_object().size(), models::kCategoryCount);
    const auto reason = first["reasons"].at(0);
    EXPECT_EQ(std::string_view{reason["sentence"]}, "a \"quoted\" sentence");
    EXPECT_EQ(std::int64_t{reason["span"].at(1)}, 3);
}

TEST(AssessCommand, AnswersABadLineWithAnErrorAndGoesOn) {
    const auto lines =
        answers("nonsense\n{\"id\":\"x\"}\n[1]\n{\"id\":7,\"text\":3}\n\n{\"id\":\"y\",\"text\":\"fine\"}\n");
    ASSERT_EQ(lines.size(), 5u);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NE(lines[i].find("\"error\""), std::string::npos) << lines[i];
    EXPECT_NE(lines[1].find("\"id\":\"x\""), std::string::npos);
    EXPECT_NE(lines[3].find("\"id\":7"), std::string::npos);
    EXPECT_NE(lines[4].find("\"severity\""), std::string::npos);
}

TEST(AssessCommand, KeepsAnIdThatNeedsEscaping) {
    const auto lines = answers("{\"id\":\"q\\\"\\n\\u0001é\",\"text\":\"t\"}\n");
    ASSERT_EQ(lines.size(), 1u);
    simdjson::dom::parser parser;
    const simdjson::dom::element root = parser.parse(lines[0]);
    EXPECT_EQ(std::string_view{root["id"]}, "q\"\n\x01é");
}

TEST(AssessCommand, SaysWhenItCannotWrite) {
    std::istringstream in{"{\"id\":\"a\",\"text\":\"one\"}\n"};
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    std::ostringstream problems;
    EXPECT_EQ(models::assess_command(in, out, problems, EchoAssessor{}), 1);
    EXPECT_NE(problems.str(), "");
}

}  // namespace tests
