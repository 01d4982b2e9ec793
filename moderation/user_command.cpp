#include "moderation/user_command.hpp"

#include <fstream>
#include <ostream>
#include <utility>

#include <sys/stat.h>

namespace moderation {

namespace {
constexpr std::size_t kPasswordMin = 12;
}

runtime::Task<int> add_user(Store& store, const config::People& people, runtime::Clock& clock, std::string person,
                            std::string password, std::ostream& out) {
    if (people.find(person) == nullptr) {
        out << "There is no person `" << person << "` in the people file. Add them there first; the ids are:";
        for (const auto& known : people.all()) out << ' ' << known.id;
        out << '\n';
        co_return 1;
    }
    User user;
    user.person = person;
    user.created_at = clock.now();
    user.must_change = password.empty();
    if (password.empty()) password = runtime::random_hex(10);
    if (password.size() < kPasswordMin) {
        out << "The password is shorter than " << kPasswordMin << " characters. Choose a longer one.\n";
        co_return 1;
    }
    user.password_hash = runtime::hash_password(password);
    const bool drawn = user.must_change;
    const auto put = co_await store.put_user(std::move(user), "system:operator", clock.now());
    if (!put) {
        out << "The sign-in could not be kept: " << put.error().message << '\n';
        co_return 1;
    }
    out << "Added " << person << ".";
    if (drawn) out << " First password: " << password << " (it has to be changed at the first sign-in)";
    out << '\n';
    co_return 0;
}

runtime::Result<std::string> read_password(const std::string& file) {
    struct stat info{};
    if (::stat(file.c_str(), &info) != 0)
        return runtime::fail(runtime::ErrorKind::unavailable,
                             file + " cannot be read. Make it, with the password on one line.");
    if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return runtime::fail(runtime::ErrorKind::unavailable, file + " can be read by others. Run: chmod 600 " + file);
    std::string password;
    std::ifstream input{file};
    if (!std::getline(input, password) || password.empty())
        return runtime::fail(runtime::ErrorKind::unavailable, file + " holds no password on its first line.");
    return password;
}

runtime::Task<runtime::Result<void>> check_password(Store& store, std::string person, std::string password) {
    const auto user = co_await store.user(std::move(person));
    if (!user || !runtime::password_matches(user->password_hash, password))
        co_return runtime::fail(runtime::ErrorKind::forbidden, "The person and the password do not belong together.");
    co_return runtime::Result<void>();
}

}  // namespace moderation
