#pragma once

#include "config/policy/people.hpp"
#include "config/policy/routing_file.hpp"
#include "config/problem.hpp"

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// A folder of configuration files that is gone after the test.
class ConfigurationFiles {
  public:
    ConfigurationFiles();
    ~ConfigurationFiles();
    ConfigurationFiles(const ConfigurationFiles&) = delete;
    ConfigurationFiles& operator=(const ConfigurationFiles&) = delete;

    /// Writes the file and says where it is. Nobody else may read it.
    std::string write(const std::string& name, std::string_view text) const;
    /// A settings file with what is required, and then `more`.
    std::string settings(std::string_view more = "") const;
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

  private:
    std::filesystem::path folder_;
};

/// All problems as they are printed, one line each, file names without folder.
std::string printed(const config::Problems& problems);

/// A moment in UTC: "2026-11-20 09:15".
runtime::Time utc(const std::string& text);

/// Somebody who holds these roles for ever; deputies of one role in the order in which they are listed.
config::Person person(std::string id, std::initializer_list<config::Role> roles,
                      std::vector<std::string> managed_by = {});

/// What the classifier of the shipped table can say.
std::vector<config::Emitted> emitted();
