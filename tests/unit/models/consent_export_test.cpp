// Exports of schools' information systems as they really come: any of their headers, encodings, separators and dates;
// what cannot be right is said by line and column and never by name. All pupils are invented.

#include "models/consent/changes.hpp"
#include "models/consent/export_text.hpp"
#include "models/consent/import_command.hpp"
#include "models/consent/rule.hpp"
#include "tests/support/temporary_directory.hpp"

#include <fstream>
#include <sstream>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace models::consent {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr Day day_of(int year, unsigned month, unsigned day) {
    return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}
constexpr Day kToday = day_of(2026, 11, 20);

Export read(std::string_view bytes, const Mapping& mapping = {}) {
    return read_pupils(bytes, mapping, kToday);
}
std::vector<std::string> problems(std::string_view bytes, const Mapping& mapping = {}) {
    std::vector<std::string> all;
    for (const auto& problem : read(bytes, mapping).problems)
        all.push_back(std::to_string(problem.line) + "/" + problem.column + "/" + problem.what);
    return all;
}
Decision said(const Pupil& pupil, Use use) {
    return pupil.consent.givers[0].answers[static_cast<std::size_t>(use)].decision;
}

const std::string kUpns[]{"A100000000001", "B200000000002", "C300000000003"};
/// "UPN,Forename,Surname,Consent: Social Media" with one line for each answer.
std::string answers(const std::vector<std::string>& cells) {
    std::string text = "UPN,Forename,Surname,Year,Consent: Social Media\n";
    for (std::size_t i = 0; i < cells.size(); ++i) text += kUpns[i] + ",Ottilie,Thistlewood,4," + cells[i] + "\n";
    return text;
}

TEST(Export, ASimsReportWithATitleAndOneTickIsForInternalUseOnly) {
    const auto read_one = read(
        "Photograph report\r\n\r\n"
        "UPN,Legal Surname,Legal Forename,Chosen Name,Reg,Year,DOB,Photograph Student,SEN Status,Bus\r\n"
        "a100000000001,Thistlewood,Ottilie,Tilly,Kestrels,Year 4,01/09/2017,Yes,K,7\r\n");
    ASSERT_THAT(problems("UPN,Surname,Forename\n"), IsEmpty());
    ASSERT_EQ(read_one.pupils.size(), 1U);
    EXPECT_THAT(read_one.problems, IsEmpty());
    const auto& pupil = read_one.pupils.front().pupil;
    EXPECT_EQ(read_one.pupils.front().line, 4);
    EXPECT_EQ(pupil.key, "upn:A100000000001");
    EXPECT_EQ(pupil.legal_forename + pupil.preferred_forename + pupil.legal_surname, "OttilieTillyThistlewood");
    EXPECT_EQ(pupil.group + pupil.year_group, "KestrelsYear 4");
    EXPECT_EQ(said(pupil, Use::internal_display), Decision::yes);
    EXPECT_EQ(said(pupil, Use::website), Decision::not_returned);
    EXPECT_EQ(said(pupil, Use::social_facebook), Decision::not_returned);
    EXPECT_EQ(read_one.columns[8].field, Field::never_taken);
    EXPECT_EQ(read_one.columns[9].field, Field::ignored);
    const Mapping wider{{}, static_cast<Uses>(bit(Use::internal_display) | bit(Use::website))};
    const auto stated = read("Admission No;Forename;Surname;Photograph Student\n7;Ottilie;Thistlewood;T\n", wider);
    EXPECT_EQ(said(stated.pupils.front().pupil, Use::website), Decision::yes);
}

TEST(Export, AnArborListHasAColumnForEachUse) {
    const auto list = read(
        "Arbor ID\tFirst Name\tLast Name\tYear Group\tRegistration Form\tParental consent: photos on website\t"
        "Parental consent: photos - Social Media\tParental consent: swimming\n"
        "17\tZoë\tO'Malley\tYear 3\t3B\tAccepted\tDeclined\tAccepted\n");
    ASSERT_EQ(list.pupils.size(), 1U);
    const auto& pupil = list.pupils.front().pupil;
    EXPECT_EQ(pupil.key, "id:17");
    EXPECT_EQ(said(pupil, Use::website), Decision::yes);
    for (const auto use : {Use::social_facebook, Use::social_instagram, Use::social_x, Use::social_youtube})
        EXPECT_EQ(said(pupil, use), Decision::no);
    EXPECT_EQ(list.columns[7].field, Field::ignored) << "a consent to something else than pictures";
}

