#include "moderation/picture_library.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace moderation {

using models::image::HashIndex;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

/// Hashes in hex, one behind the other.
std::vector<models::image::PdqHash> hashes_in(std::string_view hex) {
    constexpr std::size_t kDigits = 64;
    std::vector<models::image::PdqHash> hashes;
    for (; !hex.empty(); hex.remove_prefix(std::min(hex.size(), kDigits)))
        if (const auto hash = models::image::pdq_from_hex(hex.substr(0, kDigits))) hashes.push_back(*hash);
    return hashes;
}

/// As it is, and without a border. A picture that says nothing by its look has none.
std::vector<models::image::PdqHash> looks_of(const models::PostPicture& picture) {
    return hashes_in(picture.found.look);
}

/// The post as it would be with nothing but this picture in it, so that the register speaks of nothing else.
models::PostContent only(const models::PostContent& content, models::PostPicture picture) {
    picture.alt.clear();
    picture.found = {};
    picture.complete = true;
    models::PostContent alone;
    alone.channels = content.channels;
    alone.publish_at = content.publish_at;
    alone.pictures = {std::move(picture)};
    return alone;
}

/// What is shown first, and without a border.
std::vector<models::image::Pdq> as_it_is(const models::image::Picture& seen) {
    std::vector<models::image::Pdq> looks;
    if (!seen.frames.empty()) looks.push_back(seen.frames.front());
    if (seen.trimmed) looks.push_back(*seen.trimmed);
    return looks;
}

/// Also what is shown later, and turned or mirrored.
std::vector<models::image::Pdq> every_look_of(const models::image::Picture& seen) {
    auto looks = seen.frames;
    if (seen.trimmed) looks.push_back(*seen.trimmed);
    if (!seen.frames.empty())
        for (const auto& hash : seen.turned) looks.push_back({hash, seen.frames.front().quality});
    return looks;
}

bool shows_more_people(const models::image::Picture& seen, const models::PostPicture& known) {
    if (!seen.people || !known.found.people) return false;
    return seen.people->count > static_cast<int>(*known.found.people);
}

}  // namespace

Task<Result<void>> PictureLibrary::read_on(Time now) {
    for (std::size_t offset = 0; offset < kPostsMax; offset += kBatch) {
        const auto posts = co_await posts_.over(kBatch, offset);
        if (!posts) co_return tl::unexpected(posts.error());
        bool something_new = false;
        for (const auto& post : *posts) {
            const auto [place, fresh] = over_.try_emplace(post.id);
            something_new = something_new || fresh;
            place->second.clear();
            if (post.approved.at && *post.approved.at + kKept > now) place->second = known_of(post);
        }
        if (posts->size() < kBatch || (read_all_ && !something_new)) break;
    }
    read_all_ = true;
    co_return Result<void>{};
}

/// Cuts are worked out after a post was read, and it has to come down then.
Task<Result<void>> PictureLibrary::read_what_comes_down() {
    const auto posts = co_await posts_.to_come_down();
    if (!posts) co_return tl::unexpected(posts.error());
    for (const auto& post : *posts)
        if (const auto known = over_.find(post.id); known != over_.end() && !known->second.empty())
            known->second = known_of(post);
    co_return Result<void>{};
}

std::vector<PictureLibrary::Known> PictureLibrary::known_of(const Post& post) {
    std::vector<Known> known;
    if (!post.approved.at) return known;
    for (const auto& picture : post.content.pictures) {
        for (const auto& look : looks_of(picture)) known.push_back({post.id, *post.approved.at, look, picture});
        const auto crops = post.crops.find(picture.id);
        if (crops == post.crops.end()) continue;
        for (const auto& look : hashes_in(crops->second))
            known.push_back({post.id, *post.approved.at, look, picture, true});
    }
    return known;
}

Task<Result<std::vector<PictureLibrary::Known>>> PictureLibrary::known_besides(std::string post, Time now) {
    const auto read = co_await read_on(now);
    if (!read) co_return tl::unexpected(read.error());
    const auto coming_down = co_await read_what_comes_down();
    if (!coming_down) co_return tl::unexpected(coming_down.error());
    const auto open = co_await posts_.open();
    if (!open) co_return tl::unexpected(open.error());
    std::vector<Known> all;
    const auto counts = [&](const std::string& id, Time agreed_at) { return id != post && agreed_at + kKept > now; };
    for (const auto& [id, pictures] : over_)
        for (const auto& known : pictures)
            if (counts(id, known.agreed_at)) all.push_back(known);
    for (const auto& other : *open) {
        if (!other.approved.at || !counts(other.id, *other.approved.at)) continue;
        for (auto& known : known_of(other)) all.push_back(std::move(known));
    }
    co_return all;
}

