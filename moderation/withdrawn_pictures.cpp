#include "moderation/withdrawn_pictures.hpp"

#include <utility>
#include <vector>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

Task<Result<void>> WithdrawnPictures::remember(Post post, models::PostPicture picture) {
    const auto name = post.id + "/" + picture.id;
    if (post.crops.contains(picture.id) || failed_.contains(name)) co_return Result<void>{};
    const auto bytes = co_await posts_.picture(post.id, picture.id);
    if (!bytes && bytes.error().kind == ErrorKind::not_found) co_return Result<void>{};
    if (!bytes) co_return tl::unexpected(bytes.error());
    Result<std::vector<models::image::PdqHash>> family;
    const auto work = [&] { family = reader_.crops(*bytes); };
    co_await thread_.run(work);
    if (!family) {
        failed_.insert(name);
        log_.error("pictures", "cuts of a withdrawn picture will not be recognised",
                   {{"post", post.id}, {"reason", family.error().message}});
        co_return Result<void>{};
    }
    std::string hashes;
    for (const auto& hash : *family) hashes += models::image::to_hex(hash);
    auto kept = co_await posts_.keep_crops(post.id, picture.id, std::move(hashes), clock_.now());
    if (!kept && kept.error().kind != ErrorKind::conflict) co_return kept;
    co_return Result<void>{};
}

}  // namespace moderation
