#include "notifier/round.hpp"

#include <utility>

namespace notifier {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

Round::Round(std::string name, Courier& courier, runtime::Clock& clock, runtime::Log& log)
    : name_{std::move(name)}, courier_{courier}, clock_{clock}, log_{log} {}

Task<Result<bool>> Round::deliver(const config::Person* person, Message message) {
    if (done_.contains(message.id)) co_return false;
    const auto id = message.id;
    message.to = person->email;
    const auto delivered = co_await courier_.deliver(std::move(message));
    if (!delivered) {
        log_.warning(name_, "message not delivered",
                     {{"person", person->id}, {"kind", to_string(delivered.error().kind)}});
        if (delivered.error().kind != ErrorKind::rejected) {
            next_try_ = clock_.now() + kRetry;
            co_return tl::unexpected{delivered.error()};
        }
    }
    done_.insert(id);
    co_return delivered.has_value();
}

}  // namespace notifier
