#pragma once

#include "config/runtime/http_server.hpp"

#include <array>
#include <string>
#include <string_view>

namespace moderation::web {

/// A file of the pages that is the same for everybody.
struct Asset {
    std::string_view name;  ///< "app.css"
    std::string_view type;
    std::string_view plain;
    std::string_view gzip;
    std::string address;  ///< "/assets/3f9a12c0-app.css": holds a hash of the content, so it never changes
};

/// Style sheet, scripts and icon, which are part of the program.
class Assets {
  public:
    Assets();

    /// The address of one that exists.
    std::string_view address(std::string_view name) const;
    /// By the last part of its address; nullptr: there is none.
    const Asset* find(std::string_view file) const;
    const std::array<Asset, 4>& all() const { return assets_; }

  private:
    std::array<Asset, 4> assets_;
};

/// The answer for an asset, compressed when the browser can take that; it may be kept for ever.
runtime::ServerResponse serve(const Asset& asset, const runtime::ServerRequest& request);

}  // namespace moderation::web
