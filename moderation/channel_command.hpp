#pragma once

#include "config/policy/risk_assessors.hpp"
#include "config/runtime/clock.hpp"
#include "moderation/store/connections.hpp"
#include "moderation/store/store.hpp"

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

namespace moderation {

/// What `gatehouse channel ...` was asked to do. It acts in the name of a person and asks for that person's
/// password, so that the journal's word for who authorised a channel can be believed.
struct ChannelRequest {
    /// "list", "propose", "assess", "sign", "authorise", "suspend", "close", "connect", "disconnect"
    std::string verb;
    std::string person;
    std::string password;
    std::string channel;  ///< id; of an existing one
    std::string network;
    std::string page_id;
    std::string handle;
    std::string purpose;
    std::string outcomes;
    std::string from;                  ///< connect: the file that read_credentials() reads
    std::vector<std::string> answers;  ///< of the risk assessment, "audience=Families..."
    std::string reason;
    config::RiskAssessors assessors{config::RiskAssessors::either};  ///< whose signatures count
};

/// Returns the exit code. The same permissions as on the channels page.
runtime::Task<int> channel_command(Store& store, ConnectionStore& connections, const config::People& people,
                                   runtime::Clock& clock, ChannelRequest request, std::ostream& out);

/// The questions of the risk assessment form: code and wording, in their order.
const std::vector<std::pair<std::string, std::string>>& risk_questions();

}  // namespace moderation
