#pragma once

#include "config/runtime/http_server.hpp"
#include "config/runtime/metrics.hpp"

namespace runtime {

/// What a Prometheus server is answered: the metrics at /metrics and nothing elsewhere. `metrics` outlives the answer.
Task<ServerResponse> metrics_page(const Metrics& metrics, ServerRequest request);

}  // namespace runtime
