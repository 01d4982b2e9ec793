#include "models/journal/durable_file.hpp"
#include "models/journal/verify.hpp"

#include <ostream>

namespace models {

namespace {

constexpr std::size_t kKeyFileBytesMax = 1024;
constexpr int kIntact = 0;
constexpr int kBroken = 1;
constexpr int kNothingToVerify = 2;

runtime::Result<std::string> read_public_key(const std::string& file) {
    auto content = read_small_file(file, kKeyFileBytesMax);
    if (!content) return content;
    while (!content->empty() && (content->back() == '\n' || content->back() == '\r' || content->back() == ' '))
        content->pop_back();
    if (content->size() != 64 || content->find_first_not_of("0123456789abcdef") != std::string::npos)
        return runtime::fail(runtime::ErrorKind::malformed, file + ": no public key of 64 hex digits");
    return content;
}

void say_intact(const VerifyReport& report, std::ostream& out) {
    out << "The journal is intact: " << report.entries << " entries in " << report.files << " files, "
        << report.checkpoints << " signed checkpoints.\n"
        << "Head: entry " << report.head.seq << " sha256 " << report.head.hash << '\n';
    if (report.unsealed() > 0)
        out << "Unsealed tail: the last " << report.unsealed()
            << " entries fit the chain, but no checkpoint signs for them. Gatehouse signs them when it seals next; if "
               "it"
               " has run since, the end of the journal was cut off.\n";
}

}  // namespace

int verify_command(const std::string& directory, const std::string& public_key_file, std::ostream& out,
                   const std::string& printed_head) {
    const auto key = read_public_key(public_key_file);
    if (!key) {
        out << key.error().message << '\n';
        return kNothingToVerify;
    }
    std::optional<ChainHead> known;
    if (!printed_head.empty()) {
        const auto head = read_chain_head_line(printed_head);
        if (!head) {
            out << head.error().message << '\n';
            return kNothingToVerify;
        }
        known = *head;
    }
    const auto report = verify_settled(directory, *key, known);
    if (report.breach) {
        out << "The journal is BROKEN at " << report.breach->file << " line " << report.breach->line << " ("
            << to_string(report.breach->kind) << "): " << report.breach->why << ".\n"
            << "Good before that: " << report.entries << " entries.\n";
        return kBroken;
    }
    if (report.files == 0) {
        out << directory << ": there is no journal here.\n";
        return kNothingToVerify;
    }
    say_intact(report, out);
    return kIntact;
}

}  // namespace models
