#pragma once

#include "config/policy/calendar.hpp"
#include "config/runtime/clock.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "models/domain/channel.hpp"
#include "models/guard/post_guard.hpp"
#include "moderation/store/pupils.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace moderation {

/// What the register of pupils says of a post, for each network that it is for.
using Verdicts = std::map<models::Network, models::guard::Verdict>;
bool allowed(const Verdicts& verdicts);

/// Asks the register of pupils about what the school wants to say: for the author while it is a draft, when it is
/// submitted and agreed to, and at the moment of publishing.
///
/// Errors and threads as Store's. Where the register cannot be read nothing is allowed: the error is the answer.
class PostGuard {
  public:
    /// References outlive the guard.
    PostGuard(PupilStore& store, const config::Calendar& calendar, runtime::CpuPool& cpu)
        : store_{store}, calendar_{calendar}, cpu_{cpu} {}

    /// For those of `channels` that the post is for. What is planned is asked for its day: a consent may end before.
    runtime::Task<runtime::Result<Verdicts>> ask(models::PostContent post, std::vector<models::Channel> channels,
                                                 runtime::Time now);

    /// Whether the words of a post may stand where anybody reads them without an account, today: who is named in them
    /// has to agree to the school's website.
    runtime::Task<runtime::Result<bool>> may_stand_on_website(models::PostContent post, runtime::Time now);

    /// The register as it stands. It is opened and made ready once for each version of it, whoever asks.
    runtime::Task<runtime::Result<std::shared_ptr<const models::guard::Roll>>> roll();

  private:
    PupilStore& store_;
    const config::Calendar& calendar_;
    runtime::CpuPool& cpu_;
    std::shared_ptr<const models::guard::Roll> roll_;
    std::uint64_t version_{0};  ///< of the register that roll_ was made of
};

}  // namespace moderation
