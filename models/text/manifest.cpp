#include "models/text/manifest.hpp"

#include "config/runtime/crypto.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <simdjson.h>

namespace models::text {

using runtime::ErrorKind;
using runtime::fail;
using runtime::Result;

namespace {

constexpr const char* kManifestFile = "manifest.json";
constexpr std::uint64_t kMaxManifestBytes = 256 * 1024;
constexpr std::uint64_t kMaxFileBytes = 256 * 1024 * 1024;
constexpr const char* kAdvice = "restore models/artefacts from the release or run `gatehouse train`";

Result<std::string> read_all(const std::string& path, std::uint64_t max_bytes) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return fail(ErrorKind::unavailable, fmt::format("{} cannot be read; {}", path, kAdvice));
    if (size > max_bytes) return fail(ErrorKind::unavailable, fmt::format("{} is too large; {}", path, kAdvice));
    std::ifstream in{path, std::ios::binary};
    std::string bytes(size, '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorKind::unavailable, fmt::format("{} cannot be read", path));
    return bytes;
}

bool plain_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.find_first_of("/\\\"") == std::string_view::npos;
}

/// Reads one {"file","bytes","sha256"}; false when something is missing or odd.
bool read_file(const simdjson::dom::object& object, ManifestFile& file) {
    std::string_view name;
    std::string_view sha;
    if (object["file"].get(name) || object["bytes"].get(file.bytes) || object["sha256"].get(sha)) return false;
    file.name = name;
    file.sha256 = sha;
    return plain_name(name) && sha.size() == 64;
}

bool read_last_step(const simdjson::dom::object& object, LastStep& last) {
    simdjson::dom::array weights;
    if (object["weights"].get(weights) || weights.size() != last.weight.size()) return false;
    for (std::size_t i = 0; i < last.weight.size(); ++i)
        if (weights.at(i).get(last.weight[i]) || !std::isfinite(last.weight[i])) return false;
    return !object["bias"].get(last.bias) && std::isfinite(last.bias);
}

bool read_model(const simdjson::dom::object& object, ManifestModel& model) {
    std::string_view name;
    if (object["name"].get(name) || object["at_five"].get(model.at_five) || object["at_one"].get(model.at_one))
        return false;
    model.name = name;
    const bool scale = std::isfinite(model.at_five) && std::isfinite(model.at_one) && model.at_five < model.at_one;
    if (!scale || !plain_name(name) || !read_last_step(object, model.last)) return false;
    return object["file"].error() == simdjson::NO_SUCH_FIELD || read_file(object, model.fast_text.emplace());
}

bool read_lists(const simdjson::dom::object& root, Manifest& manifest) {
    simdjson::dom::array models;
    simdjson::dom::array files;
    simdjson::dom::object linear;
    std::string_view tuned_on;
    if (root["models"].get(models) || root["files"].get(files) || root["tuned_on"].get(tuned_on)) return false;
    manifest.tuned_on = tuned_on;
    if (tuned_on.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
    if (root["linear"].get(linear) || !read_file(linear, manifest.linear)) return false;
    for (const auto element : models) {
        simdjson::dom::object object;
        if (element.get(object) || !read_model(object, manifest.models.emplace_back())) return false;
    }
    for (const auto element : files) {
        simdjson::dom::object object;
        if (element.get(object) || !read_file(object, manifest.files.emplace_back())) return false;
    }
    return !manifest.models.empty();
}

std::string describe(const ManifestFile& file) {
    return fmt::format(R"("file": "{}", "bytes": {}, "sha256": "{}")", file.name, file.bytes, file.sha256);
}

/// A model as its line of the manifest.
std::string describe(const ManifestModel& model) {
    const auto file = model.fast_text ? describe(*model.fast_text) + ", " : std::string{};
    return fmt::format(
        R"({{"name": "{}", {}"weights": [{:.9g}], "bias": {:.9g}, "at_five": {:.9g}, "at_one": {:.9g}}})", model.name,
        file, fmt::join(model.last.weight, ", "), model.last.bias, model.at_five, model.at_one);
}

std::string short_hash(const Manifest& manifest) {
    std::string all = manifest.linear.sha256;
    for (const auto& model : manifest.models) all += '\n' + describe(model);
    return runtime::sha256_hex(all).substr(0, 6);
}

}  // namespace

Result<Manifest> read_manifest(const std::string& directory) {
    const auto path = directory + '/' + kManifestFile;
    const auto bytes = read_all(path, kMaxManifestBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    simdjson::dom::parser parser;
    simdjson::dom::object root;
    if (parser.parse(*bytes).get(root))
        return fail(ErrorKind::unavailable, fmt::format("{} is not a manifest; {}", path, kAdvice));
    std::int64_t format = 0;
    if (root["format"].get(format) || format != Manifest::kFormat)
        return fail(ErrorKind::unavailable, fmt::format("{} is of format {}, this program reads format {}; {}", path,
                                                        format, Manifest::kFormat, kAdvice));
    Manifest manifest;
    if (!read_lists(root, manifest))
        return fail(ErrorKind::unavailable, fmt::format("{} lacks something or holds nonsense; {}", path, kAdvice));
    manifest.short_hash = short_hash(manifest);
    return manifest;
}

Result<void> write_manifest(const std::string& directory, const Manifest& manifest) {
    std::string text = fmt::format("{{\n  \"format\": {},\n  \"tuned_on\": \"{}\",\n  \"linear\": {{{}}},\n",
                                   Manifest::kFormat, manifest.tuned_on, describe(manifest.linear));
    text += "  \"models\": [";
    const char* separator = "\n";
    for (const auto& model : manifest.models) {
        text += separator + ("    " + describe(model));
        separator = ",\n";
    }
    text += "\n  ],\n  \"files\": [";
    separator = "\n";
    for (const auto& file : manifest.files) {
        text += fmt::format("{}    {{{}}}", separator, describe(file));
        separator = ",\n";
    }
    text += "\n  ]\n}\n";
    const auto path = directory + '/' + kManifestFile;
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out << text;
    out.close();
    if (!out) return fail(ErrorKind::unavailable, path + " cannot be written");
    return {};
}

Result<std::string> read_verified(const std::string& directory, const ManifestFile& file) {
    const auto path = directory + '/' + file.name;
    auto bytes = read_all(path, kMaxFileBytes);
    if (!bytes) return bytes;
    if (bytes->size() != file.bytes || runtime::sha256_hex(*bytes) != file.sha256)
        return fail(ErrorKind::unavailable,
                    fmt::format("{} is not the file its manifest describes; {}", path, kAdvice));
    return bytes;
}

Result<ManifestFile> measure(const std::string& path) {
    const auto bytes = read_all(path, kMaxFileBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    return ManifestFile{std::filesystem::path{path}.filename().string(), bytes->size(), runtime::sha256_hex(*bytes)};
}

Result<void> seal_rules(const std::string& directory) {
    auto manifest = read_manifest(directory);
    if (!manifest) return tl::unexpected(manifest.error());
    manifest->files.clear();
    for (const auto* name : {kRulesFile, kLexiconFile}) {
        auto file = measure(directory + '/' + name);
        if (!file) return tl::unexpected(file.error());
        manifest->files.push_back(std::move(*file));
    }
    return write_manifest(directory, *manifest);
}

}  // namespace models::text
