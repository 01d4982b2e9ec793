#include "models/consent/columns.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/pupils_view.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>
#include <utility>

namespace moderation::web::pages {

namespace {

using config::Permission;
using models::consent::Answer;
using models::consent::Decision;
using models::consent::Pupil;
using runtime::ErrorKind;
using runtime::Result;
using Change = std::function<void(Pupil&)>;

constexpr std::size_t kFoundMax = 20;

Task<Result<PupilBook>> read(Tools tools) {
    PupilRegister pupils{tools.pupils};
    co_return co_await pupils.read();
}

Task<ServerResponse> show(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto book = co_await read(tools);
    if (!book) co_return store_failed(tools, visit, book.error());
    const auto* title = errors.empty() ? "Pupils and pictures" : "Error: Pupils and pictures";
    co_return page(tools, visit, title, pupils_page(tools, visit, *book, errors), status);
}

Task<ServerResponse> show_one(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto book = co_await read(tools);
    if (!book) co_return store_failed(tools, visit, book.error());
    const auto found =
        std::find_if(book->live.begin(), book->live.end(), [&](const Pupil& each) { return each.ref == visit.id; });
    if (found == book->live.end()) co_return not_found(tools, visit);
    const auto* title = errors.empty() ? "One pupil" : "Error: One pupil";
    co_return page(tools, visit, title, pupil_page(tools, visit, *book, *found, errors), status);
}

/// After a change of the whole register: the page with what was done, or with why it was not.
Task<ServerResponse> after(Tools tools, Visit visit, Result<void> done, std::string code) {
    if (done) co_return redirect("/pupils?done=" + code);
    const auto kind = done.error().kind;
    if (!is_refusal(kind)) co_return store_failed(tools, visit, done.error());
    co_return co_await show(tools, std::move(visit), not_done(done.error().message), status_of(kind));
}

std::uint64_t version_of(const Visit& visit) {
    return visit.form.number("version").value_or(0);
}

Task<ServerResponse> change_one(Tools tools, Visit visit, std::string what, Change change) {
    PupilRegister pupils{tools.pupils};
    auto done = co_await pupils.edit(version_of(visit), visit.id, std::move(what), std::move(change), visit.person(),
                                     visit.now);
    if (done) co_return redirect("/pupils/" + visit.id + "?done=pupil-changed");
    const auto kind = done.error().kind;
    if (kind == ErrorKind::not_found) co_return not_found(tools, visit);
    if (!is_refusal(kind)) co_return store_failed(tools, visit, done.error());
    co_return co_await show_one(tools, std::move(visit), not_done(done.error().message), status_of(kind));
}

/// One of the first `count` values of an enumeration; nothing for anything else.
template <class Enum>
std::optional<Enum> one_of(const Visit& visit, std::string_view field, std::uint64_t count) {
    const auto number = visit.form.number(field);
    if (!number || *number >= count) return std::nullopt;
    return static_cast<Enum>(*number);
}

FieldErrors choose(std::string field) {
    return {{std::move(field), "Choose one of these"}};
}

}  // namespace

Task<ServerResponse> pupils(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_pupils)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show(tools, std::move(visit), none, 200);
}

Task<ServerResponse> pupils_agree(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_pupils)) co_return no_permission(tools, visit);
    auto done = co_await tools.pupils.agree(version_of(visit), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "pupils-agreed");
}

Task<ServerResponse> pupils_withdraw(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_pupils)) co_return no_permission(tools, visit);
    auto done = co_await tools.pupils.withdraw(version_of(visit), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "pupils-withdrawn");
}

Task<ServerResponse> pupils_back(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_pupils)) co_return no_permission(tools, visit);
    auto done = co_await tools.pupils.step_back(version_of(visit), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "pupils-back");
}

