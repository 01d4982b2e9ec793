#include "moderation/doctor_redis.hpp"

#include "moderation/doctor.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace moderation {

namespace {

using config::Findings;
using config::fine;
using config::warning;
using config::wrong;

constexpr int kVersionNeeded = 7;

/// "7.0.15" of `text`, which says it behind `label`.
std::string version_behind(std::string_view label, std::string_view text) {
    const auto at = text.find(label);
    if (at == std::string_view::npos) return {};
    const auto version = text.substr(at + label.size(), 32);
    return std::string{version.substr(0, version.find_first_not_of("0123456789."))};
}

bool examine_version(const std::string& whose, const std::string& version, Findings& findings) {
    if (std::atoi(version.c_str()) < kVersionNeeded) {
        findings.push_back(wrong(whose + " is " + (version.empty() ? "of an unknown version" : version),
                                 "install Redis 7.0 or newer: Gatehouse needs its functions"));
        return false;
    }
    findings.push_back(fine(whose + " is " + version));
    return true;
}

struct Wanted {
    const char* setting;
    const char* value;
    const char* otherwise;
};
constexpr std::array<Wanted, 3> kWanted{{
    {"appendonly", "yes", "what is recorded is lost when Redis stops"},
    {"appendfsync", "always", "what was answered may be lost when the machine stops"},
    {"maxmemory-policy", "noeviction", "Redis may throw records away when memory is short"},
}};

runtime::Task<void> examine_setting(runtime::Redis& redis, Wanted wanted, Findings& findings) {
    runtime::RedisCommand get{"CONFIG", "GET", wanted.setting};
    const auto reply = co_await redis.command(std::move(get));
    const auto set = std::string{"`"} + wanted.setting + " " + wanted.value + "`";
    if (!reply || reply->items.size() != 2) {
        findings.push_back(warning(std::string{"Redis does not say what its `"} + wanted.setting + "` is",
                                   "make sure that it is " + set + ": otherwise " + wanted.otherwise));
        co_return;
    }
    if (reply->items[1].text == wanted.value)
        findings.push_back(fine("Redis has " + set));
    else
        findings.push_back(
            wrong("Redis does not have " + set, "set it in redis.conf: " + std::string{wanted.otherwise}));
}

}  // namespace

runtime::Task<bool> examine_redis(runtime::Redis& redis, Findings& findings) {
    runtime::RedisCommand info{"INFO", "server"};
    const auto reply = co_await redis.command(std::move(info));
    if (!reply) {
        findings.push_back(wrong("Redis cannot be reached: " + reply.error().message,
                                 "look whether it runs, and at the redis.* settings"));
        co_return false;
    }
    if (reply->is_error()) {
        findings.push_back(wrong("Redis refuses to be asked",
                                 "look at redis.username and redis.password_file, and at "
                                 "what that user may do"));
        co_return false;
    }
    if (!examine_version("Redis", version_behind("redis_version:", reply->text), findings)) co_return false;
    for (const auto& wanted : kWanted) co_await examine_setting(redis, wanted, findings);
    co_return true;
}

void examine_redis_program(const config::Settings& settings, Findings& findings) {
    if (!settings.redis.unix_socket.empty() || !settings.redis.host.empty()) return;
    auto* pipe = ::popen("exec redis-server --version 2>/dev/null", "r");
    std::array<char, 512> said{};
    const auto size = pipe == nullptr ? 0 : std::fread(said.data(), 1, said.size(), pipe);
    if (pipe != nullptr) ::pclose(pipe);
    const auto version = version_behind("v=", std::string_view{said.data(), size});
    if (version.empty())
        findings.push_back(wrong("redis-server is not found on PATH", "apt-get install redis-server, or set redis.*"));
    else
        examine_version("redis-server", version, findings);
}

}  // namespace moderation
