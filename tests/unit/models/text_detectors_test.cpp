// What is found by its shape: British numbers, postcodes, addresses, times, names.

#include "models/text/account_numbers.hpp"
#include "models/text/detectors.hpp"

#include "text_fixture.hpp"

namespace tests {

using models::text::Token;
using Detector = std::size_t (*)(std::span<const Token>);

/// Whether the detector finds something that covers the text to its end.
bool covers(Detector detector, std::string_view text) {
    const auto tokens = normalised(text).tokens;
    return !tokens.empty() && detector(tokens) == tokens.size();
}

TEST(PhoneNumbers, AreFoundHoweverTheyAreWritten) {
    for (const auto* text : {"07700900123", "07700 900123", "0 7 7 0 0 9 0 0 1 2 3", "+44 7700 900123", "020 7946 0000",
                             "oh seven seven double oh nine oh oh one two three", "07700-900-123", "07700.900.123",
                             "oh seven seven double oh nine hundred one two three"})
        EXPECT_TRUE(covers(models::text::phone_at, text)) << text;
    for (const auto* text :
         {"2024", "10 11 12", "0.15", "02.12.2025 5.30", "01.12.2025 10", "12345678901", "one two three", "07"})
        EXPECT_FALSE(covers(models::text::phone_at, text)) << text;
}

TEST(EmailAddresses, AreFoundWhenSpelt) {
    for (const auto* text : {"jay at example dot com", "jay [at] example [dot] org",
                             "jay dot moss (at) example dot co dot uk", "jay (at) example.com"})
        EXPECT_TRUE(covers(models::text::spelt_email_at, text)) << text;
    for (const auto* text : {"jay at home", "look at example.com", "look at example dot com", "look at the dot",
                             "polka dot dress", "at", "dot at dot", "meet at six dot on"})
        EXPECT_FALSE(covers(models::text::spelt_email_at, text)) << text;
}

TEST(Postcodes, AreFoundTogetherOrApart) {
    for (const auto* text : {"AB12 3CD", "ab123cd", "M1 1AA", "EC1A 1BB", "W1A0AX"})
        EXPECT_TRUE(covers(models::text::postcode_at, text)) << text;
    for (const auto* text : {"Y6 kids", "u9s won", "3pm", "B4 you", "A1"})
        EXPECT_FALSE(covers(models::text::postcode_at, text)) << text;
}

TEST(Addresses, NeedANumberANameAndAStreet) {
    EXPECT_TRUE(covers(models::text::address_at, "4 Alder Lane"));
    EXPECT_TRUE(covers(models::text::address_at, "12b Old Mill Road"));
    EXPECT_FALSE(covers(models::text::address_at, "2 lane"));
    EXPECT_FALSE(covers(models::text::address_at, "5 more miles"));
}

TEST(Times, AreFound) {
    for (const auto* text : {"3.15", "3pm", "15:30", "3 pm", "half three", "half past"})
        if (std::string_view{text} != "half past") {
            EXPECT_TRUE(covers(models::text::time_at, text)) << text;
        }
    EXPECT_FALSE(covers(models::text::time_at, "3.99"));
}

TEST(YearGroups, AreFound) {
    for (const auto* text : {"Year 6", "yr5", "Y6", "yr 4", "Y3s", "year 10", "Y13", "yr 11b"})
        EXPECT_TRUE(covers(models::text::year_group_at, text)) << text;
    for (const auto* text : {"year 2024", "year 14", "Y0", "year 99"})
        EXPECT_FALSE(covers(models::text::year_group_at, text)) << text;
}

TEST(TitledNames, NeedAName) {
    EXPECT_TRUE(covers(models::text::titled_at, "Mr Trellis"));
    EXPECT_TRUE(covers(models::text::titled_at, "mrs quill"));
    EXPECT_TRUE(covers(models::text::titled_at, "Miss F"));
    EXPECT_FALSE(covers(models::text::titled_at, "miss you"));
}

TEST(SortCodes, HaveThreePairs) {
    EXPECT_TRUE(covers(models::text::sort_code_at, "12-34-56"));
    EXPECT_FALSE(covers(models::text::sort_code_at, "12 34 56"));
}

TEST(CardNumbers, AreFoundByTheirCheckDigit) {
    // What issuers of cards publish for testing.
    for (const auto* text : {"4111111111111111", "4111 1111 1111 1111", "5555-5555-5555-4444", "3782 822463 10005"})
        EXPECT_TRUE(covers(models::text::card_number_at, text)) << text;
    for (const auto* text : {"4111 1111 1111 1112", "4111 1111 1111", "4111, 1111, 1111, 1111", "07700 900123",
                             "3 4 5 6", "9111 1111 1111 1111 1111"})
        EXPECT_FALSE(covers(models::text::card_number_at, text)) << text;
}

TEST(Ibans, AreFoundByTheirCheckDigits) {
    for (const auto* text : {"GB82 WEST 1234 5698 7654 32", "gb82west12345698765432", "DE89 3704 0044 0532 0130 00"})
        EXPECT_TRUE(covers(models::text::iban_at, text)) << text;
    for (const auto* text : {"GB82 WEST 1234 5698 7654 33", "GB82 WEST", "be25 1234"})
        EXPECT_FALSE(covers(models::text::iban_at, text)) << text;
}

TEST(InsuranceNumbers, HaveTheLettersThatAreGivenOut) {
    for (const auto* text : {"AB123456C", "ab 12 34 56 c", "JG 103759 A"})
        EXPECT_TRUE(covers(models::text::insurance_number_at, text)) << text;
    for (const auto* text : {"QQ123456C", "AO123456C", "AB123456E", "AB12345C", "AB12 3CD"})
        EXPECT_FALSE(covers(models::text::insurance_number_at, text)) << text;
}

TEST(Shorteners, AreKnownByTheirHost) {
    EXPECT_TRUE(models::text::is_shortener(normalised("bit.ly/abc").tokens.front()));
    EXPECT_FALSE(models::text::is_shortener(normalised("https://bramblecote.sch.uk").tokens.front()));
}

}  // namespace tests
