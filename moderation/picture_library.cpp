#include "moderation/picture_library.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace moderation {

using models::image::HashIndex;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

/// As it is, and without a border. A picture that says nothing by its look has none.
std::vector<models::image::PdqHash> looks_of(const models::PostPicture& picture) {
    constexpr std::size_t kDigits = 64;
    std::vector<models::image::PdqHash> looks;
    for (std::string_view hex{picture.found.look}; !hex.empty(); hex.remove_prefix(std::min(hex.size(), kDigits)))
        if (const auto look = models::image::pdq_from_hex(hex.substr(0, kDigits))) looks.push_back(*look);
    return looks;
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

}  // namespace

Task<Result<void>> PictureLibrary::read_on(Time now) {
    for (std::size_t offset = 0; offset < kPostsMax; offset += kBatch) {
        const auto posts = co_await posts_.over(kBatch, offset);
        if (!posts) co_return tl::unexpected(posts.error());
        bool something_new = false;
        for (const auto& post : *posts) {
            const auto [place, fresh] = over_.try_emplace(post.id);
            auto& pictures = place->second;
            something_new = something_new || fresh;
            pictures.clear();
            if (!post.approved.at || *post.approved.at + kKept <= now) continue;
            for (const auto& picture : post.content.pictures)
                for (const auto& look : looks_of(picture))
                    pictures.push_back({post.id, *post.approved.at, look, picture});
        }
        if (posts->size() < kBatch || (read_all_ && !something_new)) break;
    }
    read_all_ = true;
    co_return Result<void>{};
}

std::vector<PictureLibrary::Known> PictureLibrary::known_besides(const Post& post, const std::vector<Post>& open,
                                                                 Time now) const {
    std::vector<Known> all;
    const auto counts = [&](const std::string& id, Time agreed_at) { return id != post.id && agreed_at + kKept > now; };
    for (const auto& [id, pictures] : over_)
        for (const auto& known : pictures)
            if (counts(id, known.agreed_at)) all.push_back(known);
    for (const auto& other : open) {
        if (!other.approved.at || !counts(other.id, *other.approved.at)) continue;
        for (const auto& picture : other.content.pictures)
            for (const auto& look : looks_of(picture)) all.push_back({other.id, *other.approved.at, look, picture});
    }
    return all;
}

Task<Result<std::vector<std::string>>> PictureLibrary::refusals(models::PostContent content,
                                                                std::vector<models::Channel> channels,
                                                                std::vector<Match> matches, Time now) {
    std::vector<std::string> sentences;
    matches.resize(std::min(matches.size(), kAskedMax));
    for (const auto& match : matches) {
        const auto& picture = match.known->picture;
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

Task<Result<std::vector<Earlier>>> PictureLibrary::ask(Post post, std::vector<models::Channel> channels, Time now) {
    const auto read = co_await read_on(now);
    if (!read) co_return tl::unexpected(read.error());
    const auto open = co_await posts_.open();
    if (!open) co_return tl::unexpected(open.error());
    const auto all = known_besides(post, *open, now);
    HashIndex index;
    for (std::size_t i = 0; i < all.size(); ++i) index.add(all[i].look, static_cast<std::uint32_t>(i));

    std::vector<Earlier> answers;
    for (const auto& picture : post.content.pictures) {
        auto& answer = answers.emplace_back();
        std::vector<Match> matches;
        for (const auto& look : looks_of(picture))
            for (const auto& near : index.within({look, models::image::kPdqQualityMin}))
                matches.push_back({&all[near.label], near.distance});
        std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
            return std::pair{a.distance, b.known->agreed_at} < std::pair{b.distance, a.known->agreed_at};
        });
        if (matches.empty()) continue;
        const auto best = matches.front();
        auto refused = co_await refusals(post.content, channels, std::move(matches), now);
        if (!refused) co_return tl::unexpected(refused.error());
        answer.refusals = std::move(*refused);
        if (answer.refusals.empty()) answer.alike = {best.known->post, best.known->agreed_at, best.distance};
    }
    co_return answers;
}

}  // namespace moderation
