#pragma once

#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

namespace moderation::web {

/// A whole page around `content`. The title holds no content of items.
runtime::ServerResponse page(const Tools& tools, const Visit& visit, std::string_view title, const Html& content,
                             unsigned status = 200);
/// 303: the browser asks for `path` with GET.
runtime::ServerResponse redirect(std::string path);
runtime::ServerResponse json(std::string body, unsigned status = 200);

/// The one answer for what is not there and for what this person must not know of.
runtime::ServerResponse not_found(const Tools& tools, const Visit& visit);
runtime::ServerResponse no_permission(const Tools& tools, const Visit& visit);
/// A form whose token or origin was wrong.
runtime::ServerResponse stale_form(const Tools& tools, const Visit& visit);
/// The page that fits an error of the store that the page itself has no use for.
runtime::ServerResponse store_failed(const Tools& tools, const Visit& visit, const runtime::Error& error);
/// Whether an error of the store is a refusal that the person should read on the page they acted on.
bool is_refusal(runtime::ErrorKind kind);
/// The status that goes with a refusal shown on the page itself.
unsigned status_of(runtime::ErrorKind kind);
/// Above the whole page: why what was asked for was not done.
FieldErrors not_done(const std::string& why);

/// The one place where the headers that protect the pages are set.
void protect(runtime::ServerResponse& response, bool https);

std::string set_cookie(const SiteSettings& settings, std::string_view name, std::string_view value,
                       std::string_view more);
/// With the prefix that makes browsers insist on TLS, where there is TLS.
std::string cookie_name(const SiteSettings& settings, std::string_view name);

}  // namespace moderation::web
