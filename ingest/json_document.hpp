#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <simdjson.h>

namespace ingest {

/// JSON that strangers wrote, repaired when that is what it takes to read it.
class JsonDocument {
  public:
    static constexpr std::size_t kBytesMax = 64 * 1024 * 1024;

    /// `body` outlives the document.
    explicit JsonDocument(std::string_view body);
    JsonDocument(const JsonDocument&) = delete;
    JsonDocument& operator=(const JsonDocument&) = delete;

    bool readable() const { return readable_; }
    /// REQUIRES readable(). Points into this document.
    simdjson::dom::element root() const { return root_; }
    /// Nothing when the document is unreadable or no object.
    simdjson::simdjson_result<simdjson::dom::object> object() const;
    /// The text that was read last: as received, or repaired.
    std::string_view text() const { return text_; }

  private:
    simdjson::dom::parser parser_{kBytesMax};
    std::string repaired_;
    std::string_view text_;
    simdjson::dom::element root_;
    bool readable_{false};
};

}  // namespace ingest
