#include "ingest/json_document.hpp"

#include "ingest/json_repair.hpp"

namespace ingest {

JsonDocument::JsonDocument(std::string_view body) : text_{body} {
    readable_ = parser_.parse(text_.data(), text_.size()).get(root_) == simdjson::SUCCESS;
    if (readable_) return;
    repaired_ = repair_json(body);
    text_ = repaired_;
    readable_ = parser_.parse(text_.data(), text_.size()).get(root_) == simdjson::SUCCESS;
}

simdjson::simdjson_result<simdjson::dom::object> JsonDocument::object() const {
    if (!readable_) return simdjson::TAPE_ERROR;
    return root_.get_object();
}

}  // namespace ingest
