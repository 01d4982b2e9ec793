#include "moderation/pupil_register.hpp"

#include "config/runtime/crypto.hpp"
#include "models/text/fold.hpp"
#include "moderation/store/packed.hpp"
#include "moderation/store/reply.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using models::consent::Answer;
using models::consent::Consent;
using models::consent::Day;
using models::consent::Preview;
using models::consent::Pupil;
using models::consent::Register;
using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

constexpr std::size_t kRefBytes = 10;
constexpr std::size_t kNameBytesMax = 200;

std::int64_t days_of(Day day) {
    return day.time_since_epoch().count();
}
Day day_of(std::int64_t days) {
    return Day{std::chrono::days{days}};
}

void pack_names(Packer& packer, const std::vector<std::string>& names) {
    packer.add(static_cast<std::int64_t>(names.size()));
    for (const auto& name : names) packer.add(std::string_view{name});
}
std::vector<std::string> unpack_names(Unpacker& unpacker) {
    std::vector<std::string> names;
    for (auto left = unpacker.number(); left > 0 && !unpacker.broken(); --left) names.push_back(unpacker.text());
    return names;
}

/// Only what somebody answered is written.
void pack_consent(Packer& packer, const Consent& consent) {
    packer.add(static_cast<std::int64_t>(consent.child_view)).add(static_cast<std::int64_t>(consent.restriction));
    packer.add(consent.left_on ? std::to_string(days_of(*consent.left_on)) : std::string{});
    for (const auto& giver : consent.givers) {
        packer.add(static_cast<std::int64_t>(giver.capacity)).add(static_cast<std::int64_t>(giver.delegated));
        const auto answers = std::count_if(giver.answers.begin(), giver.answers.end(),
                                           [](const Answer& answer) { return answer != Answer{}; });
        packer.add(static_cast<std::int64_t>(answers));
        for (std::size_t use = 0; use < giver.answers.size(); ++use) {
            const auto& answer = giver.answers[use];
            if (answer == Answer{}) continue;
            packer.add(static_cast<std::int64_t>(use)).add(static_cast<std::int64_t>(answer.decision));
            packer.add(static_cast<std::int64_t>(answer.form)).add(static_cast<std::int64_t>(answer.naming));
            packer.add(days_of(answer.from)).add(days_of(answer.until));
        }
    }
}

Answer unpack_answer(Unpacker& unpacker) {
    Answer answer;
    answer.decision = static_cast<models::consent::Decision>(unpacker.number());
    answer.form = static_cast<models::consent::Form>(unpacker.number());
    answer.naming = static_cast<models::consent::Naming>(unpacker.number());
    answer.from = day_of(unpacker.number());
    answer.until = day_of(unpacker.number());
    return answer;
}

Consent unpack_consent(Unpacker& unpacker) {
    Consent consent;
    consent.child_view = static_cast<models::consent::ChildView>(unpacker.number());
    consent.restriction = static_cast<models::consent::Restriction>(unpacker.number());
    const auto left_on = unpacker.text();
    if (!left_on.empty()) consent.left_on = day_of(number_of(left_on));
    for (auto& giver : consent.givers) {
        giver.capacity = static_cast<models::consent::Capacity>(unpacker.number());
        giver.delegated = unpacker.number() != 0;
        for (auto left = unpacker.number(); left > 0 && !unpacker.broken(); --left) {
            const auto use = static_cast<std::size_t>(unpacker.number());
            if (use >= giver.answers.size()) break;
            giver.answers[use] = unpack_answer(unpacker);
        }
    }
    return consent;
}

/// Changes the pupil in a copy of the register. False when it has no such pupil.
bool change_in(Register& pupils, const std::string& ref, const std::function<void(Pupil&)>& change) {
    const auto found = std::find_if(pupils.begin(), pupils.end(), [&](const Pupil& each) { return each.ref == ref; });
    if (found == pupils.end()) return false;
    change(*found);
    return true;
}

Result<Register> readable(std::string_view packed) {
    auto pupils = unpack_register(packed);
    if (!pupils) return runtime::fail(ErrorKind::unavailable, "The register of pupils is damaged.");
    return std::move(*pupils);
}

/// The same change in a copy that may not be there, and in which the pupil may be missing.
Result<std::optional<std::string>> changed(const std::optional<std::string>& copy, const std::string& ref,
                                           const std::function<void(Pupil&)>& change) {
    if (!copy) return std::nullopt;
    auto pupils = readable(*copy);
    if (!pupils) return tl::unexpected(pupils.error());
    change_in(*pupils, ref, change);
    return std::optional{pack(*pupils)};
}

std::u32string folded(std::string_view name) {
    std::u32string letters;
    for (const auto& each : models::text::fold(name, kNameBytesMax)) letters += models::text::latin_lookalike(each.c);
    return letters;
}

}  // namespace

