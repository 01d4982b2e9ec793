#include "models/text/evaluate_command.hpp"

#include "models/text/evaluation_report.hpp"
#include "models/text/manifest.hpp"

#include <fstream>
#include <ostream>

namespace models::text {

namespace {

runtime::Result<void> write_report(const std::string& path, const std::string& report) {
    if (path.empty()) return {};
    std::ofstream out{path, std::ios::binary};
    out << report;
    out.close();
    if (!out) return runtime::fail(runtime::ErrorKind::unavailable, path + " cannot be written");
    return {};
}

}  // namespace

runtime::Result<void> evaluate_command(const EvaluateCommand& command, std::ostream& out, std::ostream& progress) {
    const auto assessor = Assessor::load(command.models);
    if (!assessor) return tl::unexpected(assessor.error());
    const auto manifest = read_manifest(command.models);
    if (!manifest) return tl::unexpected(manifest.error());
    const EvaluateOptions wanted{command.file, manifest->tuned_on, command.disguised};
    const auto found = evaluate(wanted, **assessor, [&](const std::string& what) { progress << what << std::endl; });
    if (!found) return tl::unexpected(found.error());
    out << to_text(*found);
    if (auto written = write_report(command.html_file, to_html(*found)); !written) return written;
    return write_report(command.json_file, to_json(*found));
}

}  // namespace models::text