TEST(Export, ABromcomListIsKnownByNameAndBirthdayAndEndsWhenItSays) {
    const auto list = read(
        "\"Preferred First Name\";\"Legal First Name\";\"Legal Last Name\";\"Date of Birth\";\"Tutor Group\";"
        "\"Image consent: Facebook\";\"Image consent: YouTube\";\"Consent Date\";\"Consent Expires\";\"Leaving Date\"\n"
        "\"Will\";\"William\";\"Bramwell\";\"3 Sep 2016\";\"5 "
        "Oak\";\"1\";\"\";\"02/10/2026\";\"31/08/2029\";\"2027-07-21\"\n");
    ASSERT_EQ(list.pupils.size(), 1U);
    const auto& pupil = list.pupils.front().pupil;
    EXPECT_THAT(pupil.key, HasSubstr("name:William\nBramwell\n"));
    EXPECT_EQ(said(pupil, Use::social_facebook), Decision::yes);
    EXPECT_EQ(said(pupil, Use::social_youtube), Decision::not_returned);
    const auto& answer = pupil.consent.givers[0].answers[static_cast<std::size_t>(Use::social_facebook)];
    EXPECT_EQ(answer.from, day_of(2026, 10, 2));
    EXPECT_EQ(answer.until, day_of(2029, 8, 31));
    EXPECT_EQ(pupil.consent.left_on, day_of(2027, 7, 21));
}

TEST(Export, EveryEncodingAndSeparatorGivesTheSamePupils) {
    const std::string utf8 = "UPN;Forename;Surname;Class\nA100000000001;Zoë;Müller–Łys;3B\n";
    const auto utf16 = [](std::u16string_view text, bool big) {
        std::string bytes{big ? "\xFE\xFF" : "\xFF\xFE"};
        for (const auto c : text) {
            const auto high = static_cast<char>(c >> 8U);
            const auto low = static_cast<char>(c & 0xFFU);
            bytes += big ? high : low;
            bytes += big ? low : high;
        }
        return bytes;
    };
    const std::u16string wide = u"UPN;Forename;Surname;Class\nA100000000001;Zo\u00EB;M\u00FCller\u2013\u0141ys;3B\n";
    for (const auto& bytes : {utf8, "\xEF\xBB\xBF" + utf8, utf16(wide, false), utf16(wide, true), "sep=;\r\n" + utf8}) {
        const auto list = read(bytes);
        ASSERT_EQ(list.pupils.size(), 1U);
        EXPECT_EQ(list.pupils.front().pupil.legal_forename, "Zoë");
        EXPECT_EQ(list.pupils.front().pupil.legal_surname, "Müller–Łys");
    }
    EXPECT_EQ(decoded("Zo\xEB \x93quoted\x94"), "Zoë “quoted”") << "Windows-1252";
    EXPECT_EQ(read("sep=;\n" + utf8).pupils.front().line, 3);
    EXPECT_EQ(read("UPN\tForename\tSurname\nA100000000001\tO, P\tQ;R\n").pupils.front().pupil.legal_surname, "Q;R");
}

TEST(Export, BlankIsNoAnswerAndTheMoreRestrictiveOfTwoColumnsHolds) {
    const auto list = read(answers({"", "N", "withdrawn"}));
    ASSERT_EQ(list.pupils.size(), 3U);
    EXPECT_EQ(said(list.pupils[0].pupil, Use::social_x), Decision::not_returned);
    EXPECT_EQ(said(list.pupils[1].pupil, Use::social_x), Decision::no);
    EXPECT_EQ(said(list.pupils[2].pupil, Use::social_x), Decision::withdrawn);
    const auto both = read(
        "ID,UPN,Forename,Surname,Photo: Facebook,Photo: social media\n,A100000000001,O,T,yes,no\n"
        ",B200000000002,O,T,yes,\n,C300000000003,O,T,no,yes\n");
    EXPECT_EQ(said(both.pupils[0].pupil, Use::social_facebook), Decision::no);
    EXPECT_EQ(said(both.pupils[1].pupil, Use::social_facebook), Decision::not_returned);
    EXPECT_EQ(said(both.pupils[2].pupil, Use::social_facebook), Decision::no);
}

TEST(Export, AColumnInWhichATickMeansNoIsNotGuessedAt) {
    for (const auto* header : {"Do not photograph", "Photo opt-out", "No photos on website", "Photo consent refused"})
        EXPECT_EQ(column_of(header, {}).field, Field::ignored) << header;
    EXPECT_EQ(column_of("Photo consent: newsletter", {}).uses, bit(Use::newsletter));
    EXPECT_EQ(column_of("Consent: PG films and video", {}).field, Field::ignored);
    for (const auto* header : {"SEN Status", "Ethnicity", "Medical notes", "Home Address", "Child Protection", "FSM"})
        EXPECT_EQ(column_of(header, {}).field, Field::never_taken) << header;
}

