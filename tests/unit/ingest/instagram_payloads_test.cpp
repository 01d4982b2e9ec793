// What real answers of Instagram teach: each recorded file is read or refused for a reason, and damage to any
// of them, at any byte or in any member, costs at most what it touched.

#include "ingest/instagram/parser.hpp"
#include "ingest/meta/graph_error.hpp"
#include "ingest/meta/webhook_parser.hpp"
#include "tests/unit/ingest/recorded_payloads.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace ingest {
namespace {

const runtime::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};

tests::PageReader reader(models::ItemKind kind) {
    tests::PageReader made{parse_instagram_page, {}};
    made.context.channel_id = "channel1";
    made.context.kind = kind;
    made.context.now = kNow;
    return made;
}

const tests::PageReader kReaders[] = {reader(models::ItemKind::own_post), reader(models::ItemKind::comment)};

/// What was recognised, or why nothing was.
std::string outcome(const std::string& body) {
    if (parse_graph_error(200, body, "Instagram")) return "error";
    if (const auto delivery = parse_meta_webhook(body, kNow))
        return delivery->events.empty() ? "delivery of no concern" : "delivery of an event";
    if (const auto page = kReaders[0](body)) return page->objects.empty() ? "list of what has no id of ours" : "page";
    if (parse_instagram_mention(body, kReaders[0].context)) return "mention";
    const auto object = parse_instagram_object(body, kReaders[0].context);
    return object ? "object" : "refused: " + object.error().message;
}

TEST(RecordedInstagramPayloads, AreEachReadOrRefusedForAReasonAsTheReadmeSays) {
    tests::expect_outcomes_as_in_the_readme("instagram", outcome);
}

TEST(RecordedInstagramPayloads, PagesLoseNoElementAndKeepItsBytes) {
    std::size_t elements = 0;
    for (const auto& read : kReaders) {
        for (const auto& [name, body] : tests::recorded_pages("instagram", read)) {
            const auto page = read(body);
            EXPECT_EQ(page->objects.size(), page->elements) << name;
            for (const auto& object : page->objects) {
                EXPECT_NE(body.find(object.item.raw), std::string::npos) << name;
                ++elements;
            }
        }
    }
    EXPECT_GT(elements, 20U);
}

TEST(RecordedInstagramPayloads, DamageCostsAtMostWhatItTouched) {
    for (const auto& read : kReaders) {
        for (const auto& [name, body] : tests::recorded_pages("instagram", read)) {
            tests::expect_a_cut_to_keep_what_came_before(name, body, read);
            tests::expect_a_member_to_cost_at_most_its_element(name, body, read);
            if (body.size() <= 1'500) tests::expect_any_byte_to_be_survived(body, read);
        }
    }
}

}  // namespace
}  // namespace ingest
