#include "config/command_line.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include <CLI/CLI.hpp>

namespace config {

namespace {

constexpr std::array<const char*, 4> kServiceRoles{"collect", "work", "web", "notify"};

/// Says what is wrong with "collect,web", or nothing: the form in which CLI11 asks.
std::string check_roles(const std::string& roles) {
    std::istringstream parts{roles + ","};
    for (std::string role; std::getline(parts, role, ',');) {
        if (std::find(kServiceRoles.begin(), kServiceRoles.end(), role) != kServiceRoles.end()) continue;
        return "`" + role + "` is no role; the roles are collect, work, web and notify, with commas between them";
    }
    return {};
}

CLI::App* add(CLI::App& parent, const char* name, const char* help, CommandLine& line) {
    auto* added = parent.add_subcommand(name, help);
    added->callback([&parent, &line, name] {
        line.command = parent.get_parent() == nullptr ? name : parent.get_name() + " " + name;
    });
    return added;
}

void with_config(CLI::App* app, CommandLine& line, bool required = true) {
    app->add_option("--config", line.config, "The settings file")->required(required);
    app->add_option("--set", line.overrides, "A setting that wins over the file: web.port=8081")->take_all();
}

void declare_service(CLI::App& app, CommandLine& line) {
    auto* serve = add(app, "serve", "Run Gatehouse", line);
    with_config(serve, line);
    serve->add_option("--role", line.roles, "Of collect, work, web, notify")->check(check_roles)->capture_default_str();
    serve->add_option("--ready-file", line.ready_file, "Where to write the port of the pages when ready");
    with_config(add(app, "check", "Check the configuration and report every problem", line), line);
    with_config(add(app, "doctor", "Look at everything an installation needs, and say what to do", line), line);
    add(app, "settings", "Print every setting with its default, as Markdown", line);
}

void declare_people(CLI::App& app, CommandLine& line) {
    auto* user = app.add_subcommand("user", "People who sign in")->require_subcommand(1);
    auto* user_add = add(*user, "add", "Let somebody of the people file sign in", line);
    user_add->add_option("person", line.person, "The id in the people file")->required();
    user_add->add_option("--password-file", line.password_file, "First line: the password; without it one is drawn");
    with_config(user_add, line);

    auto* channel = add(app, "channel",
                        "Channels: list, propose, assess, sign, authorise, suspend, close, connect, disconnect", line);
    channel->add_option("verb", line.verb)
        ->required()
        ->check(CLI::IsMember(
            {"list", "propose", "assess", "sign", "authorise", "suspend", "close", "connect", "disconnect"}));
    channel->add_option("channel", line.channel, "The channel's id");
    channel->add_option("--person", line.person, "In whose name");
    channel->add_option("--password-file", line.password_file, "That person's password");
    channel->add_option("--network", line.network, "propose: where the channel is; never guessed")
        ->check(CLI::IsMember({"facebook", "instagram", "x", "youtube"}));
    channel->add_option("--page", line.page_id, "propose: the id of the page or account on the network");
    channel->add_option("--handle", line.handle, "propose: how people know the page");
    channel->add_option("--purpose", line.purpose, "propose: what the channel is for, at least 20 characters");
    channel->add_option("--outcomes", line.outcomes, "propose: what should come of it");
    channel->add_option("--from", line.from, "connect: a file of mode 0600 with the access token, or a .toml file");
    channel->add_option("--answer", line.answers, "assess: code=answer, for each question of the risk assessment")
        ->take_all();
    channel->add_option("--reason", line.reason, "suspend: why");
    with_config(channel, line);
}

void declare_proof(CLI::App& app, CommandLine& line) {
    auto* exported = add(app, "export", "Export the journal", line);
    exported->add_option("--from", line.from, "First day, 2026-11-01")->required();
    exported->add_option("--to", line.to, "Last day")->required();
    exported->add_option("--format", line.format, "csv or jsonl")->capture_default_str();
    exported->add_option("--output", line.output, "The file")->required();
    with_config(exported, line);

    auto* verify = add(app, "verify", "Verify the sealed journal; needs only its files and the public key", line);
    verify->add_option("journal", line.journal, "The directory of the segments");
    verify->add_option("--public-key", line.public_key, "The journal's public key");
    verify->add_option("--head", line.printed_head, "A chain head printed earlier, which must stand in the chain");
    with_config(verify, line, false);
}

void declare_models(CLI::App& app, CommandLine& line) {
    auto* assess = add(app, "assess", "Judge texts: JSON Lines in, JSON Lines out; needs no Redis", line);
    assess->add_option("--models", line.models, "A directory made by `gatehouse train`");
    auto* evaluate = add(app, "evaluate", "Measure how well labelled texts are judged; needs no Redis", line);
    evaluate
        ->add_option("file", line.labelled_file,
                     "JSON Lines, gzipped or not; models/golden/README.md says what a row may say")
        ->required();
    evaluate->add_option("--models", line.models, "A directory made by `gatehouse train`");
    evaluate->add_option("--html", line.html_file, "Also write a page with plots to this file");
    evaluate->add_option("--json", line.json_file, "Also write the figures to this file");
    evaluate->add_flag("--disguised", line.disguised,
                       "Also measure one text in four, and all of our own, under each of twelve disguises");
    auto* train = add(app, "train", "Train the models", line);
    train->add_option("--train", line.train_files, "JSON Lines, gzipped or not")->required();
    train->add_option("--dev", line.dev_file, "For thresholds and figures; never trained on")->required();
    train->add_option("--rules", line.rules_file, "The rule file; without it the shipped one");
    train->add_option("--sentences", line.sentences_file, "Our own sentences; without it the shipped ones");
    train->add_option("--lexicon", line.lexicon_file, "CSV of profanity and slurs; stored as hashes");
    train->add_option("--output", line.output, "Directory of the models")->required();
    train->add_option("--seed", line.seed, "The same seed gives the same models")->capture_default_str();
}

void declare_parse(CLI::App& app, CommandLine& line, const std::string& kinds) {
    auto* parse = add(app, "parse", "Print what is found in saved answers of a network, as JSON Lines", line);
    parse->add_option("network", line.network, "facebook, instagram, x or youtube")->required();
    parse->add_option("kind", line.kind, "What the answers are. " + kinds)->required();
    parse->add_option("file", line.files, "JSON, or JSON Lines when it ends in .jsonl")->required();
}

void declare_import(CLI::App& app, CommandLine& line) {
    auto* import = add(app, "import",
                       "Show what an export of pupils and consents would change, and with --config propose it", line);
    import->add_option("file", line.pupils_file, "CSV of SIMS, Arbor, Bromcom or another system")->required();
    auto* compare = import->add_option("--compare", line.earlier_file,
                                       "An earlier export: what is new, changed and lost since then");
    import->add_option("--column", line.columns, "HEADER=MEANING, where the header does not say it: \"Web=website\"")
        ->take_all();
    import->add_option("--person", line.person, "In whose name it is proposed; a second colleague agrees on the page");
    import->add_option("--password-file", line.password_file, "That person's password");
    with_config(import, line, false);
    compare->excludes("--config");
    import->add_option("--tick-means", line.lone_tick, "Uses that a lone \"Photograph Student\" tick stands for")
        ->take_all();
}

void declare_picture(CLI::App& app, CommandLine& line, const std::string& findings) {
    auto* picture = add(app, "picture", "Print what is found in pictures and videos, as JSON Lines", line);
    picture->footer(findings);
    picture->add_option("file", line.files, "Pictures and videos")->required();
    picture->add_flag("--no-text", line.no_text, "Do not read what is written in them, which takes seconds each");
    picture->add_flag("--hashes", line.hashes_only, "Look for neither people nor text");
}

}  // namespace

bool CommandLine::has_role(std::string_view role) const {
    return ("," + roles + ",").find("," + std::string{role} + ",") != std::string::npos;
}

tl::expected<CommandLine, int> parse_command_line(int argc, const char* const* argv, const std::string& kinds,
                                                  const std::string& findings) {
    CLI::App app{"Gatehouse looks after a school's official social media channels."};
    app.require_subcommand(1);
    CommandLine line;
    declare_service(app, line);
    declare_people(app, line);
    declare_proof(app, line);
    declare_models(app, line);
    declare_parse(app, line, kinds);
    declare_import(app, line);
    declare_picture(app, line, findings);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return tl::unexpected(app.exit(problem));
    }
    return line;
}

}  // namespace config
