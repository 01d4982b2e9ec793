// Which of the things that come with a text are somebody's own pictures.

#include "ingest/facebook/parser.hpp"

#include <gtest/gtest.h>

namespace ingest {
namespace {

ParseContext posts() {
    ParseContext context;
    context.channel_id = "channel1";
    context.kind = models::ItemKind::own_post;
    return context;
}

TEST(ParsePage, ThePreviewOfALinkAndAStickerAreNobodysPictures) {
    for (const std::string type : {"share", "sticker", "event", ""}) {
        const auto page =
            parse_facebook_page(R"({"data":[{"id":"104_201","message":"a","attachments":{"data":[{"type":")" + type +
                                    R"(","media":{"image":{"src":"https://scontent.example/1.jpg"}}}]}}]})",
                                posts());
        ASSERT_TRUE(page);
        ASSERT_EQ(page->objects.at(0).item.attachments.size(), 1U) << type;
        EXPECT_FALSE(page->objects[0].item.attachments[0].picture) << type;
    }
}

TEST(ParsePage, APictureOfWhichNobodySaysWhereItLiesIsOneAllTheSame) {
    const auto page = parse_facebook_page(
        R"({"data":[{"id":"104_201","message":"a","attachments":{"data":[{"type":"photo"}]}}]})", posts());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->objects.at(0).item.attachments.at(0).picture, "");
}

}  // namespace
}  // namespace ingest
