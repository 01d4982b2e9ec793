// Whatever a school's list of pupils and a text hold: reading never crashes, and every mention lies in the text, in
// order, and means pupils of the list. The first lines of the input are pupils, the rest is the text.

#include "models/names/findings.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

using tests::demand;

namespace {

std::string_view up_to(std::string_view& rest, char mark) {
    const auto end = rest.find(mark);
    const auto part = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest{reinterpret_cast<const char*>(data), size};
    std::vector<models::names::PupilNames> pupils;
    while (pupils.size() < 8 && rest.find('\n') != std::string_view::npos) {
        auto line = up_to(rest, '\n');
        const std::string forename{up_to(line, ';')};
        const std::string surname{up_to(line, ';')};
        pupils.push_back({{forename}, {surname}, std::string{line}});
    }
    const models::names::Roster roster{pupils};
    std::size_t before = 0;
    for (const auto& mention : roster.find(rest)) {
        demand(mention.begin >= before && mention.end >= mention.begin && mention.end <= rest.size());
        demand(!mention.pupils.empty() && mention.pupils.size() <= models::names::kMentionPupilsMax);
        for (const auto pupil : mention.pupils) demand(pupil < pupils.size());
        before = mention.end;
    }
    const auto nobody = [](std::size_t, auto) { return false; };
    (void)models::names::naming_findings(roster, models::names::words_of_file_name(rest), true, nobody);
    return 0;
}
