#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace moderation::web {

/// The values of a query or of a form.
class Params {
  public:
    static constexpr std::size_t kFieldsMax = 1024;
    static constexpr std::size_t kValueBytesMax = 8 * 1024;

    /// Reads application/x-www-form-urlencoded. The first value of a name counts; what exceeds the limits, is not
    /// UTF-8 or is encoded wrongly is left out.
    static Params parse(std::string_view encoded);

    /// Keeps the value under the same limits.
    void add(const std::string& name, std::string_view value);

    /// Without blanks at both ends; empty when there is none.
    std::string get(std::string_view name) const;
    /// As it was sent: for passwords.
    std::string exact(std::string_view name) const;
    /// Nothing when it is not a whole number without sign.
    std::optional<std::uint64_t> number(std::string_view name) const;

  private:
    std::map<std::string, std::string, std::less<>> values_;
};

/// The value of one cookie out of the Cookie header.
std::string cookie(std::string_view header, std::string_view name);

/// Where to go after signing in: a path of ours and nothing else; "/" when it is not one.
std::string own_path(std::string_view wanted);

}  // namespace moderation::web
