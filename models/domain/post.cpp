#include "models/domain/post.hpp"

#include "config/runtime/crypto.hpp"
#include "models/domain/named.hpp"

#include <algorithm>
#include <array>

namespace models {

namespace {

constexpr Names<PostKind, 4> kKinds{{"information", "news", "event", "closure"}};
constexpr Names<PostState, 8> kStates{
    {"draft", "submitted", "approved", "publishing", "published", "failed", "taken_down", "discarded"}};
constexpr Names<DeliveryState, 7> kDeliveries{
    {"waiting", "publishing", "published", "failed", "unknown", "taking_down", "taken_down"}};

/// An abbreviation may stand in capitals; words are read out letter by letter then.
constexpr std::size_t kShoutedFrom = 5;
constexpr std::size_t kOpenBytesMax = 100;

constexpr std::array<std::string_view, 12> kPrivateMessages{
    "dm us",           "inbox us",       "pm us",        "dm me",     "inbox me",    "pm me", "message us privately",
    "private message", "direct message", "send us a dm", "send a dm", "drop us a dm"};
constexpr std::array<std::string_view, 7> kCommitments{
    "we promise", "we will refund", "will be refunded", "guarantee", "guaranteed", "places are certain", "we commit"};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// In lower case, with single blanks and no other marks: "DM  us!" becomes " dm us ".
std::string plain(std::string_view text) {
    std::string words{" "};
    for (const char c : text) {
        const bool kept = is_letter(c) || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (kept)
            words += lower;
        else if (words.back() != ' ')
            words += ' ';
    }
    if (words.back() != ' ') words += ' ';
    return words;
}

template <std::size_t Size>
bool says_any(const std::string& words, const std::array<std::string_view, Size>& phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
        return words.find(" " + std::string{phrase} + " ") != std::string::npos;
    });
}

bool shouts_a_hashtag(std::string_view text) {
    for (auto at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
        std::size_t capitals = 0;
        auto end = at + 1;
        for (; end < text.size() && is_letter(text[end]); ++end) capitals += text[end] <= 'Z' ? 1 : 0;
        if (capitals >= kShoutedFrom && capitals == end - at - 1) return true;
    }
    return false;
}

bool lacks_description(const PostPicture& picture) {
    return picture.alt.find_first_not_of(" \t\r\n") == std::string::npos;
}
bool lacks_people(const PostPicture& picture) {
    return picture.people == PeopleShown::unsaid;
}

bool waits_for_words(const PostPicture& picture) {
    return picture.found.words == Words::waiting;
}
bool has_words_of_nobody(const PostPicture& picture) {
    return picture.found.words == Words::unreadable && !picture.words_seen;
}

bool shows_more_than_said(const PostPicture& picture) {
    return picture.people == PeopleShown::nobody && picture.found.people.value_or(0) > 0;
}

}  // namespace

std::string_view to_string(PostKind kind) {
    return kKinds.of(kind);
}
std::optional<PostKind> post_kind_from(std::string_view name) {
    return kKinds.find(name);
}
std::string_view to_string(PostState state) {
    return kStates.of(state);
}
std::optional<PostState> post_state_from(std::string_view name) {
    return kStates.find(name);
}
std::string_view to_string(DeliveryState state) {
    return kDeliveries.of(state);
}
std::optional<DeliveryState> delivery_state_from(std::string_view name) {
    return kDeliveries.find(name);
}

std::string fingerprint(const PostContent& content) {
    std::string encoded;
    const auto add = [&](std::string_view value) {
        encoded.append(std::to_string(value.size())).append(":").append(value);
    };
    add(content.text);
    add(content.link);
    add(std::to_string(content.channels.size()));
    for (const auto& channel : content.channels) add(channel);
    add(to_string(content.kind));
    add(content.publish_at ? std::to_string(runtime::to_ms(*content.publish_at)) : std::string{});
    add(content.also_available_via);
    add(content.involves_pupils ? "1" : "0");
    add(std::to_string(content.pictures.size()));
    for (const auto& picture : content.pictures) {
        add(picture.id);
        add(picture.media_type);
        add(picture.alt);
        add(to_string(picture.people));
        add(to_string(picture.framing));
        add(std::to_string(picture.pupils.size()));
        for (const auto& pupil : picture.pupils) add(pupil);
        add(picture.complete ? "1" : "0");
        // No id has blanks. Left out where it is not said, so that what was kept before is the same content still.
        if (picture.words_seen) add("somebody read the words");
    }
    return runtime::sha256_hex(encoded);
}