Task<Result<std::vector<std::string>>> PictureLibrary::refusals(models::PostContent content,
                                                                std::vector<models::Channel> channels,
                                                                std::vector<Match> matches, Time now) {
    std::vector<std::string> sentences;
    std::set<std::pair<std::string, std::string>> asked;  // of post and picture: a picture has many cuts
    for (const auto& match : matches) {
        const auto& picture = match.known->picture;
        if (asked.size() == kAskedMax) break;
        if (!asked.emplace(match.known->post, picture.id).second) continue;
        if (picture.people != models::PeopleShown::pupils || picture.pupils.empty()) continue;
        const auto verdicts = co_await guard_.ask(only(content, picture), channels, now);
        if (!verdicts) co_return tl::unexpected(verdicts.error());
        for (const auto& [network, verdict] : *verdicts)
            for (const auto& objection : verdict.objections)
                if (std::find(sentences.begin(), sentences.end(), objection.sentence) == sentences.end())
                    sentences.push_back(objection.sentence);
    }
    co_return sentences;
}

Task<Result<Recognised>> PictureLibrary::recognise(models::image::Picture seen, models::Network network,
                                                   std::string post, Time now) {
    const auto roll = co_await guard_.roll();
    if (!roll) co_return tl::unexpected(roll.error());
    std::string none_left_out;
    const auto all = co_await known_besides(std::move(none_left_out), now);
    if (!all) co_return tl::unexpected(all.error());
    HashIndex index;
    for (std::size_t i = 0; i < all->size(); ++i) index.add((*all)[i].look, static_cast<std::uint32_t>(i));

    Recognised found;
    for (const auto& look : every_look_of(seen))
        for (const auto& near : index.within(look)) {
            const auto& known = (*all)[near.label];
            const auto against = models::guard::has_to_come_down(only({}, known.picture), network, **roll);
            if (against) co_return Recognised{SeenPicture::Likeness::withdrawn, known.agreed_at};
        }
    int nearest = models::image::kPdqMatch + 1;
    for (const auto& look : as_it_is(seen))
        for (const auto& near : index.within(look)) {
            const auto& known = (*all)[near.label];
            if (known.cut) continue;  // says nothing once nobody speaks against it
            const bool read_back = known.post == post && near.distance <= kReadBack;
            const bool same = near.distance <= kSame && !shows_more_people(seen, known.picture);
            const bool approved = seen.frames.size() == 1 && (read_back || same);
            if (approved) co_return Recognised{SeenPicture::Likeness::approved, known.agreed_at};
            if (near.distance < nearest) found = {SeenPicture::Likeness::resembles, known.agreed_at};
            nearest = std::min(nearest, near.distance);
        }
    co_return found;
}

Task<Result<std::vector<Earlier>>> PictureLibrary::ask(Post post, std::vector<models::Channel> channels, Time now) {
    const auto all = co_await known_besides(post.id, now);
    if (!all) co_return tl::unexpected(all.error());
    HashIndex index;
    for (std::size_t i = 0; i < all->size(); ++i) index.add((*all)[i].look, static_cast<std::uint32_t>(i));

    std::vector<Earlier> answers;
    for (const auto& picture : post.content.pictures) {
        auto& answer = answers.emplace_back();
        std::vector<Match> matches;
        for (const auto& look : looks_of(picture))
            for (const auto& near : index.within({look, models::image::kPdqQualityMin}))
                matches.push_back({&(*all)[near.label], near.distance});
        std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
            return std::pair{a.distance, b.known->agreed_at} < std::pair{b.distance, a.known->agreed_at};
        });
        if (matches.empty()) continue;
        const auto whole =
            std::find_if(matches.begin(), matches.end(), [](const Match& match) { return !match.known->cut; });
        std::optional<Match> best;
        if (whole != matches.end()) best = *whole;
        auto refused = co_await refusals(post.content, channels, std::move(matches), now);
        if (!refused) co_return tl::unexpected(refused.error());
        answer.refusals = std::move(*refused);
        if (answer.refusals.empty() && best) answer.alike = {best->known->post, best->known->agreed_at, best->distance};
    }
    co_return answers;
}

}  // namespace moderation
