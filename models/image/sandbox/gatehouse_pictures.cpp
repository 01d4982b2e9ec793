// gatehouse-pictures: opens pictures for gatehouse, which starts it and talks to it over its standard input. Each
// picture is opened in a process of its own behind the lock; this one never looks into it.

#include "models/image/exchange.hpp"
#include "models/image/sandbox/open_picture.hpp"
#include "models/image/sandbox/people.hpp"
#include "models/image/sandbox/published_copy.hpp"
#include "models/image/sandbox/text.hpp"
#include "models/image/sandbox/watch.hpp"
#include "models/image/sandbox/working_copy.hpp"

#include <csignal>
#include <cstdlib>
#include <optional>
#include <string_view>

#include <libheif/heif.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

namespace image = models::image;

/// What people and text are found with. Each takes a second to load.
struct Eyes {
    std::optional<image::PeopleFinder> people;
    std::optional<image::TextReader> text;

    static bool for_people(image::Wish wish) { return wish == image::Wish::people || wish == image::Wish::text; }
    static bool for_text(image::Wish wish) { return wish == image::Wish::text || wish == image::Wish::words; }
    bool lack_for(image::Wish wish) const { return (for_people(wish) && !people) || (for_text(wish) && !text); }
    void open_for(image::Wish wish) {
        if (for_people(wish) && !people) people.emplace();
        if (for_text(wish) && !text) text.emplace();
    }
};

void say(int pipe, std::string_view words) {
    while (!words.empty()) {
        const auto written = ::write(pipe, words.data(), words.size());
        if (written <= 0) return;
        words.remove_prefix(static_cast<std::size_t>(written));
    }
}

void copy_and_tell(int file, int pipe) {
    const auto picture = image::picture_to_publish(file);
    if (!picture) return say(pipe, image::refused_line(picture.error().message));
    say(pipe, image::copy_line());
    if (const auto copy = image::published_copy(*picture)) say(pipe, *copy);
}

void crops_and_tell(int file, int pipe) {
    const auto crops = image::crops_of_picture(file);
    say(pipe, crops ? image::crops_line(*crops) : image::refused_line(crops.error().message));
}

/// Each part is said when it is done: what takes too long loses only what comes after.
void open_and_tell(int file, int pipe, image::Wish wish, Eyes& eyes) {
    if (wish == image::Wish::copy) return copy_and_tell(file, pipe);
    if (wish == image::Wish::crops) return crops_and_tell(file, pipe);
    image::Sample sample;
    const auto picture = image::open_picture(file, [&](const image::Pixels& pixels) { sample.offer(pixels); });
    if (!picture.refused.empty()) return say(pipe, image::refused_line(picture.refused));
    say(pipe, image::decoded_line(picture));
    if (Eyes::for_people(wish))
        if (const auto people = image::most_people(*eyes.people, sample.pictures()))
            say(pipe, image::people_line(*people));
    if (!Eyes::for_text(wish)) return;
    if (const auto text = eyes.text->read(sample.pictures())) say(pipe, image::text_line(*text));
}

/// What is broken is seen to be so before eyes are loaded: it costs none of that.
image::Answer answered(image::Request request, Eyes& eyes) {
    image::Patience patience;
    patience.reply = image::most_reply_bytes(request.wish);
    if (request.wish == image::Wish::crops)
        for (auto* each : {&patience.picture, &patience.jpeg, &patience.heif}) *each += patience.crops;
    const auto with = [&](image::Wish wish) {
        const auto open = [&eyes, wish](int picture, int pipe) { open_and_tell(picture, pipe, wish, eyes); };
        return image::watched(request.file, open, patience);
    };
    if (eyes.lack_for(request.wish)) {
        auto answer = with(image::Wish::hashes);
        if (!image::picture_of(answer.reply, answer.ending).refused.empty()) return answer;
        eyes.open_for(request.wish);
    }
    return with(request.wish);
}

/// Text is read on one thread. The library reads this where it is loaded, so the program begins anew with it.
void begin_with_one_thread(char** arguments) {
    if (std::getenv("OMP_THREAD_LIMIT") != nullptr) return;
    ::setenv("OMP_THREAD_LIMIT", "1", 1);
    ::setenv("OPENBLAS_NUM_THREADS", "1", 1);
    ::execvp(arguments[0], arguments);
}

}  // namespace

int main(int, char** argv) {
    begin_with_one_thread(argv);
    std::signal(SIGPIPE, SIG_IGN);
    heif_init(nullptr);  // opens its plug-ins, which is too late behind the lock
    Eyes eyes;
    while (const auto request = image::receive_request(STDIN_FILENO)) {
        const auto answer = answered(*request, eyes);
        ::close(request->file);
        if (!image::send_answer(STDIN_FILENO, answer)) break;
    }
    return 0;
}
