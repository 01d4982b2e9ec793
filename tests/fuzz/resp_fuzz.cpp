// Whatever a server says in place of Redis: the replies are the same however the bytes are cut, and they end.

#include "config/runtime/resp.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

using runtime::RedisReply;

namespace {

bool same(const RedisReply& a, const RedisReply& b) {
    if (a.kind != b.kind || a.text != b.text || a.number != b.number || a.items.size() != b.items.size()) return false;
    for (std::size_t i = 0; i < a.items.size(); ++i)
        if (!same(a.items[i], b.items[i])) return false;
    return true;
}

/// All replies up to the first thing that is none.
std::vector<RedisReply> read(std::string_view bytes, std::size_t piece) {
    constexpr std::size_t kBytesMax = 1024 * 1024;
    runtime::RespReader reader{kBytesMax};
    std::vector<RedisReply> replies;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        if (!reader.feed(bytes.substr(0, piece))) return replies;
        for (;;) {
            auto reply = reader.next();
            if (!reply) return replies;
            if (!*reply) break;
            replies.push_back(std::move(**reply));
        }
    }
    return replies;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto at_once = read(bytes, size + 1);
    const auto in_pieces = read(bytes, 3);
    tests::demand(at_once.size() == in_pieces.size());
    for (std::size_t i = 0; i < at_once.size(); ++i) tests::demand(same(at_once[i], in_pieces[i]));
    return 0;
}
