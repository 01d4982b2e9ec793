// What makes the functions fit for a cluster: they touch only keys that were passed to them. A single server would
// forgive a breach and a cluster would not, so it is looked for in the text and in what really runs.

#include "moderation/store/functions.hpp"
#include "tests/integration/store_world.hpp"

#include <cstdio>
#include <regex>
#include <set>

#include <hiredis/hiredis.h>

namespace tests {

using namespace std::chrono_literals;

TEST(StoreFunctionsTest, EveryKeyInTheTextIsOneThatWasPassed) {
    const auto library = moderation::redis_functions();
    // redis.call('COMMAND', <key>...: the key is k.<name> of bind(), or picked among those by a function.
    const std::regex call{R"(redis\.p?call\(\s*'([A-Z]+)'\s*,\s*(?:'(?:CREATE|STREAM)'\s*,\s*)?([^,)\s]+))"};
    const std::regex passed{R"((?:on\.k|one|plan\[i\]\.k|k)\.[a-z_]+|k\[name\]|queue_of\((?:k|on\.k)|stream_of\(k)"};
    std::size_t calls = 0;
    for (std::sregex_iterator it{library.begin(), library.end(), call}, end; it != end; ++it, ++calls)
        EXPECT_TRUE(std::regex_match((*it)[2].str(), passed)) << it->str();

    std::size_t mentions = 0;
    for (auto at = library.find("redis."); at != std::string::npos; at = library.find("redis.", at + 1))
        if (library.compare(at, 11, "redis.call(") == 0 || library.compare(at, 12, "redis.pcall(") == 0) ++mentions;
    EXPECT_EQ(calls, mentions) << "a call is written in a way this test does not understand";
    EXPECT_GT(calls, 100u);
    EXPECT_EQ(library.find("'gh:"), std::string::npos) << "a key is put together inside a function";
}

/// Listens to everything that Redis carries out.
class Monitor {
  public:
    explicit Monitor(const std::string& socket) : context_{redisConnectUnix(socket.c_str())} {
        freeReplyObject(redisCommand(context_, "MONITOR"));
    }
    ~Monitor() { redisFree(context_); }
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    /// What was carried out until `PING <mark>` came by.
    std::vector<std::string> lines_until(const std::string& mark) {
        std::vector<std::string> lines;
        for (;;) {
            void* reply = nullptr;
            if (redisGetReply(context_, &reply) != REDIS_OK) return lines;
            auto* answer = static_cast<redisReply*>(reply);
            std::string line{answer->str, answer->len};
            freeReplyObject(answer);
            if (line.find(mark) != std::string::npos) return lines;
            lines.push_back(std::move(line));
        }
    }

  private:
    redisContext* context_;
};

class StoreKeysTest : public StoreWorld {
  protected:
    /// The quoted words of a line. By hand: a regular expression recurses once for each letter.
    static std::vector<std::string> words(const std::string& line) {
        std::vector<std::string> found;
        bool inside = false;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '"') {
                inside = !inside;
                if (inside) found.emplace_back();
            } else if (inside) {
                if (line[i] == '\\') found.back() += line[i++];
                found.back() += line[i];
            }
        }
        return found;
    }

    static std::string key_of(const std::vector<std::string>& command) {
        const bool second = command.size() > 2 && (command[0] == "XGROUP" || command[0] == "XINFO");
        return command.size() < 2 ? std::string{} : command[second ? 2 : 1];
    }

    /// A day at school, with everything that can happen.
    void live() {
        auto intaken = concern("c1", Severity::v3);
        intaken.alert = alert("a1");
        intaken.auto_hide = true;
        intaken.hide_needs_alert = true;
        intaken.review_by = now + 1h;
        intaken.barred = {"somebody"};
        record({intaken, concern("c2"), benign("c3")});
        ok(store->alert_told("a1", 0, "trellis", now));
        ok(store->alert_step_done("a1", 0, now + 1min, now));
        ok(store->move_due_jobs(now + 1min));
        ok(store->acknowledge_alert(ottilie, "a1", now));
        for (auto& job : jobs("actions")) ok(store->job_later(job, now, now));
        ok(store->move_due_jobs(now));
        finish_newest("c1", models::ActionState::done);
        auto overdue = alert("a2");
        overdue.kind = "unreviewed_hide";
        overdue.subject = "item:" + id_of("c1");
        ok(store->raise_unreviewed_hide(overdue, now + 1h));
        for (auto& job : jobs("actions")) ok(store->job_dead(job, "reason", now));
        ok(store->claim(quill, id_of("c2"), now));
        ok(store->release(quill, id_of("c2"), now));
        const auto hidden = decide(quill, "c2", Verb::hide);
        ok(store->undo(quill, id_of("c2"), hidden.version, now));
        const auto proposed = decide(quill, "c2", Verb::remove);
        ok(store->decline(trellis, id_of("c2"), proposed.version, "", now));
        const auto again = decide(quill, "c2", Verb::remove);
        ok(store->agree(trellis, id_of("c2"), again.version, now));
        decide(quill, "c1", Verb::escalate);
        auto next = page("cursor-2");
        next.gone = {"c3"};
        auto edited = concern("c1", Severity::v4);
        edited.item.text = "edited";
        ok(store->record_page(next, {edited}, now));
        ok(store->queue(ottilie, {}, "", 1));
        ok(store->open_session("t1", {"quill", "csrf", now, now}, now));
        ok(store->session("t1", now));
        ok(store->close_sessions("quill", now));
        ok(store->login_failed("quill", now));
        ok(store->login_succeeded("quill"));
        ok(store->journal_sealed(1, 0));
        ok(store->set_last_run("x", now));
        ok(store->renew_lease(lease, 60s, now));
        ok(store->release_lease(lease));
        ok(store->start(now));
    }
};

TEST_F(StoreKeysTest, EveryKeyThatIsTouchedWasPassed) {
    Monitor monitor{redis_server->address().unix_socket};
    live();
    redis_command({"PING", "the-end"});

    std::set<std::string> passed;
    std::size_t touched = 0;
    for (const auto& line : monitor.lines_until("the-end")) {
        const auto command = words(line);
        if (line.find(" lua]") == std::string::npos) {
            passed.clear();
            if (command.size() < 3 || command[0] != "FCALL") continue;
            const auto count = static_cast<std::size_t>(std::stoul(command[2]));
            passed.insert(command.begin() + 3, command.begin() + 3 + static_cast<std::ptrdiff_t>(count));
            continue;
        }
        ++touched;
        EXPECT_TRUE(passed.contains(key_of(command))) << line.substr(0, 200);
    }
    EXPECT_GT(touched, 200u);
}

TEST_F(StoreKeysTest, AllKeysOfASchoolLieInOneSlot) {
    live();
    const auto keys = redis_command({"KEYS", "*"});
    for (const auto& key : keys.items) {
        const auto begin = key.text.find('{');
        ASSERT_NE(begin, std::string::npos);
        EXPECT_EQ(key.text.substr(begin, 13), "{bramblecote}");
    }
    EXPECT_GT(keys.items.size(), 20u);
}

}  // namespace tests
