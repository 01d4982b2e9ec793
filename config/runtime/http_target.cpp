#include "config/runtime/http_target.hpp"

#include <charconv>
#include <system_error>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace runtime {

namespace {

/// The library reads 99999 as 34463.
bool is_port(std::string_view digits) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() && number > 0 && number <= 65535;
}

}  // namespace

Result<HttpTarget> parse_target(std::string_view url) {
    const auto parsed = boost::urls::parse_uri(boost::urls::string_view{url.data(), url.size()});
    if (!parsed) return fail(ErrorKind::rejected, "not a URL");
    const auto& parts = *parsed;
    if (parts.scheme_id() != boost::urls::scheme::http && parts.scheme_id() != boost::urls::scheme::https)
        return fail(ErrorKind::rejected, "not an http or https URL");
    if (parts.has_userinfo()) return fail(ErrorKind::rejected, "a URL with a user name");
    HttpTarget target;
    target.tls = parts.scheme_id() == boost::urls::scheme::https;
    const std::string usual_port = target.tls ? "443" : "80";
    const auto host = parts.host_address();
    target.host.assign(host.data(), host.size());
    const auto port = parts.port();
    target.port = port.empty() ? usual_port : std::string{port.data(), port.size()};
    if (!is_port(target.port)) return fail(ErrorKind::rejected, "a URL with an impossible port");
    if (target.host.empty()) return fail(ErrorKind::rejected, "a URL without a host");
    const auto name = parts.encoded_host();
    target.authority.assign(name.data(), name.size());
    if (target.port != usual_port) target.authority += ":" + target.port;
    const auto path = parts.encoded_target();
    target.path.assign(path.data(), path.size());
    if (target.path.empty() || target.path.front() != '/') target.path.insert(0, "/");
    return target;
}

}  // namespace runtime
