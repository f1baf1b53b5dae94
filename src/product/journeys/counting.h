// What counts of a workout: pure functions of the rules and of what is known, so that counting again leads to the same.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "product/journeys/team_model.h"

namespace waymark::journeys {

/// What applies where a team says nothing: a conversion for every type.
std::vector<Conversion> default_conversions();

/// A team's rules at work.
class Counting {
 public:
  /// Throws Error(internal) when the time zone of the rules is unknown.
  explicit Counting(const TeamRules& rules);

  /// 0 when it does not count: deleted, started outside the journey's time or while its member was not in the team, or
  /// logged too late. Before the cap.
  std::int64_t millimetres(const Contribution& contribution, const std::vector<Stay>& stays) const;
  Date day_of(const Contribution& contribution) const;
  Date day_of(Instant instant) const { return zone_.day_of(instant); }
  /// What of a day's sum counts.
  std::int64_t capped(std::int64_t sum) const;

 private:
  TeamRules rules_;
  TimeZone zone_;
};

/// The Monday of its week (ISO 8601).
Date monday_of(Date day);
/// "2026-W47".
std::string week_of(Date day);
/// "2026-11".
std::string month_of(Date day);
Date plus_days(Date day, int days);

/// Adds a stay that begins then, unless it is known. Whether anything changed.
bool begin_stay(std::vector<Stay>& stays, Instant from);
/// Ends the stay that was open then.
bool end_stay(std::vector<Stay>& stays, Instant until);

}  // namespace waymark::journeys
