#include "configuration_files.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <date/date.h>

namespace fs = std::filesystem;

ConfigurationFiles::ConfigurationFiles() {
    auto pattern = (fs::temp_directory_path() / "gatehouse-config-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) throw std::runtime_error{"no temporary folder"};
    folder_ = pattern;
}

ConfigurationFiles::~ConfigurationFiles() {
    std::error_code error;
    fs::remove_all(folder_, error);
}

std::string ConfigurationFiles::write(const std::string& name, std::string_view text) const {
    const auto file = folder_ / name;
    std::ofstream{file, std::ios::binary} << text;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    return file.string();
}

std::string ConfigurationFiles::settings(std::string_view more) const {
    return write("settings.toml",
                 "[school]\n"
                 "id = \"bramblecote\"\n"
                 "name = \"Bramblecote Primary School\"\n"
                 "people_file = \"people.toml\"\n"
                 "calendar_file = \"calendar.toml\"\n"
                 "[data]\n"
                 "directory = \"data\"\n" +
                     std::string{more});
}

std::string printed(const config::Problems& problems) {
    auto short_names = problems;
    for (auto& problem : short_names) problem.file = fs::path{problem.file}.filename().string();
    std::ostringstream out;
    config::print_problems(short_names, out);
    return out.str();
}

runtime::Time utc(const std::string& text) {
    std::istringstream in{text};
    date::sys_time<std::chrono::minutes> time;
    in >> date::parse("%F %R", time);
    if (in.fail()) throw std::invalid_argument{text};
    return time;
}

config::Person person(std::string id, std::initializer_list<config::Role> roles, std::vector<std::string> managed_by) {
    config::Person person;
    person.name = "Mx " + id;
    person.email = id + "@bramblecote.example";
    person.id = std::move(id);
    for (const auto role : roles) person.roles.push_back({role, std::nullopt, std::nullopt, 0});
    person.managed_by = std::move(managed_by);
    return person;
}

std::vector<config::Emitted> emitted() {
    return {{"threat", {1, 2, 3, 4}},  {"hate", {1, 2, 3, 4}},   {"staff_allegation", {2, 3, 4}},
            {"illegal_image", {4}},    {"criticism", {0, 1, 2}}, {"pupil_data", {2, 3, 4}},
            {"unknown_language", {1}}, {"benign_question", {0}}, {"benign", {0}}};
}
