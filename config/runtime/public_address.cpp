#include "config/runtime/public_address.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace runtime {

namespace ip = boost::asio::ip;

namespace {

struct Block {
    std::array<std::uint8_t, 4> begin;
    unsigned bits;
};

constexpr std::array<Block, 15> kSetAside{{
    {{0, 0, 0, 0}, 8},
    {{10, 0, 0, 0}, 8},
    {{100, 64, 0, 0}, 10},
    {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16},
    {{172, 16, 0, 0}, 12},
    {{192, 0, 0, 0}, 24},
    {{192, 0, 2, 0}, 24},
    {{192, 88, 99, 0}, 24},
    {{192, 168, 0, 0}, 16},
    {{198, 18, 0, 0}, 15},
    {{198, 51, 100, 0}, 24},
    {{203, 0, 113, 0}, 24},
    {{224, 0, 0, 0}, 4},
    {{240, 0, 0, 0}, 4},
}};

std::uint32_t number_of(const std::array<std::uint8_t, 4>& bytes) {
    std::uint32_t number = 0;
    for (const auto byte : bytes) number = number << 8 | byte;
    return number;
}

bool is_public(const ip::address_v4& address) {
    const auto number = address.to_uint();
    return std::none_of(kSetAside.begin(), kSetAside.end(), [&](const Block& block) {
        const auto shift = 32 - block.bits;
        return number >> shift == number_of(block.begin) >> shift;
    });
}

bool is_public(const ip::address_v6& address) {
    if (address.is_v4_mapped()) return is_public(ip::make_address_v4(ip::v4_mapped, address));
    const auto bytes = address.to_bytes();
    if (bytes[0] >> 5 != 1) return false;  // only 2000::/3 is given out
    const bool to_v4 = bytes[0] == 0x20 && bytes[1] == 0x02;
    const bool protocols = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] <= 0x01;
    const bool documentation = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == 0xb8;
    const bool documentation_too = bytes[0] == 0x3f && bytes[1] == 0xff;
    return !to_v4 && !protocols && !documentation && !documentation_too;
}

}  // namespace

bool is_public_address(const ip::address& address) {
    return address.is_v4() ? is_public(address.to_v4()) : is_public(address.to_v6());
}

}  // namespace runtime
