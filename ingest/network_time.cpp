#include "ingest/network_time.hpp"

#include <chrono>
#include <locale>
#include <sstream>
#include <string>

#include <date/date.h>

namespace ingest {
namespace {

/// Reads digits of a fixed width from the front of a text.
class Digits {
  public:
    explicit Digits(std::string_view text) : text_{text} {}

    int number(std::size_t width) {
        int value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (text_.empty() || text_.front() < '0' || text_.front() > '9') {
                ok_ = false;
                return 0;
            }
            value = value * 10 + (text_.front() - '0');
            text_.remove_prefix(1);
        }
        return value;
    }
    bool take(char c) {
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }
    void need(char c) { ok_ = take(c) && ok_; }
    void skip_digits() {
        while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') text_.remove_prefix(1);
    }
    bool ok() const { return ok_; }
    bool at_end() const { return text_.empty(); }

  private:
    std::string_view text_;
    bool ok_{true};
};

/// "Z", "+0000", "+00:00": minutes east of UTC.
std::optional<std::chrono::minutes> zone_offset(Digits& digits) {
    if (digits.take('Z')) return std::chrono::minutes{0};
    const bool west = digits.take('-');
    if (!west && !digits.take('+')) return std::nullopt;
    const int hours = digits.number(2);
    digits.take(':');
    const int minutes = digits.number(2);
    if (!digits.ok() || hours > 14 || minutes > 59) return std::nullopt;
    const std::chrono::minutes offset{hours * 60 + minutes};
    return west ? -offset : offset;
}

}  // namespace

std::optional<runtime::Time> parse_network_time(std::string_view text, runtime::Time now) {
    using namespace std::chrono;
    Digits digits{text};
    const int year_number = digits.number(4);
    digits.need('-');
    const int month_number = digits.number(2);
    digits.need('-');
    const int day_number = digits.number(2);
    digits.need('T');
    const int hour = digits.number(2);
    digits.need(':');
    const int minute = digits.number(2);
    digits.need(':');
    const int second = digits.number(2);
    if (digits.take('.')) digits.skip_digits();
    if (!digits.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    const auto offset = zone_offset(digits);
    if (!offset || !digits.at_end()) return std::nullopt;

    const year_month_day date{year{year_number}, month{static_cast<unsigned>(month_number)},
                              day{static_cast<unsigned>(day_number)}};
    constexpr year_month_day kNetworkBegan{year{2004}, February, day{4}};
    constexpr year kClockEnds{2200};  // a nanosecond clock cannot hold much more
    if (!date.ok() || date < kNetworkBegan || date.year() >= kClockEnds) return std::nullopt;
    const runtime::Time at = sys_days{date} + hours{hour} + minutes{minute} + seconds{second} - *offset;
    if (at > now + hours{24}) return std::nullopt;
    return at;
}

std::optional<runtime::Time> parse_http_date(std::string_view text) {
    std::istringstream in{std::string{text}};
    in.imbue(std::locale::classic());
    date::sys_seconds at;
    in >> date::parse("%a, %d %b %Y %T GMT", at);
    if (in.fail()) return std::nullopt;
    return at;
}

}  // namespace ingest
