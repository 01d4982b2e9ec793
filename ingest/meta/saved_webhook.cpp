#include "ingest/meta/saved_webhook.hpp"

#include "ingest/meta/webhook_parser.hpp"

namespace ingest {

void add_meta_webhook(SavedFindings& findings, std::string_view body, runtime::Time now) {
    auto delivery = parse_meta_webhook(body, now);
    if (!delivery) return add_problem(findings, delivery.error().message);
    for (auto& event : delivery->events) {
        if (event.verb == WebhookVerb::remove)
            add_problem(findings, "the delivery says that something was removed");
        else
            add_thing(findings, std::move(event.item));
    }
    for (std::size_t i = 0; i < delivery->ignored; ++i)
        add_problem(findings, "a change of the delivery concerns neither a post nor a comment");
    for (std::size_t i = 0; i < delivery->malformed; ++i)
        add_problem(findings, "a change of the delivery makes no sense");
}

}  // namespace ingest
