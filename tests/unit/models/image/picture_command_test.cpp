// `gatehouse picture`: one line for each file, in order, whatever the files are. And what the process that opened a
// picture says is not believed.

#include "models/image/picture_command.hpp"

#include "models/image/picture_reply.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/unit/models/image/files.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <simdjson.h>

namespace models::image {

namespace {

using namespace std::literals;

class PictureCommand : public testing::Test {
  protected:
    std::string save(const std::string& name, std::string_view bytes) {
        std::ofstream{directory / name, std::ios::binary} << bytes;
        return directory / name;
    }
    std::vector<std::string> run(const std::vector<std::string>& files, Search search = Search::hashes) {
        std::ostringstream out;
        std::ostringstream problems;
        EXPECT_EQ(picture_command(files, PICTURES_PROGRAM, search, out, problems), 0);
        EXPECT_EQ(problems.str(), "");
        std::vector<std::string> lines;
        std::istringstream in{out.str()};
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        return lines;
    }

    tests::TemporaryDirectory directory;
};

TEST_F(PictureCommand, WritesWhatItFoundForEachFileInOrder) {
    const auto small = save("small.jpg", tests::picture_file("misc-images__small.jpg"));
    const auto text = save("no \"picture\".jpg", "words");
    const auto lines = run({small, text, directory / "missing", directory.path().string(), small});
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(lines[0].find(R"({"file":")" + small + R"(","sha256":")"), 0U);
    EXPECT_NE(lines[0].find(R"("pdq_quality":0,"gps":false)"), std::string::npos) << lines[0];
    EXPECT_EQ(lines[4], lines[0]);
    simdjson::dom::parser parser;
    EXPECT_EQ(std::string_view{parser.parse(lines[1])["file"]}, text);
    EXPECT_EQ(std::string_view{parser.parse(lines[1])["refused"]},
              "it is no picture or video of a kind that is opened");
    EXPECT_EQ(std::string_view{parser.parse(lines[1])["sha256"]}.size(), 64U);
    for (const auto i : {2U, 3U}) {
        EXPECT_EQ(std::string_view{parser.parse(lines[i])["refused"]}.substr(0, 17), "it cannot be read");
        EXPECT_TRUE(parser.parse(lines[i])["sha256"].error());
    }
}

TEST_F(PictureCommand, ListsTheFramesOfAnAnimation) {
    const auto lines = run({save("animated.gif", tests::picture_file("animated2.gif"))});
    simdjson::dom::parser parser;
    const auto line = parser.parse(lines.at(0));
    EXPECT_EQ(simdjson::dom::array{line["frames"]}.size(), 2U);
    EXPECT_EQ(std::string_view{line["pdq"]}, std::string_view{line["frames"].at(0)["pdq"]});
}

TEST_F(PictureCommand, SaysThatThereIsAPlaceAndNeverWhich) {
    constexpr auto kMarker = "Zephyrine Quill-Ashdown 51.5 0.12"sv;
    const auto secret =
        tests::segment(0xE1, tests::exif(true, 1, true) + std::string{kMarker}) + tests::segment(0xFE, kMarker);
    const auto whole = save("whole.jpg", tests::jpeg_with(secret));
    const auto broken = save("broken.jpg", tests::jpeg_with(secret).substr(0, 4000));
    const auto lines = run({whole, broken});
    EXPECT_NE(lines[0].find(R"("gps":true)"), std::string::npos);
    EXPECT_NE(lines[1].find("refused"), std::string::npos);
    for (const auto& line : lines) EXPECT_EQ(line.find("Zephyrine"), std::string::npos);
}

TEST_F(PictureCommand, CountsPeopleAndReadsWhatIsWritten) {
    const auto lines = run({save("portrait.jpg", tests::picture_file("portrait.jpg")),
                            save("certificate.jpg", tests::picture_file("certificate.jpg"))},
                           Search::text);
    simdjson::dom::parser parser;
    const auto portrait = parser.parse(lines.at(0));
    EXPECT_GE(std::int64_t{portrait["people"]}, 1) << lines[0];
    EXPECT_GT(double{portrait["largest_person"]}, 0.02);
    EXPECT_LE(double{portrait["largest_person"]}, 1.0);
    const auto certificate = parser.parse(lines.at(1));
    EXPECT_NE(std::string_view{certificate["text"]}.find("Isla Pritchard"), std::string_view::npos) << lines[1];
}

TEST_F(PictureCommand, WithoutTextSaysThatNobodyLookedForIt) {
    const auto lines = run({save("small.jpg", tests::picture_file("misc-images__small.jpg"))}, Search::people);
    EXPECT_NE(lines.at(0).find(R"("people":0,"largest_person":0.0000,"text":null)"), std::string::npos) << lines[0];
}

TEST_F(PictureCommand, HelpNamesEveryMemberItWrites) {
    simdjson::dom::parser parser;
    const auto help = picture_help();
    for (const auto& line : run({save("a.gif", tests::picture_file("animated2.gif")), save("b", "words")}))
        for (const auto member : simdjson::dom::object{parser.parse(line)})
            EXPECT_NE(help.find("  " + std::string{member.key} + " "), std::string::npos) << member.key;
}

TEST(PictureReply, IsReadAsItWasWritten) {
    Picture picture;
    picture.frames = {{{1, 2, 3, 4}, 77}, {{~0ULL, 0, 0, 9}, 0}};
    for (std::uint64_t turn = 0; turn < kTurns; ++turn) picture.turned.push_back({turn, 0, 0, 1});
    picture.trimmed = Pdq{{5, 6, 7, 8}, 66};
    picture.gps = true;
    const auto read = picture_of(decoded_line(picture), Ending::by_itself);
    EXPECT_EQ(read.frames, picture.frames);
    EXPECT_EQ(read.turned, picture.turned);
    EXPECT_EQ(read.trimmed, picture.trimmed);
    EXPECT_TRUE(read.gps);
    EXPECT_EQ(read.refused, "");
    EXPECT_FALSE(read.people);
    EXPECT_FALSE(read.text);
    const auto all =
        picture_of(decoded_line(picture) + people_line({3, 0.25, 0.125}) + text_line("a\n\"b\""), Ending::killed);
    EXPECT_EQ(all.people.value().count, 3);
    EXPECT_EQ(all.people.value().largest, 0.25);
    EXPECT_EQ(all.people.value().face, 0.125);
    EXPECT_EQ(all.text, "a\n\"b\"");
    EXPECT_EQ(all.refused, "") << "what was said before the end is kept";
    EXPECT_EQ(picture_of(refused_line("for \"reasons\""), Ending::by_itself).refused, "for \"reasons\"");
}

TEST(PictureReply, OfAProcessThatWasTakenOverIsValuesOrARefusal) {
    const auto hex = std::string(64, 'f');
    for (const auto& line :
         {""s, "\n\n\n"s, "{"s, "[]"s, "null"s, "{\"gps\":1,\"frames\":[]}"s, "{\"gps\":true,\"frames\":[]}"s,
          "{\"gps\":true,\"frames\":[[\"" + hex + "\",101]]}", "{\"gps\":true,\"frames\":[[\"" + hex + "\",-1]]}",
          "{\"gps\":true,\"frames\":[[\"short\",5]]}"s, "{\"gps\":true,\"frames\":[7,{},[]]}"s,
          "{\"frames\":\"\xFF\"}"s}) {
        const auto picture = picture_of(line, Ending::killed);
        EXPECT_NE(picture.refused, "") << line;
        EXPECT_TRUE(picture.frames.empty()) << line;
    }
    Picture picture;
    picture.frames = {{{1, 2, 3, 4}, 77}};
    for (const auto* line :
         {"{\"people\":-1,\"largest_person\":0,\"largest_face\":0}\n",
          "{\"people\":1,\"largest_person\":2,\"largest_face\":0}\n",
          "{\"people\":1,\"largest_person\":0,\"largest_face\":2}\n", "{\"people\":1,\"largest_person\":0}\n",
          "{\"people\":\"x\",\"largest_person\":0.5,\"largest_face\":0}\n", "{\"text\":7}\n"}) {
        const auto read = picture_of(decoded_line(picture) + line, Ending::by_itself);
        EXPECT_FALSE(read.people) << line;
        EXPECT_FALSE(read.text) << line;
    }
    for (const auto& turned : {""s, "7"s, "\"" + hex + "\"", "\"short\""s}) {
        const auto all = "{\"gps\":true,\"frames\":[[\"" + hex + "\",9]],\"turned\":[" + turned + "]}\n";
        EXPECT_TRUE(picture_of(all, Ending::by_itself).turned.empty()) << turned;
    }
    for (const auto& trimmed : {"7"s, "[]"s, "[\"short\",9]"s, "[\"" + hex + "\",101]"}) {
        const auto all = "{\"gps\":true,\"frames\":[[\"" + hex + "\",9]],\"trimmed\":" + trimmed + "}\n";
        EXPECT_EQ(picture_of(all, Ending::by_itself).trimmed, std::nullopt) << trimmed;
    }
    EXPECT_NE(picture_of({}, Ending::out_of_time).refused, picture_of({}, Ending::killed).refused);
}

}  // namespace

}  // namespace models::image
