// What strangers send to the address for deliveries: challenges in a query, and bodies, which are signed here as their
// network would, as nothing else gets past the signature.

#include "config/runtime/crypto.hpp"
#include "ingest/meta/webhook.hpp"
#include "ingest/notice.hpp"
#include "ingest/x/webhook.hpp"
#include "ingest/youtube/webhook.hpp"
#include "tests/fuzz/demand.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using tests::demand;

namespace {

constexpr const char* kSecret = "school-secret-0001";

runtime::ServerRequest delivery(std::string_view body, std::string header, std::string signature) {
    runtime::ServerRequest request;
    request.method = "POST";
    request.body = body;
    request.headers.emplace_back(std::move(header), std::move(signature));
    return request;
}

void check(const runtime::Result<std::vector<ingest::Heard>>& heard) {
    if (!heard) return demand(heard.error().kind == runtime::ErrorKind::malformed);
    for (const auto& each : *heard)
        for (const auto& what : each.what) demand(ingest::noticed_from(what).text() == what);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    for (const auto& challenge :
         {ingest::meta_challenge(text, kSecret), ingest::youtube_challenge(text, "UCaaaaaaaaaaaaaaaaaaaaaa", true)})
        demand(!challenge || ingest::is_challenge(*challenge));
    (void)ingest::x_challenge(text, kSecret);

    const auto now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};
    check(ingest::hear_meta(delivery(text, "X-Hub-Signature-256", "sha256=" + runtime::hmac_sha256_hex(kSecret, text)),
                            kSecret, now));
    check(ingest::hear_x(
        delivery(text, "x-twitter-webhooks-signature", "sha256=" + runtime::hmac_sha256_base64(kSecret, text)), kSecret,
        now));
    check(ingest::hear_youtube(
        delivery(text, "X-Hub-Signature", "sha1=" + runtime::hmac_sha1_hex(ingest::youtube_hub_secret(kSecret), text)),
        kSecret, "UCaaaaaaaaaaaaaaaaaaaaaa"));
    for (const char* header : {"X-Hub-Signature-256", "X-Hub-Signature", "x-twitter-webhooks-signature"}) {
        const auto forged = delivery("{}", header, std::string{text});
        demand(!ingest::hear_meta(forged, kSecret, now) && !ingest::hear_x(forged, kSecret, now) &&
               !ingest::hear_youtube(forged, kSecret, "UCaaaaaaaaaaaaaaaaaaaaaa"));
    }

    const auto noticed = ingest::noticed_from(text);
    demand(ingest::noticed_from(noticed.text()).text() == noticed.text());
    return 0;
}
