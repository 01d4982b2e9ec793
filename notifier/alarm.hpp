#pragma once

#include "models/domain/alert.hpp"

#include <string>
#include <vector>

namespace notifier {

/// An alert about Gatehouse itself, with id and reference drawn, ready for AlertBook::raise().
models::Alert make_alarm(std::string kind, std::string subject, models::Severity severity, runtime::Time now,
                         std::vector<std::string> barred = {});

}  // namespace notifier
