// Pupils are found in what people write, by two words or by one that is no other word; and who wrote it is told what to
// change without anybody being named. All pupils are invented.

#include "models/names/findings.hpp"

#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace models::names {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<PupilNames> kPupils{
    {{"Ottilie", "Tilly"}, {"Thistlewood"}, "Kestrels"},         // 0: preferred and legal forename
    {{"Rose"}, {"Green"}, "Kestrels"},                           // 1: two ordinary words
    {{"Will"}, {"Bramwell"}, "3B"},                              // 2
    {{"Zoë"}, {"O'Malley"}, "3B"},                               // 3
    {{"Jean-Luc"}, {"van der Veer", "Quillfeather"}, "Year 4"},  // 4: renamed
    {{"Łukasz"}, {"Wiśniewski"}, "Herons"},                      // 5
    {{"Maximilian"}, {"Fotheringay"}, "Herons"},                 // 6
    {{"Ottilie"}, {"Pennyfarthing"}, "Herons"},                  // 7
};
const Roster kRoster{kPupils};

/// What is found, each with who it can be: "Ottilie Thistlewood:0".
std::vector<std::string> found(std::string_view text) {
    std::vector<std::string> all;
    for (const auto& mention : kRoster.find(text)) {
        std::string one{text.substr(mention.begin, mention.end - mention.begin)};
        for (const auto pupil : mention.pupils)
            one += (one.back() >= '0' && one.back() <= '9' ? "," : ":") + std::to_string(pupil);
        if (mention.with_class) one += " in class";
        all.push_back(one);
    }
    return all;
}

TEST(Roster, ForenameAndSurnameInEitherOrder) {
    EXPECT_THAT(found("well done Ottilie Thistlewood!"), ElementsAre("Ottilie Thistlewood:0"));
    EXPECT_THAT(found("THISTLEWOOD, OTTILIE"), ElementsAre("THISTLEWOOD, OTTILIE:0"));
    EXPECT_THAT(found("tilly thistlewood and ottilie pennyfarthing"),
                ElementsAre("tilly thistlewood:0", "ottilie pennyfarthing:7"));
    EXPECT_THAT(found("Ottilie M. Thistlewood"), ElementsAre("Ottilie M. Thistlewood:0"));
    EXPECT_THAT(found("Jean Quillfeather, Luc van der Veer"), ElementsAre("Jean Quillfeather:4", "Luc van der Veer:4"));
}

TEST(Roster, AForenameAloneCanBeSeveralAndASurnameAloneIsNobody) {
    EXPECT_THAT(found("ottilie was brilliant"), ElementsAre("ottilie:0,7"));
    EXPECT_THAT(found("the Thistlewood family"), IsEmpty());
    EXPECT_THAT(found("Ottilie in Herons"), ElementsAre("Ottilie:7 in class"));
    EXPECT_THAT(found("Kestrels' lantern was made by Ottilie"), ElementsAre("Ottilie:0 in class"));
}

TEST(Roster, OrdinaryWordsNeedASurnameOrAClass) {
    EXPECT_THAT(found("Will the fair be open? A rose for mum."), IsEmpty());
    EXPECT_THAT(found("Rose won, and so did Will"), IsEmpty());
    EXPECT_THAT(found("the rose green dress, Will. Bramwell"), IsEmpty());
    EXPECT_THAT(found("Rose Green won"), ElementsAre("Rose Green:1"));
    EXPECT_THAT(found("will bramwell won"), ElementsAre("will bramwell:2"));
    EXPECT_THAT(found("thanks to Will in 3B"), ElementsAre("Will:2 in class"));
    EXPECT_THAT(found("Will in 3B was great"), ElementsAre("Will:2 in class"));
    EXPECT_THAT(found("Will 3B be open on Friday?"), IsEmpty());
    EXPECT_THAT(found("kestrels will win, and a rose is a rose"), IsEmpty());
}

TEST(Roster, PossessivesAccentsDisguisesAndOneSlip) {
    EXPECT_THAT(found("Ottilie Thistlewood's mum"), ElementsAre("Ottilie Thistlewood's:0"));
    EXPECT_THAT(found("Ottilie Thistlewoods mum"), ElementsAre("Ottilie Thistlewoods:0"));
    EXPECT_THAT(found("zoe omalley and Zoë O’Malley"), ElementsAre("zoe omalley:3", "Zoë O’Malley:3"));
    EXPECT_THAT(found("Lukasz Wisniewski"), ElementsAre("Lukasz Wisniewski:5"));
    EXPECT_THAT(found("0ttilie Th1stlewood"), ElementsAre("0ttilie Th1stlewood:0"));
    EXPECT_THAT(found("Otilie Thistlewood"), ElementsAre("Otilie Thistlewood:0"));
    EXPECT_THAT(found("Ottilie Thsitlewood"), ElementsAre("Ottilie Thsitlewood:0"));
    EXPECT_THAT(found("Ottilie Thistlewoood"), ElementsAre("Ottilie Thistlewoood:0"));
    EXPECT_THAT(found("Maximilian Fotheringray"), ElementsAre("Maximilian Fotheringray:6"));
    EXPECT_THAT(found("Otilie Thsitlewood"), IsEmpty()) << "two slips, one in each word";
    EXPECT_THAT(found("otilie was there"), IsEmpty()) << "a slip needs a right word beside it";
    EXPECT_THAT(found("Zoi O'Malley"), IsEmpty()) << "short names are too close to one another";
}