TEST(Export, AMappingSaysWhatAHeaderDoesNot) {
    const Mapping mapping{
        {{"Kind", "legal_forename"}, {"Haus", "legal_surname"}, {"Bild", "all_uses"}, {"Photo: website", "ignored"}}};
    const auto list = read("UPN,KIND,Haus,Bild,Photo: website\nA100000000001,O,T,y,n\n", mapping);
    ASSERT_EQ(list.pupils.size(), 1U);
    EXPECT_EQ(list.asked, kAllUses);
    EXPECT_EQ(said(list.pupils.front().pupil, Use::website), Decision::yes);
    EXPECT_FALSE(meaning_of("consent"));
    EXPECT_FALSE(meaning_of("everything"));
}

TEST(Export, DatesAsSchoolsWriteThem) {
    for (const auto* text : {"20/11/2026", "20-11-26", "20.11.2026", "20 Nov 2026", "20-november-2026", "2026-11-20",
                             "2026-11-20T00:00:00", "20/11/2026 00:00", " 20/11/2026 "})
        EXPECT_EQ(day_from(text), kToday) << text;
    EXPECT_EQ(day_from("4/10/2026 0:00:00"), day_of(2026, 10, 4)) << "the day comes first";
    EXPECT_EQ(day_from("4 Oct 2026"), day_of(2026, 10, 4));
    for (const auto* text : {"", "11/20/2026", "31/02/2026", "46000", "20/11", "1/2/3/4", "a/b/c", "20/11/20266", ":"})
        EXPECT_EQ(day_from(text), std::nullopt) << text;
}

TEST(Export, YearGroupsAreOneHoweverTheyAreWritten) {
    for (const auto* text : {"4", "Y4", "y 4", "Yr 4", "Year 4", "year4"}) EXPECT_EQ(year_group_from(text), "Year 4");
    EXPECT_EQ(year_group_from("R"), "Reception");
    EXPECT_EQ(year_group_from("Upper Prep"), "Upper Prep");
}

TEST(Export, WhatCannotBeRightIsSaidByLineAndColumn) {
    EXPECT_THAT(problems(answers({"perhaps", "x"})),
                ElementsAre("2/Consent: Social Media/is neither yes nor no nor blank",
                            "3/Consent: Social Media/is neither yes nor no nor blank"));
    EXPECT_THAT(
        problems("UPN,Forename,Surname,DOB\nA1,Ottilie,,31/02/2017\n"),
        ElementsAre("2/UPN/is not a unique pupil number", "2/DOB/is not a date such as 20/11/2026", "2//has no surname",
                    "2//has neither a number nor a date of birth by which the pupil is known next time"));
    EXPECT_THAT(problems("UPN,Forename,Surname\nA100000000001,O,T\nA100000000001,O,T\n"),
                ElementsAre("3//is the pupil of line 2 again"));
    EXPECT_THAT(problems("UPN,Forename,Surname\nA100000000001,O,T,more\n"),
                ElementsAre("2//has more fields than there are columns"));
    EXPECT_THAT(problems("a,b\nc,d\n"),
                ElementsAre("1//no line among the first ten names a column for forenames and one for surnames"));
    EXPECT_THAT(problems("Forename,Surname\n\"O"), ElementsAre("2//a quote is never closed"));
    EXPECT_THAT(problems(""), Not(IsEmpty()));
    EXPECT_EQ(read("UPN,Forename,Surname\nA100000000001,O,T\nnothing,O,T\nB200000000002,O,T\n").pupils.size(), 2U)
        << "a line that cannot be right does not keep the others out";
}

TEST(Changes, ArePreviewedInNumbers) {
    const auto before = applied({}, read(answers({"Y", "Y", ""})), kToday);
    EXPECT_EQ(before.preview.fresh, 3U);
    EXPECT_EQ(before.preview.year_groups.at("Year 4").answered, 2U);
    const auto after = applied(before.pupils,
                               read("UPN,Forename,Surname,Year,Consent: Social Media,Leaving Date\n"
                                    "A100000000001,Ottilie,Thistlewood,4,N,\n"
                                    "C300000000003,Ottilie,Quillfeather,4,Y,21/07/2027\n"
                                    "D400000000004,New,Comer,5,,\n"),
                               kToday);
    const auto& preview = after.preview;
    EXPECT_EQ(preview.read, 3U);
    EXPECT_EQ(preview.fresh, 1U);
    EXPECT_EQ(preview.changed, 2U);
    EXPECT_EQ(preview.lost, 1U);
    EXPECT_EQ(preview.gained, 1U);
    EXPECT_EQ(preview.leavers, 1U);
    EXPECT_EQ(preview.not_read, 1U) << "who is not in the file has not left";
    EXPECT_EQ(after.pupils.size(), 4U);
    EXPECT_EQ(after.pupils[1], before.pupils[1]);
    EXPECT_THAT(after.pupils[2].former_surnames, ElementsAre("Thistlewood"));
    EXPECT_EQ(preview.year_groups.at("Year 5").answered, 0U);
}

