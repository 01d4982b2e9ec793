#include "models/domain/publication.hpp"

#include "models/domain/x_length.hpp"

#include <algorithm>
#include <numeric>

namespace models {
namespace {

constexpr std::uint64_t kMiB = 1024 * 1024;
constexpr std::size_t kHashtagsMax = 30;  ///< of Instagram, as are the next four
constexpr std::size_t kMentionsMax = 20;
constexpr std::size_t kReplyHashtagsMax = 4;
constexpr std::size_t kReplyLinksMax = 1;
constexpr std::size_t kCashtagsMax = 1;  ///< of X
constexpr std::size_t kTitleMax = 100;   ///< characters, of a video
constexpr std::size_t kTagsMax = 500;    ///< characters of all together
constexpr std::size_t kAltTextMax = 1'000;

constexpr PublishingLimits kFacebook{
    .text_max = 63'206,
    .reply_max = 8'000,
    .pictures_max = 10,
    .picture_bytes = 10 * kMiB,
    .alt_text_max = kAltTextMax,
    .picture_types = {"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"},
    .picture_types_said = "JPEG, PNG, GIF, BMP or TIFF",
    .video_bytes = 0,
    .media_needed = false,
    .video_needed = false,
    .may_reply = false,
    .schedules = false};
constexpr PublishingLimits kInstagram{.text_max = 2'200,
                                      .reply_max = 300,
                                      .pictures_max = 10,
                                      .picture_bytes = 8 * kMiB,
                                      .alt_text_max = kAltTextMax,
                                      .picture_types = {"image/jpeg"},
                                      .picture_types_said = "JPEG",
                                      .video_bytes = 300 * kMiB,
                                      .media_needed = true,
                                      .video_needed = false,
                                      .may_reply = false,
                                      .schedules = false,
                                      .narrowest = 4.0 / 5,
                                      .widest = 1.91};
constexpr PublishingLimits kX{.text_max = 280,
                              .reply_max = 280,
                              .pictures_max = 4,
                              .picture_bytes = 5 * kMiB,
                              .alt_text_max = kAltTextMax,
                              .picture_types = {"image/jpeg", "image/png", "image/webp"},
                              .picture_types_said = "JPEG, PNG or WebP",
                              .video_bytes = 512 * kMiB,
                              .media_needed = false,
                              .video_needed = false,
                              .may_reply = true,
                              .schedules = false};
constexpr PublishingLimits kYoutube{.text_max = 5'000,
                                    .reply_max = 10'000,
                                    .pictures_max = 0,
                                    .picture_bytes = 0,
                                    .alt_text_max = 0,
                                    .picture_types = {},
                                    .picture_types_said = "",
                                    .video_bytes = 256ULL * 1024 * kMiB,
                                    .media_needed = false,
                                    .video_needed = true,
                                    .may_reply = false,
                                    .schedules = true};

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// How often `sign` begins a word: "#fair", "@bramblecote".
std::size_t count_marked(std::string_view text, char sign) {
    std::size_t count = 0;
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        const auto next = static_cast<unsigned char>(text[at + 1]);
        const bool word = next >= 0x80 || next == '_' || (next >= '0' && next <= '9') ||
                          ((next | 0x20U) >= 'a' && (next | 0x20U) <= 'z');
        count += text[at] == sign && word ? 1 : 0;
    }
    return count;
}

/// "$ABC", not "$5".
std::size_t count_cashtags(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        const auto next = static_cast<unsigned char>(text[at + 1]) | 0x20U;
        count += text[at] == '$' && next >= 'a' && next <= 'z' ? 1 : 0;
    }
    return count;
}

std::size_t count_links(std::string_view text) {
    std::size_t count = 0;
    for (auto at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) ++count;
    return count;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string capital(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 32);
    return text;
}

std::string number(std::uint64_t value) {
    return std::to_string(value);
}

/// Collects sentences about one publication on one network.
class Problems {
  public:
    explicit Problems(Network network)
        : network_{network}, name_{display_name(network)}, limits_{publishing_limits(network)} {}

