// Whatever a file claims to be an export of pupils: reading it never crashes, says of what it finds only lines and
// columns, and laying it over the register twice changes nothing the second time.

#include "models/consent/changes.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const models::consent::Day today{std::chrono::year{2026} / 11 / 20};
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto read = models::consent::read_pupils(bytes, {}, today);
    demand(read.problems.size() <= models::consent::kExportProblemsMax);
    const auto once = models::consent::applied({}, read, today);
    demand(once.preview.fresh == read.pupils.size());
    const auto twice = models::consent::applied(once.pupils, read, today);
    demand(twice.preview.changed == 0 && twice.preview.fresh == 0 && twice.preview.not_read == 0);
    demand(twice.pupils == once.pupils);
    return 0;
}
