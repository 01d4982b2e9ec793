// Prints every item a school keeps as JSON Lines: what the chaos test compares with the network's own list.
// `inspect --config FILE [--set key=value]...`

#include "config/runtime/run.hpp"
#include "config/settings.hpp"
#include "moderation/school_data.hpp"

#include <iostream>

#include <boost/json.hpp>

namespace {

runtime::Task<void> print_items(moderation::SchoolData& data, std::string school) {
    std::string cursor = "0";
    do {
        runtime::RedisCommand scan{"SCAN",  cursor, "MATCH", "gh:{" + school + "}:item:*",
                                   "COUNT", "1000", "TYPE",  "hash"};
        const auto found = co_await data.redis().command(std::move(scan));
        if (!found) throw std::runtime_error{found.error().message};
        cursor = found->items.at(0).text;
        for (const auto& key : found->items.at(1).items) {
            const auto id = key.text.substr(key.text.rfind(':') + 1);
            const auto item = co_await data.store().item_for_system(id);
            if (!item) continue;
            boost::json::array revisions;
            for (const auto& revision : item->revisions) revisions.emplace_back(revision.id);
            std::cout << boost::json::object{{"id", item->id},
                                             {"external_id", item->latest.external_id},
                                             {"kind", std::string{to_string(item->latest.kind)}},
                                             {"network_state", std::string{to_string(item->network_state)}},
                                             {"review", std::string{to_string(item->review)}},
                                             {"revisions", std::move(revisions)}}
                      << '\n';
        }
    } while (cursor != "0");
}

}  // namespace

int main(int argc, char* argv[]) try {
    std::string file;
    std::vector<std::string> overrides;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::string_view{argv[i]} == "--config")
            file = argv[i + 1];
        else
            overrides.emplace_back(argv[i + 1]);
    }
    runtime::crypto_start();
    const auto settings = config::load_settings(file, overrides);
    if (!settings) {
        config::print_problems(settings.error(), std::cerr);
        return EXIT_FAILURE;
    }
    boost::asio::io_context io{1};
    runtime::Log log{runtime::LogLevel::error};
    moderation::SchoolData data{io.get_executor(), *settings, log};
    runtime::run_until_signal(io, print_items(data, settings->school.id));
    return EXIT_SUCCESS;
} catch (const std::exception& failure) {
    std::cerr << "inspect: " << failure.what() << '\n';
    return EXIT_FAILURE;
}