    void say(bool wrong, std::string sentence) {
        if (wrong) found_.push_back(std::move(sentence));
    }
    void check_length(std::string_view text, std::size_t most) {
        const auto length = text_length(network_, text);
        const bool bytes = network_ == Network::youtube;
        say(length > most, "This has " + number(length) + (bytes ? " bytes" : " characters") + " as " + name_ +
                               " counts them, and may have " + number(most) + ": shorten it by " +
                               number(length - std::min(length, most)) + ".");
    }
    void check_media(const std::vector<Media>& media);
    void check_picture(const Media& picture, const std::string& which);
    void check_shape(const Media& picture, const std::string& which);
    void check_video(const Publication& publication, runtime::Time now);
    void check_instagram(std::string_view text);
    void check_x(std::string_view text);
    std::vector<std::string> take() { return std::move(found_); }

    const std::string& name() const { return name_; }
    const PublishingLimits& limits() const { return limits_; }

  private:
    const Network network_;
    const std::string name_;
    const PublishingLimits& limits_;
    std::vector<std::string> found_;
};

void Problems::check_picture(const Media& picture, const std::string& which) {
    const auto& types = limits_.picture_types;
    const bool known = std::find(types.begin(), types.end(), picture.type) != types.end();
    say(!known || picture.type.empty(), capital(which) + " is of a kind that " + name_ + " does not take: use " +
                                            std::string{limits_.picture_types_said} + ".");
    say(picture.bytes == 0, capital(which) + " is empty: choose it again.");
    say(picture.bytes > limits_.picture_bytes,
        capital(which) + " is larger than " + number(limits_.picture_bytes / kMiB) + " MB: make it smaller.");
    check_shape(picture, which);
    say(is_blank(picture.alt_text), "Describe " + which + " for people who cannot see it.");
    const auto length = characters(picture.alt_text);
    say(length > limits_.alt_text_max, "The description of " + which + " has " + number(length) +
                                           " characters: keep it below " + number(limits_.alt_text_max) + ".");
}

void Problems::check_shape(const Media& picture, const std::string& which) {
    if (picture.width == 0 || picture.height == 0 || limits_.widest == 0) return;
    // A side is a whole number of points: half a point more or less is the same shape.
    const double narrowest = (picture.width + 0.5) / picture.height;
    const double widest = (picture.width - 0.5) / picture.height;
    say(narrowest < limits_.narrowest, capital(which) + " is too tall for " + name_ +
                                           ": cut it until it is at most 5 high for 4 wide, or leave " + name_ +
                                           " out.");
    say(widest > limits_.widest, capital(which) + " is too wide for " + name_ +
                                     ": cut it until it is at most 1.91 times as wide as high, or leave " + name_ +
                                     " out.");
}

void Problems::check_media(const std::vector<Media>& media) {
    const auto videos = static_cast<std::size_t>(std::count_if(media.begin(), media.end(), is_video));
    const auto pictures = media.size() - videos;
    say(videos > 0 && limits_.video_bytes == 0,
        "Gatehouse publishes no videos on " + name_ + ": publish it there yourself, or leave it out.");
    say(videos > 1 && limits_.video_bytes > 0, name_ + " takes one video at a time: leave the others out.");
    say(videos > 0 && pictures > 0 && limits_.video_bytes > 0,
        "Gatehouse publishes no pictures beside a video on " + name_ + ": leave them out.");
    say(videos == 0 && limits_.video_needed, "Choose the video.");
    say(media.empty() && limits_.media_needed, "Choose a picture or a video: " + name_ + " takes no text without one.");
    say(pictures > limits_.pictures_max && limits_.pictures_max > 0,
        name_ + " takes " + number(limits_.pictures_max) + " pictures at most: leave " +
            number(pictures - std::min(pictures, limits_.pictures_max)) + " out.");
    std::size_t place = 0;
    for (const auto& each : media) {
        ++place;
        if (is_video(each)) {
            say(each.bytes == 0, "The video is empty: choose it again.");
            say(each.bytes > limits_.video_bytes && limits_.video_bytes > 0,
                "The video is larger than " + number(limits_.video_bytes / kMiB) + " MB: make it smaller.");
        } else if (limits_.pictures_max > 0) {
            check_picture(each, media.size() == 1 ? std::string{"the picture"} : "picture " + number(place));
        }
    }
}