std::string pack(const Register& pupils) {
    if (pupils.empty()) return {};
    Packer packer;
    for (const auto& pupil : pupils) {
        for (const auto* text : {&pupil.ref, &pupil.key, &pupil.legal_forename, &pupil.legal_surname,
                                 &pupil.preferred_forename, &pupil.preferred_surname, &pupil.year_group, &pupil.group})
            packer.add(std::string_view{*text});
        pack_names(packer, pupil.former_forenames);
        pack_names(packer, pupil.former_surnames);
        pack_consent(packer, pupil.consent);
    }
    return packer.take();
}

std::optional<Register> unpack_register(std::string_view packed) {
    Register pupils;
    Unpacker unpacker{packed};
    while (const auto ref = unpacker.next()) {
        Pupil pupil;
        pupil.ref = *ref;
        for (auto* text : {&pupil.key, &pupil.legal_forename, &pupil.legal_surname, &pupil.preferred_forename,
                           &pupil.preferred_surname, &pupil.year_group, &pupil.group})
            *text = unpacker.text();
        pupil.former_forenames = unpack_names(unpacker);
        pupil.former_surnames = unpack_names(unpacker);
        pupil.consent = unpack_consent(unpacker);
        if (unpacker.broken()) return std::nullopt;
        pupils.push_back(std::move(pupil));
    }
    return pupils;
}

std::string pack(const Preview& preview) {
    Packer packer;
    for (const auto count : {preview.read, preview.fresh, preview.changed, preview.gained, preview.lost,
                             preview.leavers, preview.not_read, preview.unchanged})
        packer.add(static_cast<std::int64_t>(count));
    return packer.take();
}

Preview unpack_preview(std::string_view packed) {
    Preview preview;
    Unpacker unpacker{packed};
    for (auto* count : {&preview.read, &preview.fresh, &preview.changed, &preview.gained, &preview.lost,
                        &preview.leavers, &preview.not_read, &preview.unchanged})
        *count = static_cast<std::size_t>(unpacker.number());
    return preview;
}

Task<Result<PupilBook>> PupilRegister::read() {
    auto state = co_await store_.state();
    if (!state) co_return tl::unexpected(state.error());
    auto live = readable(state->live);
    if (!live) co_return tl::unexpected(live.error());
    PupilBook book;
    book.state = std::move(*state);
    book.live = std::move(*live);
    co_return book;
}

Task<Result<Preview>> PupilRegister::propose(models::consent::Export read_export, std::string person, Day today,
                                             Time now) {
    const auto book = co_await read();
    if (!book) co_return tl::unexpected(book.error());
    auto result = models::consent::applied(book->live, read_export, today);
    for (auto& pupil : result.pupils)
        if (pupil.ref.empty()) pupil.ref = runtime::random_hex(kRefBytes);
    const auto proposed =
        co_await store_.propose(book->state.version, pack(result.pupils), pack(result.preview), std::move(person), now);
    if (!proposed) co_return tl::unexpected(proposed.error());
    co_return result.preview;
}

Task<Result<void>> PupilRegister::edit(std::uint64_t version, std::string ref, std::string what,
                                       std::function<void(Pupil&)> change, std::string person, Time now) {
    auto book = co_await read();
    if (!book) co_return tl::unexpected(book.error());
    if (!change_in(book->live, ref, change)) co_return runtime::fail(ErrorKind::not_found, "There is no such pupil.");
    auto before = changed(book->state.before, ref, change);
    if (!before) co_return tl::unexpected(before.error());
    auto candidate = changed(book->state.candidate, ref, change);
    if (!candidate) co_return tl::unexpected(candidate.error());
    EditedPupils edited;
    edited.live = pack(book->live);
    edited.before = std::move(*before);
    edited.candidate = std::move(*candidate);
    co_return co_await store_.edit(version, std::move(edited), std::move(what), std::move(ref), std::move(person), now);
}

std::vector<const Pupil*> pupils_called(const Register& pupils, std::string_view name, Day today, std::size_t limit) {
    const auto wanted = folded(name);
    std::vector<const Pupil*> found;
    if (wanted.empty()) return found;
    const auto fits = [&](const std::string& each) { return folded(each).starts_with(wanted); };
    for (const auto& pupil : pupils) {
        if (found.size() == limit) break;
        if (!on_roll(pupil, today)) continue;
        if (fits(pupil.legal_forename) || fits(pupil.legal_surname) || fits(pupil.preferred_forename) ||
            fits(pupil.preferred_surname))
            found.push_back(&pupil);
    }
    return found;
}

Day today_of(const config::Calendar& calendar, Time now) {
    return models::consent::day_from(calendar.local(now).substr(0, 10))
        .value_or(std::chrono::floor<std::chrono::days>(now));
}

}  // namespace moderation
