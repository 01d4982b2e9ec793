#include "config/doctor.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <system_error>

#include <sys/stat.h>
#include <unistd.h>

namespace config {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMegabyte = 1024 * 1024;
constexpr std::uintmax_t kTooLittle = 256 * kMegabyte;  ///< a Redis that cannot write refuses everything
constexpr std::uintmax_t kLittle = 2048 * kMegabyte;

std::optional<struct stat> facts_of(const fs::path& path) {
    struct stat facts{};
    if (::stat(path.c_str(), &facts) != 0) return std::nullopt;
    return facts;
}

bool examine_owner(const std::string& directory, const struct stat& facts, Findings& findings) {
    if (!S_ISDIR(facts.st_mode)) {
        findings.push_back(wrong(directory + " is not a directory", "give another data.directory"));
        return false;
    }
    if (facts.st_uid != ::geteuid()) {
        findings.push_back(
            wrong("the data directory " + directory + " belongs to another user than the one that asks",
                  "run `gatehouse doctor` as the user that runs Gatehouse, or give that user the directory"));
        return false;
    }
    if (::access(directory.c_str(), R_OK | W_OK | X_OK) != 0) {
        findings.push_back(wrong("the data directory " + directory + " is not writable", "chmod 0700 " + directory));
        return false;
    }
    findings.push_back(fine("the data directory " + directory + " is writable"));
    return true;
}

void examine_mode(const std::string& path, mode_t mode, const char* right, Findings& findings) {
    const auto remedy = std::string{"chmod "} + right + " " + path;
    if ((mode & 022U) != 0)
        findings.push_back(wrong("others can change " + path, remedy));
    else if ((mode & 077U) != 0)
        findings.push_back(wrong("others can read " + path, remedy));
    else
        findings.push_back(fine("nobody else can read " + path));
}

void examine_disk(const std::string& directory, Findings& findings) {
    std::error_code failure;
    const auto space = fs::space(directory, failure);
    if (failure) {
        findings.push_back(
            warning("the free space of the disk is unknown: " + failure.message(), "look at it with df"));
        return;
    }
    const auto free = std::to_string(space.available / kMegabyte) + " MB free for the data directory";
    if (space.available < kTooLittle)
        findings.push_back(wrong(free, "make room: nothing is recorded once the disk is full"));
    else if (space.available < kLittle)
        findings.push_back(warning(free, "make room soon, at least 2048 MB"));
    else
        findings.push_back(fine(free));
}

/// Whether both keys are there and only ours.
bool examine_keys(const fs::path& keys, Findings& findings) {
    bool usable = true;
    for (const auto* name : {"content.key", "journal.key"}) {
        const auto path = (keys / name).string();
        const auto facts = facts_of(path);
        if (!facts) {
            findings.push_back(wrong(path + " is missing",
                                     "bring it back from the backup: without it what was recorded "
                                     "cannot be read or proved"));
            usable = false;
            continue;
        }
        const auto before = findings.size();
        examine_mode(path, facts->st_mode, "0600", findings);
        usable = usable && findings[before].grade == Finding::Grade::ok;
    }
    if (!facts_of(keys / "journal.key.pub"))
        findings.push_back(warning((keys / "journal.key.pub").string() + " is missing",
                                   "start Gatehouse once: it writes the public half of the key again"));
    return usable;
}

}  // namespace

bool examine_data_directory(const std::string& directory, Findings& findings) {
    const auto facts = facts_of(directory);
    if (!facts) {
        findings.push_back(
            warning("there is no data directory " + directory + " yet",
                    "it is made at the first start; until then Redis and the channels are not looked at"));
        return false;
    }
    if (!examine_owner(directory, *facts, findings)) return false;
    const auto before = findings.size();
    examine_mode(directory, facts->st_mode, "0700", findings);
    if (findings[before].grade == Finding::Grade::problem && (facts->st_mode & 022U) == 0)
        findings[before].grade = Finding::Grade::warning;  // what lies in it is closed to others by itself
    examine_disk(directory, findings);
    const auto keys = fs::path{directory} / "keys";
    if (!facts_of(keys)) {
        findings.push_back(warning("the data directory holds nothing yet",
                                   "start Gatehouse once; until then Redis and the channels are not looked at"));
        return false;
    }
    return examine_keys(keys, findings);
}

}  // namespace config
