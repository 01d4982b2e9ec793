// Everything that networks say of tokens and of the accounts behind them, on any bytes.

#include "ingest/meta/graph_accounts.hpp"
#include "ingest/token_request.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    for (const unsigned status : {200U, 400U, 401U, 503U}) {
        const auto answer = ingest::parse_token_answer(status, text, "X");
        if (answer) {
            demand(status == 200 && !answer->access.empty());
            demand(!answer->lives || answer->lives->count() > 0);
        } else {
            demand(!answer.error().sentence.empty());
        }
    }
    if (const auto accounts = ingest::parse_graph_accounts(text))
        for (const auto& account : accounts->accounts) demand(!account.id.empty() && !account.token.empty());
    if (const auto account = ingest::parse_graph_account(text)) demand(!account->id.empty() && !account->token.empty());
    if (const auto token = ingest::parse_graph_token(text))
        for (const auto& [scope, targets] : token->only_for) demand(!scope.empty() && !targets.empty());
    return 0;
}
