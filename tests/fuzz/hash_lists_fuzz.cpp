// Lists of hashes of any content: each line counts or is a problem of one line, and no problem repeats what stands
// there.

#include "config/policy/hash_lists.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

using tests::demand;

namespace {

void check(const config::HashLists& lists, const config::Problems& problems, std::string_view text) {
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    demand(lists.size() <= lines && problems.size() <= config::kBadLinesNamed + 1);
    demand(lists.empty() || !config::any_error(problems));
    for (const auto& problem : problems) {
        demand(problem.line >= 0 && static_cast<std::size_t>(problem.line) <= lines);
        demand(problem.what.size() < 80 && problem.what.find('\n') == std::string::npos);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const tests::MemoryFile file;
    static const auto path = file.path();
    file.write(bytes, size);
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    config::Problems of_pdq;
    check(config::load_hash_lists({.pdq_list = path, .md5_list = ""}, of_pdq), of_pdq, text);
    config::Problems of_md5;
    check(config::load_hash_lists({.pdq_list = "", .md5_list = path}, of_md5), of_md5, text);
    return 0;
}
