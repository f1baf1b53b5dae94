// Weeks and months of workouts, for charts: by the day on which a workout began in the person's time zone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/request_context.h"
#include "product/workouts/repository.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {

enum class TotalsUnit { week, month };
BOOST_DESCRIBE_ENUM(TotalsUnit, week, month)

inline constexpr std::size_t kMostTotals = 261;  // five years of weeks

/// GraphQL `WorkoutTotal`.
struct WorkoutTotal {
  Date from;  // a Monday, or the first of a month
  std::int64_t workouts = 0;
  double distance_metres = 0;
  double moving_seconds = 0;
  double climb_metres = 0;
};
BOOST_DESCRIBE_STRUCT(WorkoutTotal, (),
                      (from, workouts, distance_metres, moving_seconds, climb_metres))

struct TotalsRequest {
  TotalsUnit unit = TotalsUnit::week;
  Date from;
  Date to;  // inclusive
  std::optional<WorkoutType> type;
};

/// The weeks or months that touch [from, to], oldest first, empty ones too. Throws Error(invalid_input) naming `to` when
/// that are none, or more than kMostTotals.
std::vector<WorkoutTotal> empty_totals(const TotalsRequest& request);

/// Any reactor; what it borrows outlives it.
class Totals {
 public:
  explicit Totals(store::Store& store, TimeZoneOf time_zone_of = {})
      : repository_(store), time_zone_of_(std::move(time_zone_of)) {}
  Task<std::vector<WorkoutTotal>> of(Owner owner, TotalsRequest request) const;

 private:
  WorkoutRepository repository_;
  TimeZoneOf time_zone_of_;
};

}  // namespace waymark::workouts
