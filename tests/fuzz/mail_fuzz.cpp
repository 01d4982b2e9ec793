// Mail addresses and messages: nothing breaks out of its header line, whatever stands in it.

#include "config/runtime/utf8.hpp"
#include "notifier/mail_text.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

using tests::demand;

namespace {

/// The header of a message is these lines and no other, and no line of it ends early.
void check(const std::string& text, bool utf8) {
    const auto end = text.find("\r\n\r\n");
    demand(end != std::string::npos);
    std::string_view header{text.data(), end + 2};
    for (const auto* name : {"Date: ", "From: ", "To: ", "Subject: ", "Message-ID: ", "Auto-Submitted: ",
                             "MIME-Version: ", "Content-Type: ", "Content-Transfer-Encoding: "}) {
        const auto line = header.substr(0, header.find("\r\n"));
        demand(line.starts_with(name) && line.find_first_of("\r\n") == std::string_view::npos);
        header.remove_prefix(line.size() + 2);
    }
    demand(header.empty());
    std::string_view body{text};
    body.remove_prefix(end + 4);
    while (!body.empty()) {
        const auto line = body.substr(0, body.find("\r\n"));
        demand(line.size() <= 998 && line.size() < body.size());
        demand(line.find_first_of("\r\n") == std::string_view::npos);
        demand(!utf8 || runtime::is_utf8(line));
        body.remove_prefix(line.size() + 2);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text{bytes, bytes + size};
    if (notifier::is_mail_address(text))
        demand(text.size() <= 254 && text.find_first_of("\r\n <>,") == std::string::npos);
    if (const auto address = notifier::address_of(text)) demand(notifier::is_mail_address(*address));
    const std::string ours = "alerts@bramblecote.example";
    for (const auto& [message, sender] : {std::pair{notifier::Message{text, "s", "b", "id"}, ours},
                                          {{ours, text, "b", "id"}, ours},
                                          {{ours, "s", text, "id"}, ours},
                                          {{ours, "s", "b", text}, ours},
                                          {{ours, "s", "b", "id"}, text}}) {
        const auto mail = notifier::mail_text(message, sender, runtime::Time{});
        if (mail) check(*mail, runtime::is_utf8(text));
    }
    return 0;
}
