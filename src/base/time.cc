#include "base/time.h"

#include <date/tz.h>

#include <array>
#include <cstring>
#include <ctime>

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

void put_digits(char* at, unsigned value, int count) {
  for (int i = count - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
}

/// Reads exactly `count` digits and moves on; -1 when there are fewer.
int take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> take_date(std::string_view& text) {
  const int year = take_digits(text, 4);
  if (year < 0 || !take(text, '-')) return std::nullopt;
  const int month = take_digits(text, 2);
  if (month < 0 || !take(text, '-')) return std::nullopt;
  const int day = take_digits(text, 2);
  if (day < 0) return std::nullopt;
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return date;
}

/// The part after the seconds: "Z" or "+hh:mm", as what must be subtracted to reach UTC.
std::optional<minutes> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return minutes(0);
  const bool east = !text.empty() && text.front() == '+';
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const int h = take_digits(text, 2);
  if (h < 0 || h > 23 || !take(text, ':')) return std::nullopt;
  const int m = take_digits(text, 2);
  if (m < 0 || m > 59) return std::nullopt;
  const minutes offset = hours(h) + minutes(m);
  return east ? offset : -offset;
}

const date::time_zone* zone_of(const void* zone) {
  return static_cast<const date::time_zone*>(zone);
}

}  // namespace

void append_rfc3339(std::string& out, Instant instant) {
  const auto day = std::chrono::floor<days>(instant);
  const Date date(day);
  const auto of_day = (instant - day).count();
  std::array<char, 24> text;
  std::memcpy(text.data(), "0000-00-00T00:00:00.000Z", text.size());
  put_digits(&text[0], static_cast<unsigned>(static_cast<int>(date.year())), 4);
  put_digits(&text[5], static_cast<unsigned>(date.month()), 2);
  put_digits(&text[8], static_cast<unsigned>(date.day()), 2);
  put_digits(&text[11], static_cast<unsigned>(of_day / 3'600'000), 2);
  put_digits(&text[14], static_cast<unsigned>(of_day / 60'000 % 60), 2);
  put_digits(&text[17], static_cast<unsigned>(of_day / 1'000 % 60), 2);
  put_digits(&text[20], static_cast<unsigned>(of_day % 1'000), 3);
  out.append(text.data(), text.size());
}

std::string to_rfc3339(Instant instant) {
  std::string out;
  append_rfc3339(out, instant);
  return out;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !(take(text, 'T') || take(text, 't') || take(text, ' '))) return std::nullopt;
  const int h = take_digits(text, 2);
  if (h < 0 || h > 23 || !take(text, ':')) return std::nullopt;
  const int m = take_digits(text, 2);
  if (m < 0 || m > 59 || !take(text, ':')) return std::nullopt;
  int s = take_digits(text, 2);
  if (s < 0 || s > 60) return std::nullopt;
  int millis = 0;
  if (take(text, '.') || take(text, ',')) {
    int digits = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9';
         text.remove_prefix(1), ++digits)
      if (digits < 3) millis = millis * 10 + (text.front() - '0');
    if (digits == 0) return std::nullopt;
    for (; digits < 3; ++digits) millis *= 10;
  }
  if (s == 60) {
    s = 59;
    millis = 999;
  }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return std::chrono::sys_days(*date) + hours(h) + minutes(m) + seconds(s) + milliseconds(millis) -
         *offset;
}

std::optional<Instant> parse_http_date(std::string_view text) {
  std::tm parts{};
  const std::string copy(text);
  const char* end = strptime(copy.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (!end || *end != '\0') return std::nullopt;
  return Instant(std::chrono::seconds(timegm(&parts)));
}

std::string to_iso_date(Date date) {
  std::string text = "0000-00-00";
  put_digits(&text[0], static_cast<unsigned>(static_cast<int>(date.year())), 4);
  put_digits(&text[5], static_cast<unsigned>(date.month()), 2);
  put_digits(&text[8], static_cast<unsigned>(date.day()), 2);
  return text;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  const auto date = take_date(text);
  if (!text.empty()) return std::nullopt;
  return date;
}

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  if (name.empty() || name.size() > 64) return std::nullopt;
  try {
    const date::time_zone* zone = date::locate_zone(std::string(name));
    return TimeZone(std::string(name), zone);
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

TimeZone TimeZone::utc() {
  return TimeZone("UTC", date::locate_zone("UTC"));
}

Date TimeZone::day_of(Instant instant) const {
  const auto local = zone_of(zone_)->to_local(instant);
  return Date(std::chrono::sys_days(std::chrono::floor<days>(local).time_since_epoch()));
}

std::chrono::minutes TimeZone::offset_at(Instant instant) const {
  return std::chrono::floor<std::chrono::minutes>(zone_of(zone_)->get_info(instant).offset);
}

Instant TimeZone::start_of(Date day) const {
  const date::local_time<milliseconds> midnight(std::chrono::sys_days(day).time_since_epoch());
  return zone_of(zone_)->to_sys(midnight, date::choose::earliest);
}

}  // namespace waymark
