// What reading a list of people promises, whichever network it came from.

#include "ingest/people_list.hpp"

#include <gtest/gtest.h>

namespace ingest {

using Ids = std::vector<std::string>;

TEST(PeopleList, IsReadInTheFormOfEachNetwork) {
    const auto meta = parse_people(R"({"data":[{"id":"1","name":"A"},{"id":2}],
        "paging":{"cursors":{"after":"next"},"next":"https://graph.facebook.com/"}})");
    ASSERT_TRUE(meta);
    EXPECT_EQ(meta->ids, (Ids{"1", "2"}));
    EXPECT_EQ(meta->next, "next");
    EXPECT_EQ(parse_people(R"({"data":[],"paging":{"cursors":{"after":"last"}}})")->next, "");
    const auto x = parse_people(R"({"data":[{"id":"3"}],"meta":{"result_count":1,"next_token":"more"}})");
    EXPECT_EQ(x->ids, Ids{"3"});
    EXPECT_EQ(x->next, "more");
}

TEST(PeopleList, MayBeEmptyAndLosesOnlyWhatMakesNoSense) {
    EXPECT_TRUE(parse_people(R"({"meta":{"result_count":0}})")->ids.empty());
    EXPECT_EQ(parse_people(R"({"data":[null,{"name":"nobody"},{"id":"4"}]})")->ids, Ids{"4"});
    for (const auto* body : {"", "[]", "null", "{}", R"({"data":{"id":"1"}})", R"({"error":{"code":1}})"})
        EXPECT_FALSE(parse_people(body)) << body;
}

}  // namespace ingest
