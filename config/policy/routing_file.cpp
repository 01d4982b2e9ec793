#include "config/policy/routing_file.hpp"
#include "config/did_you_mean.hpp"
#include "config/policy/csv.hpp"
#include "config/policy/routing_cells.hpp"
#include "config/toml_file.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace config {

namespace {

constexpr std::array<std::string_view, 10> kColumns{"category", "sev",  "recipients", "notify", "ack",
                                                    "act",      "auto", "pres",       "vis",    "external_card"};
constexpr std::array<std::string_view, 4> kVisibilities{"open", "dsl", "cm", "gov"};

enum Column : std::size_t {
    kCategory,
    kSeverity,
    kRecipients,
    kNotify,
    kAck,
    kAct,
    kAuto,
    kPreserve,
    kVisible,
    kCards
};

bool word(std::string_view cell) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !cell.empty() && cell.size() <= 40 && std::all_of(cell.begin(), cell.end(), allowed);
}

bool names(const Route& route, Recipient recipient) {
    return std::find(route.recipients.begin(), route.recipients.end(), recipient) != route.recipients.end();
}

/// Reads rows and checks what no table may say, whoever wrote it.
class RoutingReader {
  public:
    RoutingReader(const std::string& file, Problems& problems) : file_{file}, problems_{problems} {}

    std::vector<Route> read(const std::vector<CsvRecord>& records) {
        std::vector<Route> routes;
        if (records.empty() ||
            !std::equal(records[0].fields.begin(), records[0].fields.end(), kColumns.begin(), kColumns.end())) {
            report(1, "the first line must name the columns",
                   "category,sev,recipients,notify,ack,act,auto,pres,vis,external_card");
            return routes;
        }
        std::set<std::pair<std::string, int>> seen;
        for (std::size_t i = 1; i < records.size(); ++i) {
            auto route = read_row(records[i]);
            if (!route) continue;
            if (!seen.emplace(route->category, route->severity).second)
                report(route->line, "a second row for `" + route->category + "` " + std::to_string(route->severity),
                       "remove one of them");
            check_row(*route);
            routes.push_back(std::move(*route));
        }
        return routes;
    }

    void check_complete(const std::vector<Route>& routes, const std::vector<Emitted>& emitted) {
        const RoutingTable table{routes};
        std::vector<std::string_view> known;
        for (const auto& each : emitted) {
            known.push_back(each.category);
            for (const int severity : each.severities)
                if (!table.find(each.category, severity))
                    report(0,
                           "there is no row for `" + std::string{each.category} + "` " + std::to_string(severity) +
                               " or above, which the classifier can say",
                           "add one");
        }
        for (const auto& route : routes) {
            const bool right = std::find(known.begin(), known.end(), route.category) != known.end();
            const auto meant = right ? std::string{} : did_you_mean(route.category, known);
            if (!meant.empty()) report(route.line, "there is no category `" + route.category + "`", meant);
        }
    }

  private:
    std::optional<Route> read_row(const CsvRecord& record) {
        const auto& cells = record.fields;
        if (cells.size() != kColumns.size()) {
            report(record.line, "the row has " + std::to_string(cells.size()) + " cells instead of 10", "");
            return std::nullopt;
        }
        Route route;
        route.line = record.line;
        route.category = cells[kCategory];
        good_ = true;
        need(word(route.category), record.line, kCategory, "must be a name such as threat");
        route.severity = cells[kSeverity].size() == 1 ? cells[kSeverity][0] - '0' : -1;
        need(route.severity >= 0 && route.severity <= 4, record.line, kSeverity, "must be 0 to 4");
        take(recipients_from(cells[kRecipients]), route.recipients, record.line, kRecipients,
             "must be none, or of comms, dsl, ht, slt, cm, chair, dpo, it with + between");
        take(notify_from(cells[kNotify]), route.notify, record.line, kNotify,
             "must be none, or of queue, digest, email, push, sms with + between");
        take(automatic_from(cells[kAuto]), route.automatic, record.line, kAuto,
             "must be a reversible action or none: the machine never deletes");
        route.acknowledge = clock(cells[kAck], record.line, kAck);
        route.act = clock(cells[kAct], record.line, kAct);
        route.preserve = cells[kPreserve];
        need(word(route.preserve), record.line, kPreserve, "must be a name such as std");
        route.visibility = cells[kVisible];
        need(std::find(kVisibilities.begin(), kVisibilities.end(), route.visibility) != kVisibilities.end(),
             record.line, kVisible, "must be open, dsl, cm or gov");
        route.cards = parts_of(cells[kCards]);
        need(std::all_of(route.cards.begin(), route.cards.end(), word), record.line, kCards,
             "must be names with + between");
        if (!good_) return std::nullopt;
        return route;
    }

    std::optional<Deadline> clock(const std::string& cell, int line, Column column) {
        const auto deadline = deadline_from(cell);
        need(cell.empty() || deadline.has_value(), line, column, "must be empty or like 30m, 2h, 4sh, 1sd, 1wd, 5cd");
        return deadline;
    }

    template <class Value>
    void take(std::optional<Value> value, Value& place, int line, Column column, const char* must) {
        need(value.has_value(), line, column, must);
        if (value) place = std::move(*value);
    }

    void need(bool right, int line, Column column, const char* must) {
        if (right) return;
        good_ = false;
        report(line, "`" + std::string{kColumns[column]} + "` " + must, "");
    }

    void check_row(const Route& route) {
        if (route.category == "criticism" && route.automatic != Automatic::none)
            report(route.line, "`criticism` must not be combined with an automatic action",
                   "write none: a machine never hides criticism");
        const bool closed_circle = route.visibility == "cm" || route.visibility == "gov";
        if (names(route, Recipient::comms) && (route.category == "staff_allegation" || closed_circle))
            report(route.line, "`" + route.category + "` " + std::to_string(route.severity) + " must not go to comms",
                   "send it to cm");
    }

    void report(int line, std::string what, std::string remedy) {
        problems_.push_back({file_, line, std::move(what), std::move(remedy)});
    }

    std::string file_;
    Problems& problems_;
    bool good_{true};
};

}  // namespace

tl::expected<RoutingTable, Problems> load_routing(const std::string& file, const std::vector<Emitted>& emitted) {
    Problems problems;
    const auto text = read_configuration_file(file, problems);
    if (!text) return tl::unexpected{std::move(problems)};
    const auto records = read_csv(*text);
    if (!records) {
        problems.push_back({file, records.error().line, "is not CSV here: " + records.error().what, ""});
        return tl::unexpected{std::move(problems)};
    }
    RoutingReader reader{file, problems};
    auto routes = reader.read(*records);
    if (problems.empty()) reader.check_complete(routes, emitted);
    if (any_error(problems)) return tl::unexpected{std::move(problems)};
    return RoutingTable{std::move(routes)};
}

}  // namespace config
