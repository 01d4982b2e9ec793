#include "notifier/post_letters.hpp"

#include "config/counted.hpp"
#include "config/runtime/crypto.hpp"

#include <algorithm>
#include <utility>

namespace notifier {

using config::Role;
using runtime::Result;
using runtime::Task;

std::vector<const config::Person*> post_readers(const config::People& people, runtime::Time now) {
    std::vector<const config::Person*> readers;
    for (const auto role : {Role::comms_approver, Role::headteacher})
        for (const auto* person : people.holders(role, now, true))
            if (std::find(readers.begin(), readers.end(), person) == readers.end()) readers.push_back(person);
    return readers;
}

Message post_letter(std::size_t posts, const std::string& first_planned, std::string_view public_url) {
    Message message;
    message.subject = "Gatehouse: " + config::counted(posts, "post", "posts") + " to read";
    message.body = config::counted(posts, "post waits", "posts wait") + " for a second colleague to agree.\n";
    if (!first_planned.empty())
        message.body += std::string{posts == 1 ? "It" : "The first"} + " is planned for " + first_planned + ".\n";
    message.body += "Sign in to read, and to agree or send back:\n\n" + std::string{public_url} +
                    "/posts\n\nPlease do not answer this message: nobody reads the answers.\n";
    return message;
}

PostLetters::PostLetters(Schedule& schedule, PostsToRead& posts, Courier& courier, const config::People& people,
                         const config::Calendar& calendar, std::string public_url, runtime::Clock& clock,
                         runtime::Log& log, runtime::Metrics& metrics)
    : schedule_{schedule},
      posts_{posts},
      people_{people},
      calendar_{calendar},
      public_url_{std::move(public_url)},
      clock_{clock},
      log_{log},
      sent_{metrics.counter("gatehouse_post_letters_total", "Messages about posts to read")},
      round_{"posts", courier, clock, log} {}

Task<void> PostLetters::run() {
    for (;;) {
        const auto sent = co_await step();
        if (!sent) log_.warning("posts", "telling of posts comes again", {{"reason", sent.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

std::optional<Message> PostLetters::letter_to(const config::Person& person, const std::vector<PostToRead>& posts,
                                              runtime::Time told) const {
    std::size_t number = 0;
    std::optional<runtime::Time> first;
    runtime::Time newest{};
    for (const auto& post : posts) {
        if (std::find(post.authors.begin(), post.authors.end(), person.id) != post.authors.end()) continue;
        ++number;
        newest = std::max(newest, post.handed_in_at);
        if (post.publish_at && (!first || *post.publish_at < *first)) first = post.publish_at;
    }
    if (newest <= told) return std::nullopt;
    auto letter = post_letter(number, first ? calendar_.local(*first).substr(0, 16) : "", public_url_);
    letter.id =
        runtime::id_of(std::string{kName} + "|" + std::to_string(newest.time_since_epoch().count()) + "|" + person.id);
    return letter;
}

Task<Result<std::size_t>> PostLetters::step() {
    if (round_.rests()) co_return std::size_t{0};
    const auto posts = co_await posts_.posts_to_read();
    if (!posts) co_return tl::unexpected{posts.error()};
    const std::string name{kName};
    const auto last = co_await schedule_.last_run(name);
    if (!last) co_return tl::unexpected{last.error()};
    const auto told = last->value_or(runtime::Time{});
    auto newest = told;
    for (const auto& post : *posts) newest = std::max(newest, post.handed_in_at);
    if (newest == told) co_return std::size_t{0};
    std::size_t sent = 0;
    for (const auto* person : post_readers(people_, clock_.now())) {
        auto letter = letter_to(*person, *posts, told);
        if (!letter) continue;
        const auto delivered = co_await round_.deliver(person, std::move(*letter));
        if (!delivered) co_return tl::unexpected{delivered.error()};
        if (!*delivered) continue;
        sent_.add();
        ++sent;
    }
    const auto data = "{\"messages\":" + std::to_string(sent) + "}";
    const auto recorded = co_await schedule_.ran(name, newest, data);
    if (!recorded) co_return tl::unexpected{recorded.error()};
    round_.end();
    co_return sent;
}

}  // namespace notifier
