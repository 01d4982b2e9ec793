#include "moderation/backtest.hpp"
#include "moderation/store/packed.hpp"

#include <algorithm>
#include <fstream>
#include <utility>

#include <simdjson.h>

namespace moderation {

namespace {

using models::Category;
using Kind = GoldenText::Kind;

constexpr std::pair<const char*, Kind> kFiles[] = {{"harmful.jsonl", Kind::harmful},
                                                   {"lookalikes.jsonl", Kind::look_alike},
                                                   {"criticism.jsonl", Kind::criticism},
                                                   {"benign.jsonl", Kind::harmless}};

bool kept(const GoldenText& golden, const models::Assessment& found) {
    switch (golden.kind) {
        case Kind::harmful: return level(found.severity) >= golden.at_least;
        case Kind::look_alike: return !found.may_be_hidden() && level(found.severity) <= 2;
        case Kind::criticism: return !found.may_be_hidden();
        case Kind::harmless: return level(found.severity) <= 1;
    }
    return false;
}

std::string promise_of(const GoldenText& golden) {
    switch (golden.kind) {
        case Kind::harmful:
            return golden.at_least >= 4 ? "emergencies" : golden.at_least == 3 ? "act_now" : "act_today";
        case Kind::look_alike: return "look_alikes";
        case Kind::criticism: return "criticism";
        case Kind::harmless: return "harmless";
    }
    return {};
}

runtime::Result<void> read_file(const std::string& path, Kind kind, std::vector<GoldenText>& out) {
    std::ifstream in{path};
    simdjson::dom::parser parser;
    for (std::string line; std::getline(in, line);) {
        simdjson::dom::element root;
        std::string_view text;
        if (parser.parse(line).get(root) || root["text"].get(text))
            return runtime::fail(runtime::ErrorKind::unavailable, path + " is damaged; restore it from the release");
        std::int64_t at_least = 0;
        if (root["min"].get(at_least)) at_least = 0;
        out.push_back({kind, static_cast<int>(at_least), std::string{text}});
    }
    if (out.empty())
        return runtime::fail(runtime::ErrorKind::unavailable, path + " cannot be read; restore it from the release");
    return {};
}

}  // namespace

runtime::Result<std::vector<GoldenText>> read_golden(const std::string& directory) {
    std::vector<GoldenText> golden;
    for (const auto& [name, kind] : kFiles) {
        std::vector<GoldenText> part;
        const auto read = read_file(directory + "/" + name, kind, part);
        if (!read) return tl::unexpected(read.error());
        std::move(part.begin(), part.end(), std::back_inserter(golden));
    }
    return golden;
}

std::vector<GoldenFigure> golden_figures(const std::vector<GoldenText>& golden, const Judging& judging,
                                         runtime::Time now) {
    std::vector<GoldenFigure> figures;
    for (const auto& one : golden) {
        const auto promise = promise_of(one);
        auto figure = std::find_if(figures.begin(), figures.end(),
                                   [&](const GoldenFigure& known) { return known.promise == promise; });
        if (figure == figures.end()) figure = figures.insert(figures.end(), GoldenFigure{promise});
        const auto text = models::text::normalise(one.text, models::Assessor::kMaxTextBytes);
        ++figure->texts;
        if (kept(one, judging.assess(one.text, text, *judging.live, now))) ++figure->live;
        if (judging.shadow && kept(one, judging.assess(one.text, text, *judging.shadow, now))) ++figure->candidate;
    }
    return figures;
}

bool worse(const std::vector<GoldenFigure>& figures) {
    return std::any_of(figures.begin(), figures.end(),
                       [](const GoldenFigure& figure) { return figure.candidate < figure.live; });
}

std::string pack(const std::vector<GoldenFigure>& figures) {
    Packer packer;
    for (const auto& figure : figures)
        packer.add(figure.promise)
            .add(static_cast<std::int64_t>(figure.live))
            .add(static_cast<std::int64_t>(figure.candidate))
            .add(static_cast<std::int64_t>(figure.texts));
    return packer.take();
}

std::vector<GoldenFigure> unpack_figures(std::string_view packed) {
    std::vector<GoldenFigure> figures;
    Unpacker unpacker{packed};
    for (auto promise = unpacker.next(); promise; promise = unpacker.next()) {
        GoldenFigure figure{std::string{*promise}};
        figure.live = static_cast<std::size_t>(unpacker.number());
        figure.candidate = static_cast<std::size_t>(unpacker.number());
        figure.texts = static_cast<std::size_t>(unpacker.number());
        if (unpacker.broken()) break;
        figures.push_back(std::move(figure));
    }
    return figures;
}

}  // namespace moderation
