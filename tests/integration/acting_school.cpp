#include "tests/integration/acting_school.hpp"

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono_literals;

ActingSchool::ActingSchool(ReadingSchool& school, const RedisFixture& redis, FakeClock& clock, TaskRunner& runner)
    : school_{school},
      clock_{clock},
      runner_{runner},
      actors_{school.networks().actors(), school.networks().publishers()},
      blocking_{redis.connect(runner.executor())},
      worker_{school.store(), school.connections(), *blocking_, actors_, clock, quiet_log(), metrics_, "worker-1"} {}

void ActingSchool::decide(const std::string& said, models::Verb verb, int people) {
    const std::vector<models::Visibility> sees{models::Visibility::open};
    const auto item = school_.item(said);
    ASSERT_TRUE(item);
    moderation::DecisionRequest request;
    request.item = item->id;
    request.version = item->version;
    request.verb = verb;
    request.person = "quill";
    request.reason = "unkind";
    request.needs_second = people > 1;
    ASSERT_TRUE(runner_.run(school_.store().decide({"quill", sees}, request, clock_.now())));
    if (!request.needs_second) return;
    const auto version = school_.item(said)->version;
    ASSERT_TRUE(runner_.run(school_.store().agree({"trellis", sees}, request.item, version, clock_.now())));
}

std::size_t ActingSchool::work_once() {
    EXPECT_TRUE(runner_.run(school_.store().move_due_jobs(clock_.now())));
    return runner_.run(worker_.work_once(1ms)).value();
}

}  // namespace tests
