#include "notifier/return_letters.hpp"

#include "config/runtime/crypto.hpp"

#include <utility>

namespace notifier {

using runtime::Result;
using runtime::Task;

Message return_letter(const PostSentBack& post, std::string_view public_url) {
    Message message;
    message.subject = "Gatehouse: a post was sent back";
    message.body =
        "A colleague sent back a post that you wrote or changed.\n"
        "Sign in to read what should be different, and to change it:\n\n" +
        std::string{public_url} + "/posts/" + post.post +
        "\n\nPlease do not answer this message: nobody reads the answers.\n";
    return message;
}

ReturnLetters::ReturnLetters(PostsSentBack& posts, Courier& courier, const config::People& people,
                             std::string public_url, runtime::Clock& clock, runtime::Log& log,
                             runtime::Metrics& metrics)
    : posts_{posts},
      people_{people},
      public_url_{std::move(public_url)},
      clock_{clock},
      log_{log},
      sent_{metrics.counter("gatehouse_return_letters_total", "Messages about posts that were sent back")},
      round_{"posts", courier, clock, log} {}

Task<void> ReturnLetters::run() {
    for (;;) {
        const auto sent = co_await step();
        if (!sent) log_.warning("posts", "telling of returns comes again", {{"reason", sent.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

std::vector<const config::Person*> ReturnLetters::readers(const PostSentBack& post) const {
    std::vector<const config::Person*> readers;
    for (const auto& author : post.authors) {
        const auto* person = people_.find(author);
        const bool works_here = person != nullptr && !people_.roles_of(author, clock_.now()).empty();
        if (works_here && author != post.by) readers.push_back(person);
    }
    return readers;
}

Task<Result<std::size_t>> ReturnLetters::step() {
    if (round_.rests()) co_return std::size_t{0};
    const auto posts = co_await posts_.posts_sent_back();
    if (!posts) co_return tl::unexpected{posts.error()};
    std::size_t sent = 0;
    for (const auto& post : *posts) {
        const auto told = co_await tell(post);
        if (!told) co_return told;
        sent += *told;
    }
    round_.end();
    co_return sent;
}

Task<Result<std::size_t>> ReturnLetters::tell(PostSentBack post) {
    std::size_t sent = 0;
    for (const auto* person : readers(post)) {
        auto letter = return_letter(post, public_url_);
        letter.id = runtime::id_of("posts:sent-back|" + post.post + "|" +
                                   std::to_string(post.at.time_since_epoch().count()) + "|" + person->id);
        const auto delivered = co_await round_.deliver(person, std::move(letter));
        if (!delivered) co_return tl::unexpected{delivered.error()};
        if (!*delivered) continue;
        sent_.add();
        ++sent;
    }
    const auto noted = co_await posts_.told(std::move(post));
    if (!noted) co_return tl::unexpected{noted.error()};
    co_return sent;
}

}  // namespace notifier
