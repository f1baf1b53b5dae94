// Time: instants with milliseconds, their text form, and the clock that tests replace.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace waymark {

/// A moment in UTC, in milliseconds since 1970. Stored and sent as RFC 3339,
/// "2026-11-21T03:36:00.000Z".
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A calendar day without a time zone, stored and sent as "2026-11-21".
using Date = std::chrono::year_month_day;

/// Always 24 characters, always "Z", so that texts sort as the instants do. Years 0000 to 9999.
std::string to_rfc3339(Instant instant);
/// Appends the same 24 characters.
void append_rfc3339(std::string& out, Instant instant);

/// Reads RFC 3339 / xs:dateTime with "Z" or an offset, any number of fraction digits (cut to
/// milliseconds), and leap second 60 as 59.999. nullopt for anything else, dates that do not exist
/// included.
std::optional<Instant> parse_rfc3339(std::string_view text);

/// Reads the date of an HTTP header, "Sat, 21 Nov 2026 04:00:00 GMT" (RFC 9110 §5.6.7, its preferred form).
std::optional<Instant> parse_http_date(std::string_view text);

std::string to_iso_date(Date date);
std::optional<Date> parse_iso_date(std::string_view text);

/// A place's rules for local time, from the system's IANA database.
class TimeZone {
 public:
  /// nullopt when the name ("Europe/Madrid") is unknown.
  static std::optional<TimeZone> find(std::string_view name);
  static TimeZone utc();

  const std::string& name() const { return name_; }
  /// The local calendar day on which the instant falls, right across daylight-saving changes.
  Date day_of(Instant instant) const;
  /// How far the wall clock is ahead of UTC at that instant.
  std::chrono::minutes offset_at(Instant instant) const;
  /// The first instant of the local day (which is not always 00:00: some zones skip midnight).
  Instant start_of(Date day) const;

 private:
  TimeZone(std::string name, const void* zone) : name_(std::move(name)), zone_(zone) {}
  std::string name_;
  const void* zone_;  // date::time_zone, owned by the database for the life of the process
};

/// Where "now" comes from. Injected, so that tests own time. Threads may share one.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

}  // namespace waymark
