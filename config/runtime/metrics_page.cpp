#include "config/runtime/metrics_page.hpp"

namespace runtime {

Task<ServerResponse> metrics_page(const Metrics& metrics, ServerRequest request) {
    ServerResponse response;
    response.status = request.path == "/metrics" ? 200 : 404;
    response.headers.emplace_back("Content-Type", "text/plain; version=0.0.4");
    if (response.status == 200) response.body = metrics.text();
    co_return response;
}

}  // namespace runtime
