// Queries, forms, cookies and addresses that somebody sends: what is read from them keeps its limits, and what we
// write into an address comes back the same.

#include "config/runtime/http_target.hpp"
#include "config/runtime/percent.hpp"
#include "config/runtime/utf8.hpp"
#include "moderation/web/forms.hpp"
#include "moderation/web/gate.hpp"
#include "moderation/web/routes.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text{bytes, bytes + size};
    if (text.find('\0') == std::string::npos)
        demand(runtime::percent_decoded(runtime::percent_encoded(text), true) == text);
    const auto params = moderation::web::Params::parse(text);
    for (const auto* name : {"", "a", "text"}) {
        const auto value = params.exact(name);
        demand(value.size() <= moderation::web::Params::kValueBytesMax);
        demand(runtime::is_utf8(value) && value.find('\0') == std::string::npos);
        (void)params.number(name);
    }
    demand(text.find(moderation::web::cookie(text, "a")) != std::string::npos);
    const auto path = moderation::web::own_path(text);
    demand(path.starts_with('/') && !path.starts_with("//") && path.find_first_of("\r\n\\:") == std::string::npos);
    (void)moderation::web::match(moderation::web::routes(), "GET", text);
    if (const auto target = runtime::parse_target(text)) {
        demand(!target->host.empty() && target->path.starts_with('/'));
        demand(target->port.find_first_not_of("0123456789") == std::string::npos);
        for (const auto& part : {target->host, target->authority, target->path})
            demand(part.find_first_of("\r\n ") == std::string::npos);
    }
    return 0;
}
