#pragma once

#include <boost/asio/ip/address.hpp>

namespace runtime {

/// Whether an address is one of the internet at large: not this machine, not a network of the school's, nothing set
/// aside. Of what is new the answer is no.
///
/// Source  IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890); an IPv4 address inside an IPv6 one counts as
///         itself.
bool is_public_address(const boost::asio::ip::address& address);

}  // namespace runtime
