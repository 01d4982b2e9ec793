#include "moderation/store/reply.hpp"
#include "moderation/store/store.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;
using runtime::Time;

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSessionIdle{std::chrono::minutes{15}};
constexpr milliseconds kSessionLength{std::chrono::hours{12}};
constexpr int kFailuresAllowed = 5;
constexpr milliseconds kFirstBlock{std::chrono::minutes{1}};
constexpr milliseconds kLongestBlock{std::chrono::hours{1}};
constexpr milliseconds kFailuresKept{std::chrono::hours{24}};

std::string text(milliseconds length) {
    return std::to_string(length.count());
}
std::string password_record(const std::string& person) {
    return "user/" + person;
}
// What people type as their name may be anything, even a password: only its hash is stored.
std::string login_id(const std::string& key) {
    return runtime::sha256_hex(key);
}

runtime::Error no_session() {
    return {ErrorKind::not_found, "The session has ended."};
}

}  // namespace

Task<Result<void>> Store::put_user(User user, std::string actor, Time now) {
    if (!valid_id(user.person)) co_return runtime::fail(ErrorKind::malformed, "That is no person's id.");
    std::vector<std::string> keys{keys_.of("user", user.person), keys_.of("journal"), keys_.of("seq")};
    std::vector<std::string> args{user.person,
                                  sealer_.seal(user.password_hash, password_record(user.person)),
                                  user.must_change ? "1" : "0",
                                  ms(user.created_at),
                                  std::move(actor),
                                  ms(now)};
    const auto put = co_await call("put_user", std::move(keys), std::move(args));
    if (!put) co_return tl::unexpected(put.error());
    co_return Result<void>{};
}

Task<Result<User>> Store::user(std::string person) {
    if (!valid_id(person)) co_return runtime::fail(ErrorKind::not_found, "There is no such user.");
    runtime::RedisCommand get{"HGETALL", keys_.of("user", person)};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    if (found->items.empty()) co_return runtime::fail(ErrorKind::not_found, "There is no such user.");
    const auto fields = fields_of(*found);
    auto hash = sealer_.open(field(fields, "password"), password_record(person));
    if (!hash) co_return tl::unexpected(hash.error());
    User user;
    user.password_hash = std::move(*hash);
    user.must_change = field(fields, "must_change") == "1";
    user.created_at = runtime::from_ms(number_field(fields, "created_at"));
    user.person = std::move(person);
    co_return user;
}

Task<Result<void>> Store::open_session(std::string token_hash, Session session, Time now) {
    if (!valid_id(token_hash) || !valid_id(session.person))
        co_return runtime::fail(ErrorKind::malformed, "A session belongs to a person and has a token.");
    std::vector<std::string> keys{keys_.of("session", token_hash), keys_.of("sessions", session.person),
                                  keys_.of("journal"), keys_.of("seq"), keys_.of("missed")};
    std::vector<std::string> args{std::move(token_hash),
                                  std::move(session.person),
                                  std::move(session.csrf),
                                  ms(now),
                                  ms(now),
                                  text(kSessionIdle),
                                  text(kSessionLength),
                                  ms(now)};
    const auto opened = co_await call("open_session", std::move(keys), std::move(args));
    if (!opened) co_return tl::unexpected(opened.error());
    co_return Result<void>{};
}

Task<Result<Session>> Store::session(std::string token_hash, Time now) {
    if (!valid_id(token_hash)) co_return tl::unexpected(no_session());
    std::vector<std::string> keys{keys_.of("session", token_hash)};
    std::vector<std::string> args{text(kSessionIdle), text(kSessionLength), ms(now)};
    const auto touched = co_await call("touch_session", std::move(keys), std::move(args));
    if (!touched) co_return tl::unexpected(touched.error());
    Session session;
    session.person = text_at(*touched, 1);
    session.csrf = text_at(*touched, 2);
    session.opened_at = runtime::from_ms(number_at(*touched, 3));
    session.last_seen = runtime::from_ms(number_at(*touched, 4));
    co_return session;
}

Task<Result<void>> Store::close_session(std::string token_hash, Time now) {
    if (!valid_id(token_hash)) co_return Result<void>{};
    runtime::RedisCommand get{"HGET", keys_.of("session", token_hash), "person"};
    const auto person = co_await read(std::move(get));
    if (!person) co_return tl::unexpected(person.error());
    if (person->is_nil()) co_return Result<void>{};
    std::vector<std::string> keys{keys_.of("sessions", person->text), keys_.of("journal"), keys_.of("seq"),
                                  keys_.of("session", token_hash)};
    std::vector<std::string> args{person->text, ms(now), std::move(token_hash)};
    const auto closed = co_await call("close_sessions", std::move(keys), std::move(args));
    if (!closed) co_return tl::unexpected(closed.error());
    co_return Result<void>{};
}

Task<Result<void>> Store::close_sessions(std::string person, Time now) {
    constexpr int kRounds = 20;  // one that is opened between reading and closing is caught by the next round
    if (!valid_id(person)) co_return Result<void>{};
    for (int round = 0; round < kRounds; ++round) {
        runtime::RedisCommand range{"ZRANGE", keys_.of("sessions", person), "0", "499"};
        const auto open = co_await read(std::move(range));
        if (!open) co_return tl::unexpected(open.error());
        if (open->items.empty()) co_return Result<void>{};
        std::vector<std::string> keys{keys_.of("sessions", person), keys_.of("journal"), keys_.of("seq")};
        std::vector<std::string> args{person, ms(now)};
        for (const auto& token : open->items) {
            keys.push_back(keys_.of("session", token.text));
            args.push_back(token.text);
        }
        const auto closed = co_await call("close_sessions", std::move(keys), std::move(args));
        if (!closed) co_return tl::unexpected(closed.error());
        if (number_at(*closed, 1) == 0) co_return Result<void>{};
    }
    co_return runtime::fail(ErrorKind::conflict, "This person keeps opening sessions.");
}

Task<Result<std::optional<Time>>> Store::login_failed(std::string key, Time now) {
    std::vector<std::string> keys{keys_.of("login", login_id(key))};
    std::vector<std::string> args{ms(now), std::to_string(kFailuresAllowed), text(kFirstBlock), text(kLongestBlock),
                                  text(kFailuresKept)};
    const auto counted = co_await call("login_failed", std::move(keys), std::move(args));
    if (!counted) co_return tl::unexpected(counted.error());
    std::optional<Time> until;
    if (const auto at = text_at(*counted, 1); !at.empty()) until = runtime::from_ms(number_of(at));
    co_return until;
}

Task<Result<std::optional<Time>>> Store::login_blocked(std::string key, Time now) {
    runtime::RedisCommand get{"HGET", keys_.of("login", login_id(key)), "until"};
    const auto found = co_await read(std::move(get));
    if (!found) co_return tl::unexpected(found.error());
    std::optional<Time> until;
    if (const auto at = runtime::from_ms(number_of(found->text)); at > now) until = at;
    co_return until;
}

Task<Result<void>> Store::login_succeeded(std::string key) {
    std::vector<std::string> keys{keys_.of("login", login_id(key))};
    std::vector<std::string> args;
    const auto forgotten = co_await call("login_succeeded", std::move(keys), std::move(args));
    if (!forgotten) co_return tl::unexpected(forgotten.error());
    co_return Result<void>{};
}

}  // namespace moderation
