#include "config/data_dir.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace config {

namespace {

std::string beside_the_program() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return {};
    return (program.parent_path().parent_path() / "share" / "gatehouse").string();
}

}  // namespace

std::string data_file_in(const std::vector<std::string>& folders, std::string_view name) {
    std::string first;
    for (const auto& folder : folders) {
        if (folder.empty()) continue;
        const auto path = std::filesystem::path{folder} / name;
        if (first.empty()) first = path.string();
        std::error_code error;
        if (std::filesystem::exists(path, error)) return path.string();
    }
    return first;
}

std::string data_file(std::string_view name) {
    const char* chosen = std::getenv("GATEHOUSE_DATA");
    const std::string source{GATEHOUSE_SOURCE_DIR};
    return data_file_in({chosen ? chosen : "", beside_the_program(), source + "/config/data", source + "/models"},
                        name);
}

}  // namespace config
