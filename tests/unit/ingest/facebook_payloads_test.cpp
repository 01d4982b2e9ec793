// What real answers of Facebook teach: each recorded file is read or refused for a reason, and damage to any
// of them, at any byte or in any member, costs at most what it touched.

#include "ingest/facebook/parser.hpp"
#include "ingest/meta/graph_error.hpp"
#include "ingest/meta/webhook_parser.hpp"
#include "tests/unit/ingest/recorded_payloads.hpp"

#include <chrono>

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace ingest {
namespace {

namespace json = boost::json;

const runtime::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};

const tests::PageReader& reader() {
    static const tests::PageReader kReader = [] {
        tests::PageReader made{parse_facebook_page, {}};
        made.context.channel_id = "channel1";
        made.context.kind = models::ItemKind::own_post;
        made.context.now = kNow;
        return made;
    }();
    return kReader;
}

/// "page", "object", "error", what a delivery held, or why not.
std::string outcome(const std::string& body) {
    if (parse_graph_error(200, body, "Facebook")) return "error";
    if (const auto delivery = parse_meta_webhook(body, kNow)) {
        EXPECT_EQ(delivery->malformed, 0U) << body;
        return delivery->events.empty() ? "delivery of no concern" : "delivery of an event";
    }
    if (reader()(body)) return "page";
    const auto object = parse_facebook_object(body, reader().context);
    return object ? "object" : "refused: " + object.error().message;
}

TEST(RecordedPayloads, AreEachReadOrRefusedForAReasonAsTheReadmeSays) {
    tests::expect_outcomes_as_in_the_readme("facebook", outcome);
}

TEST(RecordedPayloads, PagesLoseNoElementAndKeepItsBytes) {
    std::size_t elements = 0;
    for (const auto& [name, body] : tests::recorded_pages("facebook", reader())) {
        const auto page = reader()(body);
        const auto document = json::parse(body).as_object();
        EXPECT_EQ(page->objects.size() + page->malformed + page->without_id, document.at("data").as_array().size())
            << name;
        EXPECT_EQ(page->malformed, 0U) << name;
        for (const auto& object : page->objects) {
            EXPECT_NE(body.find(object.item.raw), std::string::npos) << name;
            EXPECT_EQ(std::string{json::parse(object.item.raw).at("id").as_string()}, object.item.external_id) << name;
            ++elements;
        }
    }
    EXPECT_GT(elements, 200U);
}

TEST(RecordedPayloads, CutAtAnyByteKeepWhatCameBefore) {
    for (const auto& [name, body] : tests::recorded_pages("facebook", reader()))
        tests::expect_a_cut_to_keep_what_came_before(name, body, reader());
}

TEST(RecordedPayloads, AMemberMissingOrOfAnyTypeCostsAtMostItsElement) {
    for (const auto& [name, body] : tests::recorded_pages("facebook", reader()))
        tests::expect_a_member_to_cost_at_most_its_element(name, body, reader());
}

TEST(RecordedPayloads, AnyByteChangedNeverBringsDownTheParser) {
    for (const auto& [name, body] : tests::recorded_pages("facebook", reader()))
        if (body.size() <= 1'500) tests::expect_any_byte_to_be_survived(body, reader());
}

}  // namespace
}  // namespace ingest
