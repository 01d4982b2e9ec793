#include "config/runtime/process_slot.hpp"

#include "config/runtime/crypto.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace runtime {

namespace {

constexpr std::size_t kNameBytes = 6;  // drawn; twice as many digits

[[noreturn]] void refuse(const std::string& path, int why) {
    throw std::runtime_error{path + " cannot be used: " + std::strerror(why) +
                             ". Give the data directory to the user that runs gatehouse."};
}

std::string host_name() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "unnamed";
    return name.data();
}

/// The name in a locked file; nothing when there is none, or half of one that a crash left.
std::string read_name(int file) {
    std::array<char, 2 * kNameBytes> digits{};
    const auto size = ::pread(file, digits.data(), digits.size(), 0);
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (size != static_cast<ssize_t>(digits.size()) || !std::all_of(digits.begin(), digits.end(), is_digit)) return {};
    return {digits.data(), digits.size()};
}

}  // namespace

ProcessSlot::ProcessSlot(const std::string& directory, const std::string& kind) {
    std::error_code failure;
    std::filesystem::create_directories(directory, failure);
    if (failure) refuse(directory, failure.value());
    for (int place = 1; place <= kPlacesMax; ++place)
        if (take(directory + "/" + kind + "." + std::to_string(place))) return;
    throw std::runtime_error{"all " + std::to_string(kPlacesMax) + " places in " + directory + " for " + kind +
                             " are taken: stop some of the processes that use this data directory."};
}

ProcessSlot::~ProcessSlot() {
    ::close(lock_);
}

bool ProcessSlot::take(const std::string& file) {
    const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (opened < 0) refuse(file, errno);
    if (::flock(opened, LOCK_EX | LOCK_NB) != 0) {
        const int why = errno;
        ::close(opened);
        if (why != EWOULDBLOCK) refuse(file, why);
        return false;
    }
    auto drawn = read_name(opened);
    if (drawn.empty()) {
        drawn = random_hex(kNameBytes);
        if (::pwrite(opened, drawn.data(), drawn.size(), 0) != static_cast<ssize_t>(drawn.size())) {
            const int why = errno;
            ::close(opened);
            refuse(file, why);
        }
    }
    lock_ = opened;
    name_ = host_name() + "/" + drawn;
    return true;
}

}  // namespace runtime
