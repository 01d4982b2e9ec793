#include "config/runtime/http.hpp"

#include "config/runtime/header_field.hpp"

namespace runtime {

std::optional<std::string_view> HttpResponse::header(std::string_view name) const {
    return find_header(headers, name);
}

}  // namespace runtime
