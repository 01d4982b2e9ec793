#include "moderation/store/pupils.hpp"

#include "moderation/store/fcall.hpp"
#include "moderation/store/reply.hpp"

#include <utility>

namespace moderation {

using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

const std::string kRecord = "pupils";

}  // namespace

Result<std::optional<std::string>> PupilStore::opened(const std::string& sealed) const {
    if (sealed.empty()) return std::nullopt;
    auto plain = sealer_.open(sealed, kRecord);
    if (!plain) return tl::unexpected(plain.error());
    return std::optional{std::move(*plain)};
}

std::string PupilStore::sealed(const std::optional<std::string>& copy) const {
    return copy ? sealer_.seal(*copy, kRecord) : std::string{};
}

Task<Result<PupilState>> PupilStore::state() {
    runtime::RedisCommand get{"HGETALL", keys_.of("pupils")};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    const auto fields = fields_of(*found);
    PupilState state;
    state.version = static_cast<std::uint64_t>(number_field(fields, "version"));
    state.candidate_by = field(fields, "candidate_by");
    state.candidate_at = time_field(fields, "candidate_at");
    state.candidate_figures = field(fields, "candidate_figures");
    state.live_by = field(fields, "live_by");
    state.live_agreed_by = field(fields, "live_agreed_by");
    state.live_at = time_field(fields, "live_at");
    state.read_by = field(fields, "read_by");
    state.read_at = time_field(fields, "read_at");
    auto reason = opened(field(fields, "read_reason"));
    auto live = opened(field(fields, "live"));
    auto before = opened(field(fields, "before"));
    auto candidate = opened(field(fields, "candidate"));
    for (const auto* copy : {&reason, &live, &before, &candidate})
        if (!*copy) co_return tl::unexpected(copy->error());
    state.read_reason = std::move(*reason).value_or("");
    state.live = std::move(*live).value_or("");
    state.before = std::move(*before);
    state.candidate = std::move(*candidate);
    co_return state;
}

Task<Result<std::uint64_t>> PupilStore::version() {
    runtime::RedisCommand get{"HGET", keys_.of("pupils"), "version"};
    auto answer = co_await redis_.command(std::move(get));
    const auto found = checked(std::move(answer));
    if (!found) co_return tl::unexpected(found.error());
    co_return static_cast<std::uint64_t>(number_of(found->text));
}

Task<Result<void>> PupilStore::change(std::string function, std::uint64_t version, std::vector<std::string> args) {
    std::vector<std::string> keys{keys_.of("journal"), keys_.of("seq"), keys_.of("pupils")};
    args.insert(args.begin(), std::to_string(version));
    const auto done = co_await fcall(redis_, std::move(function), std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

Task<Result<void>> PupilStore::propose(std::uint64_t version, std::string candidate, std::string figures,
                                       std::string person, Time now) {
    auto commitment = sealer_.commitment(candidate, kRecord);
    // The empty register is for the first import to lead back to.
    std::vector<std::string> args{std::move(person),     ms(now),
                                  std::move(commitment), sealed(std::move(candidate)),
                                  std::move(figures),    sealed(std::string{})};
    co_return co_await change("propose_pupils", version, std::move(args));
}

Task<Result<void>> PupilStore::agree(std::uint64_t version, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await change("agree_pupils", version, std::move(args));
}

Task<Result<void>> PupilStore::withdraw(std::uint64_t version, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await change("withdraw_pupils", version, std::move(args));
}

Task<Result<void>> PupilStore::step_back(std::uint64_t version, std::string person, Time now) {
    std::vector<std::string> args{std::move(person), ms(now)};
    co_return co_await change("step_back_pupils", version, std::move(args));
}

Task<Result<void>> PupilStore::edit(std::uint64_t version, EditedPupils edited, std::string what, std::string pupil,
                                    std::string person, Time now) {
    std::vector<std::string> args{std::move(person),
                                  ms(now),
                                  std::move(what),
                                  sealer_.commitment(pupil, kRecord),
                                  sealed(std::move(edited.live)),
                                  sealed(edited.before),
                                  sealed(edited.candidate)};
    co_return co_await change("edit_pupils", version, std::move(args));
}

Task<Result<void>> PupilStore::note_unpictured_read(std::string reason, std::string person, Time now) {
    if (reason.empty()) co_return runtime::fail(runtime::ErrorKind::malformed, "Say why, in a sentence or two");
    std::vector<std::string> keys{keys_.of("journal"), keys_.of("seq"), keys_.of("pupils")};
    auto commitment = sealer_.commitment(reason, kRecord);
    std::vector<std::string> args{std::move(person), ms(now), sealer_.seal(reason, kRecord), std::move(commitment)};
    const auto done = co_await fcall(redis_, "note_unpictured_read", std::move(keys), std::move(args));
    if (!done) co_return tl::unexpected(done.error());
    co_return Result<void>{};
}

}  // namespace moderation
