#include "moderation/web/passwords.hpp"

#include "config/runtime/crypto.hpp"
#include "moderation/web/utf8.hpp"

#include <algorithm>
#include <cctype>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace moderation::web {

namespace {

/// The hash of a password that was thrown away, with the same costs as a real one.
constexpr const char* kNobody =
    "$argon2id$v=19$m=65536,t=2,p=1$3dlZ+tfEpt4e1i0hBaKNtQ$co4uf6V/vayOjGiIpPo5Rshy1jMFKi0BrFGqmk+pSuY";

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char byte) { return static_cast<char>(std::tolower(byte)); });
    return text;
}

}  // namespace

/// Gives its place to the next one, whatever happens in between.
class Passwords::Turn {
  public:
    explicit Turn(Passwords& passwords) : passwords_{passwords} {}
    ~Turn() { passwords_.leave(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    Passwords& passwords_;
};

runtime::Task<bool> Passwords::enter() {
    if (running_ < kAtOnce) {
        ++running_;
        co_return true;
    }
    if (waiting_.size() >= kWaitingMax) co_return false;
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer turn(executor, boost::asio::steady_timer::time_point::max());
    waiting_.push_back(&turn);
    co_await turn.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    // Whoever leaves takes us out of the line and hands their place over; still in it means we were cancelled.
    const auto mine = std::find(waiting_.begin(), waiting_.end(), &turn);
    if (mine == waiting_.end()) co_return true;
    waiting_.erase(mine);
    co_return false;
}

void Passwords::leave() {
    if (waiting_.empty()) {
        --running_;
        return;
    }
    auto* next = waiting_.front();
    waiting_.pop_front();
    next->cancel();
}

runtime::Task<runtime::Result<bool>> Passwords::matches(std::string hash, std::string password) {
    const bool entered = co_await enter();
    if (!entered) co_return runtime::fail(runtime::ErrorKind::unavailable, "too many sign-ins at once");
    const Turn turn{*this};
    const bool somebody = !hash.empty();
    const std::string compared = somebody ? hash : std::string{kNobody};
    bool right = false;
    auto compare = [&] { right = runtime::password_matches(compared, password); };
    co_await cpu_.run(compare);
    co_return right&& somebody;
}

runtime::Task<runtime::Result<std::string>> Passwords::hash(std::string password) {
    const bool entered = co_await enter();
    if (!entered) co_return runtime::fail(runtime::ErrorKind::unavailable, "too many sign-ins at once");
    const Turn turn{*this};
    std::string hashed;
    auto work = [&] { hashed = runtime::hash_password(password); };
    co_await cpu_.run(work);
    co_return hashed;
}

std::string password_problem(const std::string& password, const std::string& person_id, const std::string& name) {
    if (count_characters(password) < kPasswordCharactersMin) return "The new password must have at least 12 characters";
    if (password.size() > kPasswordBytesMax) return "The new password is too long";
    const auto lowered = lower(password);
    if (lowered.find(lower(person_id)) != std::string::npos || lowered.find(lower(name)) != std::string::npos)
        return "The new password must not contain your name";
    const bool same = std::all_of(lowered.begin(), lowered.end(), [&](char byte) { return byte == lowered[0]; });
    if (same) return "The new password must not be one character over and over";
    return {};
}

}  // namespace moderation::web