void Problems::check_video(const Publication& publication, runtime::Time now) {
    const auto angled = [](const std::string& text) { return text.find_first_of("<>") != std::string::npos; };
    say(is_blank(publication.title), "Give the video a title.");
    const auto length = characters(publication.title);
    say(length > kTitleMax, "The title has " + number(length) + " characters, and may have " + number(kTitleMax) +
                                ": shorten it by " + number(length - std::min(length, kTitleMax)) + ".");
    say(angled(publication.title) || angled(publication.text),
        "YouTube takes no < and > in title and text: write it "
        "without them.");
    const auto add = [](std::size_t sum, const std::string& tag) { return sum + characters(tag) + 1; };
    const auto tags = std::accumulate(publication.tags.begin(), publication.tags.end(), std::size_t{0}, add);
    say(tags > kTagsMax, "The tags are longer than " + number(kTagsMax) + " characters together: leave some out.");
    say(publication.publish_at && *publication.publish_at <= now,
        "The time of publication is over: choose a later one.");
}

void Problems::check_instagram(std::string_view text) {
    say(count_marked(text, '#') > kHashtagsMax,
        "Instagram takes " + number(kHashtagsMax) + " hashtags at most: leave some out.");
    say(count_marked(text, '@') > kMentionsMax,
        "Instagram takes " + number(kMentionsMax) + " mentions at most: leave some out.");
}

void Problems::check_x(std::string_view text) {
    say(count_cashtags(text) > kCashtagsMax,
        "X takes one cashtag ($ before a word) at most: write the others without the sign.");
}

}  // namespace

bool is_video(const Media& media) {
    return media.type.starts_with("video/");
}

const PublishingLimits& publishing_limits(Network network) {
    switch (network) {
        case Network::facebook: return kFacebook;
        case Network::instagram: return kInstagram;
        case Network::x: return kX;
        case Network::youtube: return kYoutube;
    }
    return kFacebook;
}

std::string text_on(Network network, const Publication& publication) {
    const bool has_place = network == Network::facebook && publication.media.empty();
    if (publication.link.empty() || has_place) return publication.text;
    return publication.text.empty() ? publication.link : publication.text + " " + publication.link;
}

std::size_t text_length(Network network, std::string_view text) {
    if (network == Network::x) return x_length(text);
    return network == Network::youtube ? text.size() : characters(text);
}

std::vector<std::string> problems_of(Network network, const Publication& publication, runtime::Time now) {
    Problems problems{network};
    const auto& limits = problems.limits();
    const auto text = text_on(network, publication);
    problems.say(is_blank(publication.text) && !limits.video_needed, "Write something.");
    problems.check_length(text, limits.text_max);
    problems.check_media(publication.media);
    const bool web = publication.link.starts_with("https://") || publication.link.starts_with("http://");
    problems.say(!publication.link.empty() && (!web || publication.link.find(' ') != std::string::npos),
                 "The link is no address: it begins with https:// and has no spaces.");
    problems.say(publication.may_reply != MayReply::everyone && !limits.may_reply,
                 problems.name() + " does not let the school say who may answer: choose everyone.");
    problems.say(publication.publish_at && !limits.schedules,
                 problems.name() + " keeps no appointments for Gatehouse: publish it when it is time.");
    if (network == Network::instagram) {
        problems.check_instagram(text);
        problems.say(!publication.link.empty(), "Instagram makes no link of an address: leave the link out.");
    }
    if (network == Network::x) problems.check_x(text);
    if (limits.video_needed) problems.check_video(publication, now);
    return problems.take();
}

std::vector<std::string> problems_of_reply(Network network, std::string_view text) {
    Problems problems{network};
    problems.say(is_blank(text), "Write something.");
    problems.check_length(text, problems.limits().reply_max);
    if (network == Network::instagram) {
        problems.say(count_marked(text, '#') > kReplyHashtagsMax,
                     "Instagram takes " + number(kReplyHashtagsMax) + " hashtags in an answer: leave some out.");
        problems.say(count_links(text) > kReplyLinksMax,
                     "Instagram takes one link in an answer: leave the others out.");
    }
    if (network == Network::x) problems.check_x(text);
    return problems.take();
}

}  // namespace models
