#include "config/runtime/embedded_redis.hpp"

#include "config/runtime/child_process.hpp"

#include <filesystem>

namespace runtime {

EmbeddedRedis::EmbeddedRedis(const std::string& data_directory) {
    const auto directory = (std::filesystem::absolute(data_directory) / "redis").lexically_normal().string();
    if (PrivateRedis::in_use(directory)) {
        socket_ = directory + "/redis.sock";
        return;
    }
    server_.emplace(directory);
    socket_ = server_->socket();
}

bool EmbeddedRedis::runs() const {
    return !server_ || process_runs(server_->pid());
}

}  // namespace runtime
