#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace config {

/// What somebody typed after `gatehouse`.
struct CommandLine {
    /// "serve", "check", "doctor", "settings", "user add", "channel", "export", "verify", "train", "assess",
    /// "parse", "import", "picture"
    std::string command;

    std::string config;                  ///< the settings file
    std::vector<std::string> overrides;  ///< --set key=value
    std::string models;                  ///< a directory of models; empty: the settings', or the shipped ones

    std::string roles{"collect,work,web,notify"};  ///< serve
    std::string ready_file;                        ///< serve: where to write the port of the pages

    std::string person;  ///< user add, channel
    std::string password_file;

    std::string verb;  ///< channel: "list", "propose", "assess", "authorise", "suspend", "close", "connect"...
    std::string channel;
    std::string network;
    std::string page_id;
    std::string handle;
    std::string purpose;
    std::string outcomes;
    std::vector<std::string> answers;
    std::string reason;

    std::string from;  ///< export; channel connect: the file with the token
    std::string to;
    std::string format{"csv"};
    std::string output;  ///< export, train

    std::string journal;  ///< verify
    std::string public_key;
    std::string printed_head;

    std::vector<std::string> train_files;  ///< train
    std::string dev_file;
    std::string rules_file;
    std::string sentences_file;
    std::string lexicon_file;
    int seed{7};
    std::string labelled_file;  ///< evaluate
    std::string html_file;
    std::string json_file;
    bool disguised{false};

    std::string kind;                ///< parse
    std::vector<std::string> files;  ///< parse, picture
    bool no_text{false};             ///< picture
    bool hashes_only{false};

    std::string pupils_file;  ///< import
    std::string earlier_file;
    std::vector<std::string> columns;
    std::vector<std::string> lone_tick;

    bool has_role(std::string_view role) const;
};

/// Parses the arguments. The error is an exit code: help was asked for and printed (0), or the arguments make no
/// sense and it was said on standard error. `kinds`: what the help of `parse` says of the kinds of answers; `findings`:
/// what that of `picture` says of its output.
tl::expected<CommandLine, int> parse_command_line(int argc, const char* const* argv, const std::string& kinds = {},
                                                  const std::string& findings = {});

}  // namespace config