TEST(Changes, TheSameExportTwiceChangesNothingAndAWithdrawalStays) {
    const auto list = read(answers({"Y", "N", ""}));
    auto once = applied({}, list, kToday).pupils;
    const auto later = applied(once, read_pupils(answers({"Y", "N", ""}), {}, kToday + std::chrono::days{30}),
                               kToday + std::chrono::days{30});
    EXPECT_EQ(later.preview.unchanged, 3U);
    EXPECT_EQ(later.pupils, once);

    auto& pupil = once.front();
    pupil.consent.givers[0].answers[static_cast<std::size_t>(Use::social_x)].decision = Decision::withdrawn;
    pupil.consent.givers[1].answers[static_cast<std::size_t>(Use::social_facebook)].decision = Decision::no;
    pupil.consent.child_view = ChildView::object;
    pupil.consent.restriction = Restriction::never_photograph;
    const auto held = pupil.consent;
    EXPECT_EQ(applied(once, list, kToday).pupils.front().consent, held)
        << "neither a withdrawal, nor the other parent, the child or the safeguarding team is overruled by an export";
}

TEST(Changes, LeaversDoNotCountInTheProgressOfForms) {
    auto pupils = applied({}, read(answers({"Y", ""})), kToday).pupils;
    pupils[1].consent.left_on = kToday;
    const auto forms = progress(pupils, kToday);
    EXPECT_EQ(forms.at("Year 4").pupils, 1U);
    EXPECT_EQ(forms.at("Year 4").answered, 1U);
}

class ImportCommandTest : public testing::Test {
  protected:
    std::string file(const std::string& name, const std::string& content) {
        const auto path = directory / name;
        std::ofstream{path} << content;
        return path;
    }
    int run(const ImportCommand& command) { return import_command(command, kToday, out, err); }

    tests::TemporaryDirectory directory;
    std::ostringstream out;
    std::ostringstream err;
};

TEST_F(ImportCommandTest, ShowsWhatAnExportWouldChangeAndNamesNobody) {
    const auto earlier = file("earlier.csv", answers({"Y", "Y"}));
    const auto now = file("now.csv", answers({"N", "Y", "maybe"}));
    EXPECT_EQ(run({now, earlier, {}, {}}), 1);
    EXPECT_THAT(out.str(), HasSubstr("Pupils: 2 read, 0 new, 1 changed, 1 unchanged, 0 leaving"));
    EXPECT_THAT(out.str(), HasSubstr("Consent: 0 gained, 1 lost"));
    EXPECT_THAT(out.str(), HasSubstr("Year 4: 2 of 2"));
    EXPECT_THAT(out.str(),
                HasSubstr("Consent: Social Media: may be shown on Facebook, on Instagram, on X, on YouTube"));
    EXPECT_EQ(err.str(), "line 4, column Consent: Social Media: is neither yes nor no nor blank\n");
    for (const auto* marker : {"Ottilie", "Thistlewood", "A1000", "maybe"}) {
        EXPECT_THAT(out.str(), Not(HasSubstr(marker)));
        EXPECT_THAT(err.str(), Not(HasSubstr(marker)));
    }
}

TEST_F(ImportCommandTest, TakesAMappingAndSaysWhatIsWrongWithIt) {
    const auto list = file("list.csv", "Nr,Forename,Surname,Photos\n1,O,T,Y\n");
    EXPECT_EQ(run({list, {}, {"Nr=own_id"}, {"website"}}), 0);
    EXPECT_THAT(out.str(), HasSubstr("Photos: may be shown on the website"));
    EXPECT_EQ(run({list, {}, {"Nr"}, {}}), 1);
    EXPECT_EQ(run({list, {}, {}, {"own_id"}}), 1);
    EXPECT_EQ(run({directory / "none.csv", {}, {}, {}}), 1);
    EXPECT_THAT(err.str(), HasSubstr("cannot be read"));
}

}  // namespace

}  // namespace models::consent
