#include "ingest/instagram/container.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "models/domain/named.hpp"

#include <charconv>

namespace ingest {
namespace {

using State = InstagramContainer::State;

constexpr std::size_t kWordBytesMax = 4'096;
constexpr models::Names<State, 6> kStates{{"IN_PROGRESS", "FINISHED", "ERROR", "EXPIRED", "PUBLISHED", "UNKNOWN"}};

/// All subcodes of publishing begin alike: "2207026: ...", "Error: 2207026".
int subcode_in(std::string_view sentence) {
    const auto at = sentence.find("2207");
    if (at == std::string_view::npos) return 0;
    int number = 0;
    const auto* end = sentence.data() + sentence.size();
    const auto [stop, error] = std::from_chars(sentence.data() + at, end, number);
    return error == std::errc{} ? number : 0;
}

}  // namespace

runtime::Result<InstagramContainer> parse_instagram_container(std::string_view body) {
    const JsonDocument document{body};
    simdjson::dom::object object;
    InstagramContainer container;
    const bool readable = document.object().get(object) == simdjson::SUCCESS;
    auto id = readable ? id_member(object, "id") : std::nullopt;
    if (!id) return runtime::fail(runtime::ErrorKind::malformed, "the answer is no container");
    container.id = std::move(*id);
    container.state =
        kStates.find(text_member(object, "status_code", kWordBytesMax).value_or("")).value_or(State::unknown);
    if (container.state == State::error)
        container.subcode = subcode_in(text_member(object, "status", kWordBytesMax).value_or(""));
    return container;
}

std::optional<InstagramRoom> parse_instagram_room(std::string_view body) {
    const JsonDocument document{body};
    simdjson::dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return std::nullopt;
    const auto data = array_member(answer, "data");
    simdjson::dom::object limit;
    if (!data || data->at(0).get(limit) != simdjson::SUCCESS) return std::nullopt;
    const auto used = integer_member(limit, "quota_usage");
    const auto config = object_member(limit, "config");
    const auto total = config ? integer_member(*config, "quota_total") : std::nullopt;
    if (!used || !total || *total <= 0) return std::nullopt;
    return InstagramRoom{*used, *total};
}

std::optional<std::string> parse_photo_source(std::string_view body) {
    const JsonDocument document{body};
    simdjson::dom::object photo;
    if (document.object().get(photo) != simdjson::SUCCESS) return std::nullopt;
    const auto images = array_member(photo, "images");
    simdjson::dom::object largest;
    if (!images || images->at(0).get(largest) != simdjson::SUCCESS) return std::nullopt;
    auto source = text_member(largest, "source", kWordBytesMax);
    return source && !source->empty() ? source : std::nullopt;
}

}  // namespace ingest
