#include "moderation/web/assets.hpp"

#include "config/runtime/crypto.hpp"

extern "C" {
extern const char asset_app_css[], asset_app_css_end[], asset_app_css_gz[], asset_app_css_gz_end[];
extern const char asset_app_js[], asset_app_js_end[], asset_app_js_gz[], asset_app_js_gz_end[];
extern const char asset_early_js[], asset_early_js_end[], asset_early_js_gz[], asset_early_js_gz_end[];
extern const char asset_favicon_svg[], asset_favicon_svg_end[], asset_favicon_svg_gz[], asset_favicon_svg_gz_end[];
}

namespace moderation::web {

namespace {

constexpr std::string_view kFolder = "/assets/";

std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

Asset asset(std::string_view name, std::string_view type, std::string_view plain, std::string_view gzip) {
    std::string address{kFolder};
    address += runtime::sha256_hex(plain).substr(0, 16);
    address += '-';
    address += name;
    return {name, type, plain, gzip, std::move(address)};
}

}  // namespace

Assets::Assets()
    : assets_{asset("app.css", "text/css; charset=utf-8", between(asset_app_css, asset_app_css_end),
                    between(asset_app_css_gz, asset_app_css_gz_end)),
              asset("app.js", "text/javascript; charset=utf-8", between(asset_app_js, asset_app_js_end),
                    between(asset_app_js_gz, asset_app_js_gz_end)),
              asset("early.js", "text/javascript; charset=utf-8", between(asset_early_js, asset_early_js_end),
                    between(asset_early_js_gz, asset_early_js_gz_end)),
              asset("favicon.svg", "image/svg+xml", between(asset_favicon_svg, asset_favicon_svg_end),
                    between(asset_favicon_svg_gz, asset_favicon_svg_gz_end))} {}

std::string_view Assets::address(std::string_view name) const {
    for (const auto& asset : assets_)
        if (asset.name == name) return asset.address;
    return {};
}

const Asset* Assets::find(std::string_view file) const {
    for (const auto& asset : assets_)
        if (std::string_view{asset.address}.substr(kFolder.size()) == file) return &asset;
    return nullptr;
}

runtime::ServerResponse serve(const Asset& asset, const runtime::ServerRequest& request) {
    const auto accepted = request.header("accept-encoding").value_or("");
    const bool gzip = accepted.find("gzip") != std::string_view::npos;
    runtime::ServerResponse response;
    response.headers.emplace_back("Content-Type", asset.type);
    response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (gzip) response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = gzip ? asset.gzip : asset.plain;
    return response;
}

}  // namespace moderation::web
