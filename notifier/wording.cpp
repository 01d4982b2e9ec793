#include "notifier/wording.hpp"

namespace notifier {

std::string without_trailing_slash(std::string_view url) {
    while (!url.empty() && url.back() == '/') url.remove_suffix(1);
    return std::string{url};
}

}  // namespace notifier