std::string words_of(const PostContent& content) {
    auto words = content.text;
    for (const auto& picture : content.pictures)
        for (const auto& more : {picture.alt, picture.found.text})
            if (!more.empty()) words += "\n" + more;
    return words;
}

bool concerns_pupils(const PostContent& content) {
    const auto shows_pupils = [](const PostPicture& each) { return each.people == PeopleShown::pupils; };
    return content.involves_pupils || std::any_of(content.pictures.begin(), content.pictures.end(), shows_pupils);
}

std::vector<std::string> left_open(const PostContent& content) {
    std::vector<std::string> found;
    const auto look = [&](std::string_view text) {
        for (auto begin = text.find('['); begin != std::string_view::npos; begin = text.find('[', begin + 1)) {
            const auto end = text.find_first_of("[]\n", begin + 1);
            if (end == std::string_view::npos || text[end] != ']' || end - begin >= kOpenBytesMax) continue;
            const std::string gap{text.substr(begin, end - begin + 1)};
            const bool begins = is_letter(gap[1]) || (static_cast<unsigned char>(gap[1]) & 0x80U) != 0;
            if (begins && std::find(found.begin(), found.end(), gap) == found.end()) found.push_back(gap);
        }
    };
    look(content.text);
    look(content.also_available_via);
    return found;
}

Publication publication_of(const PostContent& content, Network network) {
    Publication publication;
    publication.text = content.text;
    publication.link = content.link;
    for (const auto& picture : content.pictures)
        publication.media.push_back(
            {picture.id, picture.media_type, picture.bytes, picture.alt, picture.width, picture.height});
    if (concerns_pupils(content) && publishing_limits(network).may_reply) publication.may_reply = MayReply::mentioned;
    return publication;
}

std::vector<Remark> remarks_on(const PostContent& content) {
    using Weight = Remark::Weight;
    const auto words = plain(words_of(content));
    const bool informs = content.kind == PostKind::information || content.kind == PostKind::closure;
    std::vector<Remark> remarks;
    const auto say = [&](bool wrong, Remark remark) {
        if (wrong) remarks.push_back(remark);
    };
    say(says_any(words, kPrivateMessages),
        {"dm_invite", Weight::blocks,
         "The school does not use private messages: give the office's telephone number or address instead."});
    say(informs && content.also_available_via.empty(),
        {"no_alternative", Weight::blocks, "Say where families find this who do not use social media."});
    const auto& pictures = content.pictures;
    say(std::any_of(pictures.begin(), pictures.end(), lacks_description),
        {"no_description", Weight::blocks, "Describe each picture for people who cannot see it."});
    say(std::any_of(pictures.begin(), pictures.end(), lacks_people),
        {"people_unsaid", Weight::blocks, "Say of each picture who can be seen in it."});
    say(std::any_of(pictures.begin(), pictures.end(), waits_for_words),
        {"words_waiting", Weight::blocks, "The words in a picture are still being read. Try again in a moment."});
    say(std::any_of(pictures.begin(), pictures.end(), has_words_of_nobody),
        {"words_unread", Weight::blocks,
         "The words in a picture could not be read by a machine: read them yourself, and say so at the picture."});
    say(std::any_of(pictures.begin(), pictures.end(), shows_more_than_said),
        {"people_seen", Weight::advice,
         "There seem to be people in a picture that is said to show nobody: look at it again."});
    say(says_any(words, kCommitments), {"commitment", Weight::leader,
                                        "This promises something on the school's behalf: somebody in leadership has to "
                                        "agree to it."});
    say(shouts_a_hashtag(content.text),
        {"shouted_hashtag", Weight::advice,
         "Write hashtags with a capital for each word (#SportsDay): in capitals a screen reader spells them out."});
    return remarks;
}

bool any(const std::vector<Remark>& remarks, Remark::Weight weight) {
    return std::any_of(remarks.begin(), remarks.end(), [&](const Remark& remark) { return remark.weight == weight; });
}

}  // namespace models
