// gatehouse-pictures: opens pictures for gatehouse, which starts it and talks to it over its standard input. Each
// picture is opened in a process of its own behind the lock; this one never looks into it.

#include "models/image/exchange.hpp"
#include "models/image/sandbox/open_picture.hpp"
#include "models/image/sandbox/people.hpp"
#include "models/image/sandbox/text.hpp"
#include "models/image/sandbox/watch.hpp"
#include "models/image/sandbox/working_copy.hpp"

#include <csignal>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>

#include <libheif/heif.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

namespace image = models::image;

/// What people and text are found with.
struct Eyes {
    explicit Eyes(bool read_text) {
        if (read_text) text.emplace();
    }

    image::PeopleFinder people;
    std::optional<image::TextReader> text;
};

void say(int pipe, const std::string& line) {
    [[maybe_unused]] const auto written = ::write(pipe, line.data(), line.size());
}

/// Each part is said when it is done: what takes too long loses only what comes after.
void open_and_tell(int file, int pipe, Eyes* eyes) {
    image::Sample sample;
    const auto picture = image::open_picture(file, [&](const image::Pixels& pixels) { sample.offer(pixels); });
    if (!picture.refused.empty()) return say(pipe, image::refused_line(picture.refused));
    say(pipe, image::decoded_line(picture));
    if (eyes == nullptr) return;
    if (const auto people = image::most_people(eyes->people, sample.pictures())) say(pipe, image::people_line(*people));
    if (!eyes->text) return;
    if (const auto text = eyes->text->read(sample.pictures())) say(pipe, image::text_line(*text));
}

/// Eyes take a second to load, so they are there only after a picture could be opened: what is broken costs none of it.
image::Answer answered(int file, std::unique_ptr<Eyes>& eyes, std::string_view search) {
    const auto open = [&](int picture, int pipe) { open_and_tell(picture, pipe, eyes.get()); };
    const auto answer = image::watched(file, open, image::Patience{});
    if (eyes || search == "hashes" || !image::picture_of(answer.reply, answer.ending).refused.empty()) return answer;
    eyes = std::make_unique<Eyes>(search == "text");
    return image::watched(file, open, image::Patience{});
}

/// Text is read on one thread. The library reads this where it is loaded, so the program begins anew with it.
void begin_with_one_thread(char** arguments) {
    if (std::getenv("OMP_THREAD_LIMIT") != nullptr) return;
    ::setenv("OMP_THREAD_LIMIT", "1", 1);
    ::setenv("OPENBLAS_NUM_THREADS", "1", 1);
    ::execvp(arguments[0], arguments);
}

}  // namespace

/// The argument says what is looked for: `hashes`, `people` too, or `text` too.
int main(int argc, char** argv) {
    begin_with_one_thread(argv);
    std::signal(SIGPIPE, SIG_IGN);
    heif_init(nullptr);  // opens its plug-ins, which is too late behind the lock
    const std::string_view search{argc < 2 ? "text" : argv[1]};
    std::unique_ptr<Eyes> eyes;
    while (const auto file = image::receive_request(STDIN_FILENO)) {
        const auto answer = answered(*file, eyes, search);
        ::close(*file);
        if (!image::send_answer(STDIN_FILENO, answer)) break;
    }
    return 0;
}
