#pragma once

#include "moderation/web/visit.hpp"

#include <string>

namespace moderation::web {

inline constexpr std::string_view kSessionCookie = "gatehouse";
inline constexpr std::string_view kFormCookie =
    "gatehouse-form";  ///< guards the sign-in form, which has no session yet
inline constexpr std::string_view kKeysCookie = "gatehouse-keys";  ///< "off": single-key shortcuts are not wanted

/// Why somebody is let in or not.
enum class Gate { in, signed_out, broken };
struct Admitted {
    Gate gate{Gate::signed_out};
    SignedIn who{};
};

/// Finds the session of a cookie's token. The store knows only the hash of the token. Whoever left the people file,
/// holds no role today or lost their account is signed out.
runtime::Task<Admitted> admit(Tools tools, std::string token, runtime::Time now);

/// Opens a session under a new random token, whatever token came with the request. Returns the token.
runtime::Task<runtime::Result<std::string>> open_session(Tools tools, std::string person, runtime::Time now);

/// The token out of the request's cookie; empty: none.
std::string session_token(const SiteSettings& settings, const runtime::ServerRequest& request);
std::string cookie_of(const SiteSettings& settings, const runtime::ServerRequest& request, std::string_view name);

/// Whether the browser says that the request comes from one of our own pages. A browser that says nothing passes: the
/// token in the form decides then.
bool from_our_page(const SiteSettings& settings, const runtime::ServerRequest& request);
/// The form's token is the session's.
bool token_fits(const Visit& visit);

/// Who is counted for failed sign-ins: the address of the browser, also behind a reverse proxy on this machine.
std::string address_of(const runtime::ServerRequest& request);

}  // namespace moderation::web
