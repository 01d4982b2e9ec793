#include "moderation/web/pages/post_change.hpp"
#include "moderation/web/picture_view.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>
#include <charconv>

namespace moderation::web::pages {

namespace {

using config::Permission;
using models::PostPicture;
using runtime::ErrorKind;
using runtime::Result;

auto named(const std::string& id) {
    return [&id](const PostPicture& each) { return each.id == id; };
}

/// What the form says of the picture at `place`; what it does not say stays.
void describe(PostPicture& picture, const Params& form, std::size_t place) {
    picture.alt = form.get(alt_field(place));
    picture.people = models::people_shown_from(form.get(people_field(place))).value_or(picture.people);
    picture.framing = models::framing_from(form.get(framing_field(place))).value_or(picture.framing);
    picture.words_seen = picture.found.words == models::Words::unreadable && form.get(words_field(place)) == "yes";
    if (picture.people == models::PeopleShown::pupils) return;
    picture.pupils.clear();
    picture.complete = false;
}

/// Which picture a button named `verb`-<place> is about; nothing when it was another button.
std::optional<std::size_t> pressed(const std::string& button, std::string_view verb, std::size_t pictures) {
    if (!button.starts_with(verb)) return std::nullopt;
    std::size_t place = 0;
    const auto* end = button.data() + button.size();
    const auto result = std::from_chars(button.data() + verb.size(), end, place);
    const bool whole = result.ec == std::errc{} && result.ptr == end;
    return whole && place < pictures ? std::optional{place} : std::nullopt;
}

/// Keeps the post with other pictures.
Task<Result<void>> keep(Tools tools, Visit visit, models::PostContent content, std::string new_picture) {
    const auto version = visit.form.number("version").value_or(0);
    const auto saved = co_await tools.posts.save(visit.id, version, std::move(content), visit.person(), visit.now,
                                                 std::move(new_picture));
    if (!saved) co_return tl::unexpected(saved.error());
    co_return Result<void>{};
}

/// Whoever brought it is told what to do, and neither what the picture shows nor how it was found.
Task<Result<void>> raise_alarm(Tools tools, Visit visit, RefusedPicture refused) {
    const std::string what_to_do =
        "This picture was not taken, and nothing of it was kept. Do not open it again, do not send it to anybody, and "
        "do not delete it. ";
    const auto told = co_await tools.posts.refuse_picture(visit.id, std::move(refused.sha256), refused.same_file,
                                                          visit.person(), visit.now);
    if (told)
        co_return runtime::fail(ErrorKind::rejected,
                                what_to_do + "The safeguarding team was told and will speak to you.");
    tools.log.error("posts", "an alert could not be raised", {{"reason", told.error().message}});
    co_return runtime::fail(ErrorKind::rejected,
                            what_to_do + "The safeguarding lead could not be told: tell them yourself, now.");
}

/// The code of what is said once it was added.
std::string code_of(Remade remade) {
    switch (remade) {
        case Remade::no: return "picture-added";
        case Remade::converted: return "picture-converted";
        case Remade::smaller: return "picture-smaller";
    }
    return {};
}

/// Returns what was done to it.
Task<Result<Remade>> add(Tools tools, Visit visit) {
    auto post = co_await tools.posts.post(visit.id);
    if (!post) co_return tl::unexpected(post.error());
    auto& pictures = post->content.pictures;
    auto taken = co_await tools.pictures.take(std::move(visit.file).value_or(""));
    if (!taken) co_return tl::unexpected(taken.error());
    if (auto* refused = std::get_if<RefusedPicture>(&*taken)) {
        const auto alarmed = co_await raise_alarm(tools, std::move(visit), std::move(*refused));
        co_return tl::unexpected(alarmed.error());
    }
    auto* ready = std::get_if<ReadyPicture>(&*taken);
    if (pictures.size() >= models::kPostPicturesMax)
        co_return runtime::fail(ErrorKind::rejected, "The post has as many pictures as it may have.");
    if (std::any_of(pictures.begin(), pictures.end(), named(ready->picture.id)))
        co_return runtime::fail(ErrorKind::rejected, "This picture is in the post already.");
    pictures.push_back(std::move(ready->picture));
    const auto kept = co_await keep(tools, std::move(visit), std::move(post->content), std::move(ready->bytes));
    if (!kept) co_return tl::unexpected(kept.error());
    co_return ready->remade;
}

}  // namespace

Task<ServerResponse> post_picture_add(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::write_post)) co_return no_permission(tools, visit);
    const auto added = co_await add(tools, visit);
    auto code = code_of(added.value_or(Remade::no));
    Result<void> done;
    if (!added) done = tl::unexpected(added.error());
    // There is no field for what is wrong with the post as a whole; a picture that is refused stands at its own.
    const bool about_it = !done && done.error().kind == ErrorKind::rejected;
    if (about_it) done.error().kind = ErrorKind::malformed;
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), std::move(code), "picture");
}

Task<ServerResponse> post_describe(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::write_post)) co_return no_permission(tools, visit);
    auto post = co_await tools.posts.post(visit.id);
    if (!post) co_return store_failed(tools, visit, post.error());
    auto& pictures = post->content.pictures;
    for (std::size_t place = 0; place < pictures.size(); ++place) describe(pictures[place], visit.form, place);
    const auto button = visit.form.get("do");
    if (const auto place = pressed(button, "forward-", pictures.size()); place && *place > 0)
        std::swap(pictures[*place], pictures[*place - 1]);
    if (const auto place = pressed(button, "out-", pictures.size()))
        pictures.erase(pictures.begin() + static_cast<std::ptrdiff_t>(*place));
    const std::string no_new_one;
    auto done = co_await keep(tools, visit, std::move(post->content), no_new_one);
    co_return co_await after_post_change(tools, std::move(visit), std::move(done), "pictures-kept", "pictures");
}

Task<ServerResponse> post_picture(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::see_posts)) co_return no_permission(tools, visit);
    const auto wanted = visit.query.get("of");
    const auto post = co_await tools.posts.post(visit.id);
    if (!post) co_return store_failed(tools, visit, post.error());
    const auto& pictures = post->content.pictures;
    const auto found = std::find_if(pictures.begin(), pictures.end(), named(wanted));
    if (found == pictures.end()) co_return not_found(tools, visit);
    auto bytes = co_await tools.posts.picture(visit.id, wanted);
    if (!bytes) co_return store_failed(tools, visit, bytes.error());
    ServerResponse response;
    response.headers.emplace_back("Content-Type", found->media_type);
    response.body = std::move(*bytes);
    co_return response;
}

}  // namespace moderation::web::pages
