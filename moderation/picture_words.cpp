#include "moderation/picture_words.hpp"

#include "moderation/job_loop.hpp"

#include "config/runtime/utf8.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

constexpr const char* kStream = "picture_words";
constexpr std::size_t kBytesMax = 2000;

}  // namespace

std::string kept_words(std::string text) {
    text.resize(std::min(text.size(), kBytesMax));
    while (!runtime::is_utf8(text)) text.pop_back();
    return text;
}

Task<void> PictureWords::run() {
    return work_jobs({store_, clock_, log_, kStream, consumer_, "pictures"}, [this] { return work_once(kWait); });
}

Task<Result<std::size_t>> PictureWords::work_once(std::chrono::milliseconds wait) {
    auto jobs = co_await store_.take_jobs(blocking_, kStream, consumer_, 1, wait);
    if (!jobs) co_return tl::unexpected(jobs.error());
    for (auto& job : *jobs) {
        const auto done = co_await perform(std::move(job));
        if (!done) co_return tl::unexpected(done.error());  // the job stays pending and comes again
    }
    co_return jobs->size();
}

PictureWords::Done PictureWords::perform(Job job) {
    const auto id = job.fields["post"];
    const auto picture = co_await posts_.picture_to_read(id, job.fields["picture"]);
    if (!picture) co_return tl::unexpected(picture.error());
    if (!*picture) co_return co_await store_.job_done(std::move(job));
    auto bytes = co_await posts_.picture(id, (*picture)->id);
    const bool gone = !bytes && bytes.error().kind == ErrorKind::not_found;
    if (!bytes && !gone) co_return tl::unexpected(bytes.error());
    std::optional<std::string> words;
    if (bytes) words = co_await words_in(std::move(*bytes));
    const auto tries = std::atoi(job.fields["tries"].c_str()) + 1;
    if (!words && !gone && tries < kTriesMax) co_return co_await try_later(std::move(job), tries);
    if (!words) log_.warning("pictures", "words could not be read", {{"post", id}});
    const auto noted = co_await posts_.note_words(id, (*picture)->id, std::move(words), clock_.now());
    if (!noted && noted.error().kind != ErrorKind::conflict) co_return noted;
    co_return co_await store_.job_done(std::move(job));
}

Task<std::optional<std::string>> PictureWords::words_in(std::string bytes) {
    Result<models::image::Picture> seen;
    const auto read = [&] { seen = reader_.read(bytes); };
    co_await thread_.run(read);
    std::optional<std::string> words;
    if (seen && seen->text) words = kept_words(std::move(*seen->text));
    if (!seen) log_.error("pictures", "pictures cannot be opened", {{"reason", seen.error().message}});
    co_return words;
}

PictureWords::Done PictureWords::try_later(Job job, int tries) {
    const auto wait = kFirstPause * (1 << (tries - 1));
    job.fields["tries"] = std::to_string(tries);
    log_.warning("pictures", "trying later", {{"post", job.fields["post"]}, {"wait_s", wait.count()}});
    co_return co_await store_.job_later(std::move(job), clock_.now() + wait, clock_.now());
}

}  // namespace moderation
