// What finding pupils' names costs: `bench_roster`. A school of 1,500 invented pupils, comments of usual length, one in
// ten with a name; beside it what normalising the same comments costs, which is the smaller part of it.

#include "models/names/roster.hpp"

#include <chrono>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::size_t kPupils = 1500;
constexpr std::size_t kComments = 2000;

/// Names and words drawn from syllables.
class Inventor {
  public:
    std::string word(std::size_t syllables) {
        static const std::vector<std::string> kParts{"ot",  "til", "mar", "lo",  "wen", "dri", "ba",
                                                     "shi", "fen", "ra",  "ke",  "stu", "nol", "pim",
                                                     "gar", "tho", "lys", "que", "vi",  "dor"};
        std::string made;
        for (std::size_t i = 0; i < syllables; ++i) made += kParts[below(kParts.size())];
        return made;
    }
    std::size_t below(std::size_t limit) { return dice_() % limit; }

  private:
    std::mt19937 dice_{7};
};

double microseconds_each(const std::vector<std::string>& comments,
                         const std::function<void(const std::string&)>& read) {
    for (const auto& comment : comments) read(comment);  // warm
    constexpr int kTimes = 10;
    const auto begun = std::chrono::steady_clock::now();
    for (int i = 0; i < kTimes; ++i)
        for (const auto& comment : comments) read(comment);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
    return took.count() / (kTimes * static_cast<double>(comments.size()));
}

}  // namespace

int main() {
    Inventor invent;
    std::vector<models::names::PupilNames> pupils;
    for (std::size_t i = 0; i < kPupils; ++i)
        pupils.push_back({{invent.word(2 + invent.below(2))}, {invent.word(3)}, "class " + std::to_string(i % 50)});
    const auto begun = std::chrono::steady_clock::now();
    const models::names::Roster roster{pupils};
    const std::chrono::duration<double, std::milli> made = std::chrono::steady_clock::now() - begun;

    std::vector<std::string> comments;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < kComments; ++i) {
        std::string comment;
        while (comment.size() < 240) comment += invent.word(1 + invent.below(3)) + ' ';
        const auto& pupil = pupils[invent.below(kPupils)];
        if (i % 10 == 0) comment += pupil.forenames.front() + ' ' + pupil.surnames.front();
        bytes += comment.size();
        comments.push_back(std::move(comment));
    }
    std::size_t tokens = 0;
    const auto normalised = microseconds_each(comments, [&](const std::string& comment) {
        tokens += models::text::normalise(comment, models::names::Roster::kTextBytesMax).tokens.size();
    });
    std::size_t mentions = 0;
    const auto found =
        microseconds_each(comments, [&](const std::string& comment) { mentions += roster.find(comment).size(); });
    std::printf("roster of %zu pupils made in %.1f ms\n", kPupils, made.count());
    std::printf("%.4f ms a comment of %zu bytes, of which normalising %.4f ms (%zu mentions in %zu words)\n",
                found / 1000, bytes / kComments, normalised / 1000, mentions, tokens);
}
