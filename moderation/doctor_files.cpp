#include "moderation/doctor.hpp"

#include "models/journal/verify.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace moderation {

namespace {

using config::Findings;
using config::fine;
using config::warning;
using config::wrong;

struct Golden {
    const char* text;
    int lowest;
    int highest;
};
// Far from any threshold: a model that misses these is not the one that was tested.
constexpr std::array<Golden, 2> kGolden{{
    {"go kill yourself nobody would miss you", 4, 4},
    {"Thank you to all the staff for a wonderful day", 0, 0},
}};

/// The 64 hex digits of a public key file.
std::string public_key(const std::filesystem::path& file) {
    std::ifstream in{file};
    std::string key;
    in >> key;
    return key;
}

}  // namespace

std::unique_ptr<const models::Assessor> examine_models(const std::string& directory, Findings& findings) {
    auto assessor = models::Assessor::load(directory);
    if (!assessor) {
        findings.push_back(wrong("the models do not load: " + assessor.error().message,
                                 "install Gatehouse again, or look at models.directory"));
        return nullptr;
    }
    findings.push_back(fine("the models load: " + (*assessor)->version()));
    for (const auto& golden : kGolden) {
        const auto severity = level((*assessor)->assess(golden.text).severity);
        if (severity >= golden.lowest && severity <= golden.highest) continue;
        findings.push_back(wrong("the models misjudge a sentence that every model must get right",
                                 "install Gatehouse again, or train the models of models.directory anew"));
        return std::move(*assessor);
    }
    findings.push_back(fine("the models judge a grave and a harmless sentence as they must"));
    return std::move(*assessor);
}

void examine_journal(const std::string& data_directory, Findings& findings) {
    const std::filesystem::path data{data_directory};
    const auto journal = data / "journal";
    std::error_code failure;
    if (std::filesystem::is_empty(journal, failure) || failure) {
        findings.push_back(fine("nothing of the journal is sealed yet"));
        return;
    }
    const auto report = models::verify_settled(journal.string(), public_key(data / "keys" / "journal.key.pub"));
    if (report.intact()) {
        findings.push_back(fine("the journal is whole: " + std::to_string(report.entries) + " entries"));
        return;
    }
    findings.push_back(wrong("the journal is broken in " + report.breach->file + ", line " +
                                 std::to_string(report.breach->line) + ": " + report.breach->why,
                             "change nothing; keep a copy, see `gatehouse verify`, and tell the head"));
}

}  // namespace moderation
