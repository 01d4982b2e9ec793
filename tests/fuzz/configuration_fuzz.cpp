// Configuration files of any content: each is taken or refused, and every problem is one line that says something.

#include "config/duration.hpp"
#include "config/policy/calendar.hpp"
#include "config/policy/csv.hpp"
#include "config/policy/people.hpp"
#include "config/policy/post_templates.hpp"
#include "config/policy/routing_file.hpp"
#include "config/settings.hpp"
#include "tests/fuzz/demand.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <cstdint>

using tests::demand;

namespace {

template <class Loaded>
void check(const Loaded& loaded) {
    if (loaded) return;
    demand(!loaded.error().empty());
    for (const auto& problem : loaded.error()) {
        demand(!problem.what.empty() && problem.line >= 0);
        demand(problem.what.find('\n') == std::string::npos && problem.remedy.find('\n') == std::string::npos);
    }
}

void check_csv(std::string_view text) {
    const config::CsvLimits limits{.records = 50, .fields = 8, .field_bytes = 64};
    const auto records = config::read_csv(text, limits);
    if (!records) return demand(records.error().line >= 1 && !records.error().what.empty());
    demand(records->size() <= limits.records);
    for (const auto& record : *records) {
        demand(record.line >= 1 && record.fields.size() <= limits.fields);
        for (const auto& field : record.fields) demand(field.size() <= limits.field_bytes);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const tests::MemoryFile file;
    static const auto path = file.path();
    file.write(bytes, size);
    check(config::load_settings(path));
    check(config::load_people(path));
    check(config::load_calendar(path, "Europe/London"));
    check(config::load_routing(path, {}));
    check(config::load_post_templates(path));
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    check_csv(text);
    if (const auto duration = config::duration_from(text))
        demand(config::duration_from(config::to_string(*duration)) == duration);
    return 0;
}
