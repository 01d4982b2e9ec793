#pragma once

#include <string>
#include <string_view>

namespace ingest {

/// An address that stays the same from one reading to the next: Facebook's link shim is taken off and the
/// signature of its picture servers dropped, so that reading twice does not look like an edit. Where the shim leads to
/// nothing that could be typed as an address, the shim's own is left, without what changes in it.
std::string stable_link(std::string_view url);

}  // namespace ingest
