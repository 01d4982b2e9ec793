// What is written around a filter is read as what it is meant for, and an ordinary word stays what it is.

#include "models/text/spellings.hpp"

#include "text_fixture.hpp"

#include <functional>
#include <set>

namespace tests {

using models::text::Spellings;

class SpellingsTest : public testing::Test {
  protected:
    SpellingsTest() {
        spellings.add_alias("2moz", "tomorrow");
        for (const auto* word : {"kill", "stab", "knife", "telegram", "shoot"}) spellings.add_grave(word);
        for (const auto* word : {"sht", "shot"}) spellings.add_spared(word);
    }

    /// What the only word of the text is meant for; itself when it is what it is.
    std::string meant(std::string_view text) const {
        const auto tokens = normalised(text).tokens;
        EXPECT_EQ(tokens.size(), 1u) << text;
        const models::text::Vocabulary words{[&](const std::string& word) { return known.contains(word); },
                                             [&](std::string_view word) { return language.contains(word); }};
        std::string all;
        for (const auto& word : spellings.meant(tokens[0], words).words) all += (all.empty() ? "" : " ") + word;
        return all.empty() ? tokens[0].text : all;
    }

    Spellings spellings;
    std::set<std::string, std::less<>> language{"ill",   "hall", "skills", "stable", "begin",    "shot",
                                                "tri*l", "them", "trail",  "all",    "together", "gonna"};
    std::set<std::string> known{"trial",    "to",    "get",      "her", "you", "kill", "stab", "knife",
                                "telegram", "shoot", "bringing", "so",  "ill", "pedo", "hall"};
};

TEST_F(SpellingsTest, AreReadAsWhatTheyAreMeantFor) {
    for (const auto& [written, word] :
         std::vector<std::pair<std::string, std::string>>{{"2moz", "tomorrow"},
                                                          {"kll", "kill"},
                                                          {"k*ll", "kill"},
                                                          {"KIIIILL", "kill"},
                                                          {"killlll", "kill"},
                                                          {"stb", "stab"},
                                                          {"s**b", "stab"},
                                                          {"knfe", "knife"},
                                                          {"kinfe", "knife"},
                                                          {"k1nfe", "knife"},
                                                          {"tlgrm", "telegram"},
                                                          {"soooo", "so"},
                                                          {"bringin", "bringing"},
                                                          {"ped0", "pedo"},
                                                          {"brnging", "bringing"},
                                                          {"birnging", "bringing"},
                                                          {"brinnging", "bringing"},
                                                          {"br*nging", "bringing"},
                                                          {"tr**l", "tr**l"},
                                                          {"tri*l", "trial"},
                                                          {"gonnastabyou", "gonna stab you"},
                                                          {"#killthemall", "kill them all"}})
        EXPECT_EQ(meant(written), word) << written;
}

TEST_F(SpellingsTest, LeaveWordsOfTheirOwnAlone) {
    for (const auto* word : {"ill", "hall", "sht", "kl", "skills", "stable", "begin", "y6", "3pm", "u18", "shot",
                             "trail", "together", "qwrtzp", "zzkillzz"})
        EXPECT_EQ(meant(word), normalised(word).tokens[0].text) << word;
}

}  // namespace tests
