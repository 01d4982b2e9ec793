#pragma once

#include <concepts>
#include <string>

namespace config {

/// A number with its noun, for people: "1 item waits", "3 items wait".
std::string counted(std::integral auto number, const char* one, const char* many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

}  // namespace config
