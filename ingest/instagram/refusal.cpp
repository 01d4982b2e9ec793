#include "ingest/instagram/refusal.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/own_words.hpp"

#include <algorithm>
#include <array>

namespace ingest {
namespace {

using runtime::ErrorKind;

constexpr int kServerFault = 2207001;
constexpr int kFetchTimedOut = 2207003;
constexpr int kNotReady = 2207027;
constexpr int kDailyLimit = 2207042;
constexpr int kNotFetched = 2207052;

struct Refused {
    int subcode;
    const char* sentence;
};
constexpr std::array<Refused, 13> kRefused{{
    {kServerFault, "Instagram has a temporary fault. Gatehouse tries again by itself."},
    {kFetchTimedOut, "Instagram took too long to fetch the picture or video. Gatehouse tries again by itself."},
    {kNotReady, "Instagram has not finished with the post. Gatehouse tries again by itself."},
    {kDailyLimit, "Instagram takes no more posts today. Gatehouse tries again every hour."},
    {kNotFetched,
     "Instagram could not fetch the picture or video. Its public address must be reachable from everywhere."},
    {2207004, "The picture or video is too large for Instagram: make it smaller."},
    {2207005, "Instagram does not take files of this kind: use JPEG for pictures and MP4 for videos."},
    {2207009, "The picture is too narrow or too wide for Instagram: cut it to between 4:5 and 1.91:1."},
    {2207010, "The text is too long for Instagram, or has too many hashtags or mentions: shorten it."},
    {2207006, "Instagram has forgotten the post. Publish it again."},
    {2207008, "Instagram has forgotten the post. Publish it again."},
    {2207050, "Instagram has restricted the account: sign in to the Instagram app and see what it asks for."},
    {2207051, "Instagram took this for misuse and blocks it for a while. Wait for a day."},
}};

const Refused* refused(int subcode) {
    const auto* found =
        std::find_if(kRefused.begin(), kRefused.end(), [&](const Refused& each) { return each.subcode == subcode; });
    return found == kRefused.end() ? nullptr : found;
}

/// What Instagram says to people, if it does.
std::string said_to_people(std::string_view answer) {
    constexpr std::size_t kWordsBytesMax = 500;
    const JsonDocument document{answer};
    simdjson::dom::object object;
    if (document.object().get(object) != simdjson::SUCCESS) return {};
    const auto error = object_member(object, "error");
    return error ? text_member(*error, "error_user_msg", kWordsBytesMax).value_or("") : std::string{};
}

/// Meta may want something of the account's owner first, and tells only in its own words.
runtime::Error unknown_refusal(const ApiError& error) {
    auto outcome = outcome_of(error);
    const auto said = outcome.kind == ErrorKind::rejected ? said_to_people(error.answer) : std::string{};
    if (!said.empty()) outcome.message += " Instagram says: \"" + said + "\"";
    return outcome;
}

}  // namespace

std::string instagram_sentence(int subcode) {
    const auto* known = refused(subcode);
    if (known != nullptr) return known->sentence;
    return "Instagram could not make use of a picture or video (code " + std::to_string(subcode) +
           "): choose another one.";
}

runtime::Error instagram_refusal(const ApiError& error) {
    const auto* known = refused(error.subcode);
    if (known == nullptr) return unknown_refusal(error);
    switch (error.subcode) {
        case kServerFault:
        case kFetchTimedOut:
        case kNotReady:
        case kNotFetched: return {ErrorKind::unreachable, known->sentence, kUntilShown};
        case kDailyLimit: return {ErrorKind::rate_limited, known->sentence, kUntilNextPosts};
        default: return {ErrorKind::rejected, known->sentence};
    }
}

}  // namespace ingest
