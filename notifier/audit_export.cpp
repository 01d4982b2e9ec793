#include "notifier/audit_export.hpp"

#include "config/runtime/json_text.hpp"
#include "models/journal/durable_file.hpp"
#include "models/journal/verify.hpp"
#include "notifier/csv.hpp"

#include <fstream>
#include <memory>
#include <ostream>

#include <openssl/evp.h>

namespace notifier {

namespace {

using runtime::ErrorKind;
using runtime::fail;
using runtime::json_string;

/// Writes on and hashes what it writes.
class HashedOutput {
  public:
    explicit HashedOutput(std::ostream& out) : out_{out}, context_{EVP_MD_CTX_new(), &EVP_MD_CTX_free} {
        EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    }
    void write(std::string_view bytes) {
        out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
        bytes_ += bytes.size();
    }
    std::uint64_t bytes() const { return bytes_; }
    std::string sha256_hex() {
        constexpr std::string_view kHex = "0123456789abcdef";
        std::string digest(EVP_MAX_MD_SIZE, '\0');
        unsigned length = 0;
        EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest.data()), &length);
        std::string hex;
        for (const char character : std::string_view{digest.data(), length}) {
            const auto byte = static_cast<unsigned char>(character);
            hex += kHex[byte >> 4U];
            hex += kHex[byte & 0x0FU];
        }
        return hex;
    }

  private:
    std::ostream& out_;
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
    std::uint64_t bytes_{0};
};

std::string entry_row(const models::SealedEntry& sealed, const config::Calendar& calendar) {
    const auto at = runtime::from_ms(sealed.entry.at_ms);
    return csv_row({std::to_string(sealed.entry.seq), runtime::to_iso(at), calendar.local(at), sealed.entry.kind,
                    sealed.entry.actor, sealed.entry.subject, sealed.entry.data, sealed.hash});
}

std::string entry_line(const models::SealedEntry& sealed) {
    return models::link_entry(sealed.entry, models::ChainHead{sealed.entry.seq - 1, sealed.prev}).line + '\n';
}

/// Writes the entries of a journal that was found good up to `head`.
void write_entries(const ExportRequest& request, const config::Calendar& calendar, const std::string& key,
                   Manifest& manifest, HashedOutput& out) {
    if (request.format == ExportFormat::csv) {
        out.write(kCsvStart);
        out.write(csv_row({"seq", "at_utc", "at_local", "kind", "actor", "subject", "data", "hash"}));
    }
    const auto write = [&](const models::SealedEntry& sealed) {
        const auto at = runtime::from_ms(sealed.entry.at_ms);
        if (at < request.from || at >= request.to || sealed.entry.seq > manifest.chain.seq) return;
        out.write(request.format == ExportFormat::csv ? entry_row(sealed, calendar) : entry_line(sealed));
        if (manifest.first_seq == 0) manifest.first_seq = sealed.entry.seq;
        manifest.last_seq = sealed.entry.seq;
        ++manifest.entries;
    };
    models::verify(request.directory, key, std::nullopt, write);
}

}  // namespace

std::string_view to_string(ExportFormat format) {
    return format == ExportFormat::csv ? "csv" : "jsonl";
}

std::optional<ExportFormat> export_format_from(std::string_view name) {
    if (name == "csv") return ExportFormat::csv;
    if (name == "jsonl") return ExportFormat::jsonl;
    return std::nullopt;
}

std::string Manifest::signed_bytes() const {
    return R"({"school":)" + json_string(school) + R"(,"format":)" + json_string(to_string(format)) + R"(,"from":)" +
           json_string(runtime::to_iso(from)) + R"(,"to":)" + json_string(runtime::to_iso(to)) + R"(,"entries":)" +
           std::to_string(entries) + R"(,"first_seq":)" + std::to_string(first_seq) + R"(,"last_seq":)" +
           std::to_string(last_seq) + R"(,"bytes":)" + std::to_string(bytes) + R"(,"sha256":)" + json_string(sha256) +
           R"(,"chain":{"seq":)" + std::to_string(chain.seq) + R"(,"hash":)" + json_string(chain.hash) +
           R"(},"signed_up_to":)" + std::to_string(signed_up_to) + R"(,"made_at":)" +
           json_string(runtime::to_iso(made_at)) + R"(,"key":)" + json_string(key) + "}";
}

std::string Manifest::json() const {
    return R"({"manifest":)" + signed_bytes() + R"(,"signature":)" + json_string(signature) + "}\n";
}

runtime::Result<Manifest> export_journal(const ExportRequest& request, const config::Calendar& calendar,
                                         const runtime::Signer& signer, std::ostream& out) {
    Manifest manifest;
    manifest.school = request.school;
    manifest.format = request.format;
    manifest.from = request.from;
    manifest.to = request.to;
    manifest.made_at = request.now;
    manifest.key = signer.public_key_hex();
    const auto report = models::verify_settled(request.directory, manifest.key);
    if (report.breach)
        return fail(ErrorKind::malformed, "the journal is broken at " + report.breach->file + " line " +
                                              std::to_string(report.breach->line) + ": " + report.breach->why);
    manifest.chain = report.head;
    manifest.signed_up_to = report.signed_up_to;

    HashedOutput hashed{out};
    write_entries(request, calendar, manifest.key, manifest, hashed);
    out.flush();
    if (!out) return fail(ErrorKind::unavailable, "the export could not be written");
    manifest.bytes = hashed.bytes();
    manifest.sha256 = hashed.sha256_hex();
    manifest.signature = signer.sign_base64(manifest.signed_bytes());
    return manifest;
}

runtime::Result<Manifest> export_to_file(const ExportRequest& request, const config::Calendar& calendar,
                                         const runtime::Signer& signer, const std::string& path) {
    const auto beside = path + ".tmp";
    auto manifest = [&] {
        std::ofstream out{beside, std::ios::binary | std::ios::trunc};
        return export_journal(request, calendar, signer, out);
    }();
    if (!manifest) return manifest;
    if (auto kept = models::commit_file(beside, path); !kept) return tl::unexpected{kept.error()};
    auto written = models::write_file_atomically(path + ".manifest.json", manifest->json());
    if (!written) return tl::unexpected{written.error()};
    return manifest;
}

}  // namespace notifier