// The name that is looked for is posted: an address would keep it in histories and logs.
Task<ServerResponse> pupils_find(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::edit_consent)) co_return no_permission(tools, visit);
    const auto book = co_await read(tools);
    if (!book) co_return store_failed(tools, visit, book.error());
    const auto name = visit.form.get("name");
    if (name.empty()) {
        const FieldErrors errors{{"name", "Write the beginning of a name"}};
        co_return page(tools, visit, "Error: Pupils and pictures", pupils_page(tools, visit, *book, errors), 422);
    }
    const auto found = pupils_called(book->live, name, today_of(tools.calendar, visit.now), kFoundMax);
    co_return page(tools, visit, "Pupils with this name", found_page(visit, found));
}

// Noted first: whoever reads the list stands in the journal, even if the answer is lost on its way.
Task<ServerResponse> pupils_unpictured(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::list_unpictured)) co_return no_permission(tools, visit);
    const auto noted = co_await tools.pupils.note_unpictured_read(visit.form.get("reason"), visit.person(), visit.now);
    if (!noted && noted.error().kind == ErrorKind::malformed) {
        const FieldErrors errors{{"reason", noted.error().message}};
        co_return co_await show(tools, std::move(visit), errors, 422);
    }
    if (!noted) co_return store_failed(tools, visit, noted.error());
    const auto book = co_await read(tools);
    if (!book) co_return store_failed(tools, visit, book.error());
    co_return page(tools, visit, "Who may not be in pictures", unpictured_page(tools, visit, *book));
}

Task<ServerResponse> pupil(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::edit_consent)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show_one(tools, std::move(visit), none, 200);
}

Task<ServerResponse> pupil_answer(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::edit_consent)) co_return no_permission(tools, visit);
    const auto giver = one_of<std::size_t>(visit, "giver", models::consent::kGivers);
    const auto decision = models::consent::decision_from(visit.form.get("decision"));
    const auto about = models::consent::meaning_of(visit.form.get("uses"));
    const auto uses = about ? about->uses : models::consent::Uses{0};
    const auto form = one_of<models::consent::Form>(visit, "form", 3);
    const auto naming = one_of<models::consent::Naming>(visit, "naming", 4);
    const auto* missing = !giver      ? "giver"
                          : uses == 0 ? "uses"
                          : !decision ? "decision"
                          : !form     ? "form"
                          : !naming   ? "naming"
                                      : nullptr;
    if (missing != nullptr) {
        const auto errors = choose(missing);
        co_return co_await show_one(tools, std::move(visit), errors, 422);
    }
    const auto today = today_of(tools.calendar, visit.now);
    const Change change = [=](Pupil& pupil) {
        for (std::size_t use = 0; use < models::consent::kUseCount; ++use) {
            if ((uses & bit(static_cast<models::consent::Use>(use))) == 0) continue;
            auto& answer = pupil.consent.givers[*giver].answers[use];
            answer = {*decision, *form, *naming, today, models::consent::end_of_school_year(today)};
        }
    };
    const std::string what{*decision == Decision::withdrawn ? "consent_withdrawn" : "answered"};
    co_return co_await change_one(tools, std::move(visit), what, change);
}

Task<ServerResponse> pupil_child(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::edit_consent)) co_return no_permission(tools, visit);
    const auto view = one_of<models::consent::ChildView>(visit, "child", 3);
    if (!view) {
        const auto errors = choose("child");
        co_return co_await show_one(tools, std::move(visit), errors, 422);
    }
    const Change change = [view](Pupil& pupil) { pupil.consent.child_view = *view; };
    co_return co_await change_one(tools, std::move(visit), "child_asked", change);
}

Task<ServerResponse> pupil_restriction(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::restrict_pupil)) co_return no_permission(tools, visit);
    const auto level = one_of<models::consent::Restriction>(visit, "restriction", 4);
    if (!level) {
        const auto errors = choose("restriction");
        co_return co_await show_one(tools, std::move(visit), errors, 422);
    }
    // To the journal it is an answer like any other.
    const Change change = [level](Pupil& pupil) { pupil.consent.restriction = *level; };
    co_return co_await change_one(tools, std::move(visit), "answered", change);
}

}  // namespace moderation::web::pages