TEST(Roster, SentencesAndOtherWordsStandBetween) {
    EXPECT_THAT(found("We saw Maximilian. Fotheringay is a village."), ElementsAre("Maximilian:6"));
    EXPECT_THAT(found("Tilly likes the Thistlewood farm"), ElementsAre("Tilly:0"));
}

TEST(Roster, AnEmptyRosterAndEmptyTextsFindNothing) {
    EXPECT_THAT(Roster{{}}.find("Ottilie Thistlewood"), IsEmpty());
    EXPECT_THAT(found(""), IsEmpty());
    const std::vector<PupilNames> nameless{{{}, {}, ""}, {{""}, {"'"}, "!"}};
    EXPECT_THAT(Roster{nameless}.find("anybody ' !"), IsEmpty());
}

TEST(Roster, ManyPupilsOfOneNameAreOneMention) {
    const std::vector<PupilNames> twins(500, PupilNames{{"Ottilie"}, {"Thistlewood"}, "Kestrels"});
    std::string text;
    for (int i = 0; i < 300; ++i) text += "ottilie thistlewood kestrels. ";
    const auto mentions = Roster{twins}.find(text);
    ASSERT_GT(mentions.size(), 200U);
    for (const auto& mention : mentions) EXPECT_EQ(mention.pupils.size(), kMentionPupilsMax);
}

std::vector<std::string> problems(std::string_view text, bool with_picture, bool agreed) {
    std::vector<std::string> all;
    for (const auto& finding :
         naming_findings(kRoster, text, with_picture, [agreed](std::size_t, auto) { return agreed; }))
        all.emplace_back(to_string(finding.problem));
    return all;
}

TEST(NamingFindings, AFullNameNeverStandsBesideAPicture) {
    EXPECT_THAT(problems("Ottilie Thistlewood scored", true, true), ElementsAre("full_name_with_picture"));
    EXPECT_THAT(problems("Ottilie Thistlewood scored", true, false), ElementsAre("full_name_with_picture"));
    EXPECT_THAT(problems("Ottilie Thistlewood scored", false, true), IsEmpty());
    EXPECT_THAT(problems("a Year 4 pupil scored", true, false), IsEmpty());
}

TEST(NamingFindings, AnyNameHasToBeAgreedToByEverybodyItCanMean) {
    EXPECT_THAT(problems("Ottilie scored", true, false), ElementsAre("not_agreed"));
    EXPECT_THAT(problems("Ottilie scored", true, true), IsEmpty());
    std::set<std::size_t> asked;
    const auto findings = naming_findings(kRoster, "Ottilie scored", false, [&](std::size_t pupil, auto) {
        asked.insert(pupil);
        return pupil == 7;
    });
    EXPECT_EQ(findings.size(), 1U);
    EXPECT_THAT(asked, ElementsAre(0, 7)) << "also those after the first no";
}

TEST(NamingFindings, NameClassAndPlaceTogetherTellTooMuch) {
    EXPECT_THAT(problems("Ottilie in Herons swims at the leisure centre on Mondays", false, true),
                ElementsAre("class_and_place"));
    EXPECT_THAT(problems("Ottilie in Herons swims well", false, true), IsEmpty());
    EXPECT_THAT(problems("Ottilie swims at the leisure centre", false, true), IsEmpty());
}

TEST(NamingFindings, SayWhatToChangeWithoutNamingAnybody) {
    const std::string text = "Well done Ottilie Thistlewood in Kestrels, seen at the park";
    for (const auto& finding : naming_findings(kRoster, text, true, [](std::size_t, auto) { return false; })) {
        EXPECT_EQ(text.substr(finding.begin, finding.end - finding.begin), "Ottilie Thistlewood");
        EXPECT_EQ(std::string{finding.sentence}.find("Ottilie"), std::string::npos);
        EXPECT_EQ(std::string{finding.sentence}.find("Thistlewood"), std::string::npos);
    }
}

TEST(NamingFindings, NamesOfFilesAreReadLikeTexts) {
    EXPECT_EQ(words_of_file_name("IMG_OttilieM-2.jpg"), "IMG Ottilie M 2 jpg");
    EXPECT_THAT(found(words_of_file_name("IMG_0231_ottilieThistlewood_final2.JPG")),
                ElementsAre("ottilie Thistlewood:0"));
    EXPECT_THAT(found(words_of_file_name("2026-11-20 Thistlewood,Ottilie.png")), ElementsAre("Thistlewood Ottilie:0"));
}

}  // namespace

}  // namespace models::names
