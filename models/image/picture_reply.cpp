#include "models/image/picture_reply.hpp"

#include "config/runtime/json_text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

namespace models::image {

namespace {

const char* reason_of(Ending ending) {
    switch (ending) {
        case Ending::by_itself: return "it cannot be opened";
        case Ending::out_of_time: return "opening it took too long";
        case Ending::killed: return "opening it was stopped: it wanted too much memory, or something it must not do";
    }
    return "";
}

/// ["<64 hex digits>", quality]; nothing when it is not.
std::optional<Pdq> frame_of(const simdjson::dom::element& element) {
    std::string_view hex;
    std::int64_t quality = 0;
    if (element.at(0).get(hex) || element.at(1).get(quality) || quality < 0 || quality > 100) return std::nullopt;
    const auto hash = pdq_from_hex(hex);
    if (!hash) return std::nullopt;
    return Pdq{*hash, static_cast<int>(quality)};
}

std::optional<People> people_of(const simdjson::dom::element& line) {
    std::int64_t count = 0;
    double largest = 0;
    double face = 0;
    if (line["people"].get(count) || line["largest_person"].get(largest) || line["largest_face"].get(face))
        return std::nullopt;
    const auto is_share = [](double share) { return share >= 0 && share <= 1; };
    if (count < 0 || count > 100'000 || !is_share(largest) || !is_share(face)) return std::nullopt;
    return People{static_cast<int>(count), largest, face};
}

/// All of them, or none when one makes no sense or there are not as many as ways to turn a picture.
std::vector<PdqHash> turned_of(const simdjson::dom::element& line) {
    std::vector<PdqHash> hashes;
    simdjson::dom::array turned;
    if (line["turned"].get(turned)) return hashes;
    for (const auto element : turned) {
        std::string_view hex;
        if (element.get(hex)) return {};
        const auto hash = pdq_from_hex(hex);
        if (!hash || hashes.size() == kTurns) return {};
        hashes.push_back(*hash);
    }
    if (hashes.size() != kTurns) hashes.clear();
    return hashes;
}

void read_size(const simdjson::dom::element& line, Picture& picture) {
    constexpr std::int64_t kMost = 1'000'000;
    std::int64_t width = 0;
    std::int64_t height = 0;
    if (line["width"].get(width) || line["height"].get(height)) return;
    if (width < 1 || height < 1 || width > kMost || height > kMost) return;
    picture.width = static_cast<int>(width);
    picture.height = static_cast<int>(height);
}

void read_line(const simdjson::dom::element& line, Picture& picture) {
    std::string_view reason;
    std::string_view text;
    simdjson::dom::array frames;
    if (const auto people = people_of(line)) picture.people = people;
    if (!line["text"].get(text)) picture.text = text;
    if (!line["refused"].get(reason)) picture.refused = reason;
    if (!line["gps"].get(picture.gps) && !line["frames"].get(frames)) {
        picture.frames.clear();
        for (const auto frame : frames)
            if (const auto hash = frame_of(frame)) picture.frames.push_back(*hash);
        picture.turned = turned_of(line);
        read_size(line, picture);
        simdjson::dom::element trimmed;
        picture.trimmed = line["trimmed"].get(trimmed) ? std::nullopt : frame_of(trimmed);
    }
}

}  // namespace

std::string refused_line(std::string_view reason) {
    return fmt::format("{{\"refused\":{}}}\n", runtime::json_string(reason));
}

std::string decoded_line(const Picture& picture) {
    const auto hash_and_quality = [](const Pdq& look) {
        return fmt::format(R"(["{}",{}])", to_hex(look.hash), look.quality);
    };
    std::vector<std::string> frames;
    for (const auto& frame : picture.frames) frames.push_back(hash_and_quality(frame));
    std::vector<std::string> turned;
    for (const auto& hash : picture.turned) turned.push_back('"' + to_hex(hash) + '"');
    auto line = fmt::format(R"({{"gps":{},"width":{},"height":{},"frames":[{}],"turned":[{}])", picture.gps,
                            picture.width, picture.height, fmt::join(frames, ","), fmt::join(turned, ","));
    if (picture.trimmed) line += R"(,"trimmed":)" + hash_and_quality(*picture.trimmed);
    return line + "}\n";
}

std::string people_line(const People& people) {
    return fmt::format("{{\"people\":{},\"largest_person\":{:.4f},\"largest_face\":{:.4f}}}\n", people.count,
                       people.largest, people.face);
}

std::string text_line(std::string_view text) {
    return fmt::format("{{\"text\":{}}}\n", runtime::json_string(text));
}

std::string copy_line() {
    return "{\"copy\":true}\n";
}

runtime::Result<std::string> copy_of(std::string_view reply, Ending ending) {
    const auto none = [](std::string why) { return runtime::fail(runtime::ErrorKind::rejected, std::move(why)); };
    const auto line = copy_line();
    if (!reply.starts_with(line)) {
        auto why = picture_of(reply, ending).refused;
        return none(why.empty() ? reason_of(Ending::by_itself) : std::move(why));
    }
    if (ending != Ending::by_itself) return none(reason_of(ending));
    reply.remove_prefix(line.size());
    if (!reply.starts_with("\xFF\xD8") || reply.size() > kPublishedBytes) return none("no copy of it can be made");
    return std::string{reply};
}

std::string crops_line(const std::vector<PdqHash>& crops) {
    std::vector<std::string> hashes;
    for (const auto& hash : crops) hashes.push_back('"' + to_hex(hash) + '"');
    return fmt::format("{{\"crops\":[{}]}}\n", fmt::join(hashes, ","));
}

runtime::Result<std::vector<PdqHash>> crops_of(std::string_view reply, Ending ending) {
    auto why = picture_of(reply, ending).refused;
    const auto refusal = runtime::fail(runtime::ErrorKind::rejected, why.empty() ? "it tells none" : std::move(why));
    simdjson::dom::parser parser;
    simdjson::dom::array crops;
    if (ending != Ending::by_itself || parser.parse(reply.data(), reply.size())["crops"].get(crops)) return refusal;
    std::vector<PdqHash> family;
    for (const auto element : crops) {
        std::string_view hex;
        const auto hash = element.get(hex) ? std::nullopt : pdq_from_hex(hex);
        if (!hash || family.size() == kCropFamily) return refusal;
        family.push_back(*hash);
    }
    return family;
}

Picture picture_of(std::string_view reply, Ending ending) {
    Picture picture;
    simdjson::dom::parser parser;
    while (!reply.empty()) {
        const auto end = std::min(reply.find('\n'), reply.size());
        simdjson::dom::element line;
        if (!parser.parse(reply.data(), end).get(line)) read_line(line, picture);
        reply.remove_prefix(std::min(end + 1, reply.size()));
    }
    if (picture.refused.empty() && picture.frames.empty()) picture.refused = reason_of(ending);
    if (!picture.refused.empty()) picture = Picture{.refused = picture.refused, .frames = {}};
    return picture;
}

}  // namespace models::image
