#pragma once

#include "config/runtime/result.hpp"
#include "models/text/last_step.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace models::text {

/// A file of the artefacts as it must be.
struct ManifestFile {
    std::string name;  ///< without a folder
    std::uint64_t bytes{0};
    std::string sha256;
};

/// One model: a column of the linear model, perhaps a fastText model, and the last step.
struct ManifestModel {
    std::string name;  ///< "threat"
    std::optional<ManifestFile> fast_text;
    LastStep last;
    double at_five{0};  ///< the log odds that 5 % of the harmless dev texts exceed
    double at_one{1};   ///< the log odds that 1 % of them exceed
};

/// What `gatehouse train` says of the files it made. Nothing of a file is believed before it matches.
struct Manifest {
    static constexpr int kFormat = 2;

    ManifestFile linear;
    std::vector<ManifestModel> models;
    std::vector<ManifestFile> files;  ///< rules and lexicon
    std::string tuned_on;             ///< SHA-256 of the file the last steps and thresholds were found on
    std::string short_hash;           ///< of what it says of the models: six hex digits
};

/// unavailable with what to do when it is missing, no manifest, or of another format.
runtime::Result<Manifest> read_manifest(const std::string& directory);
runtime::Result<void> write_manifest(const std::string& directory, const Manifest& manifest);

/// The bytes of a file that has the size and SHA-256 it must have; unavailable otherwise.
runtime::Result<std::string> read_verified(const std::string& directory, const ManifestFile& file);
/// Measures a file as it is now.
runtime::Result<ManifestFile> measure(const std::string& path);

/// Writes the rules and the lexicon as they are now into the manifest: after two people changed them.
runtime::Result<void> seal_rules(const std::string& directory);

inline constexpr const char* kLinearFile = "ngrams.bin";
inline constexpr const char* kRulesFile = "rules.toml";
inline constexpr const char* kLexiconFile = "lexicon.tsv";

}  // namespace models::text
