// What a person sets for all of their workouts: heart-rate zones, places that are kept private, and who sees what.
//
// Who sees what  by default: the map and where it was FOLLOWERS, heart rates nobody else. A workout may have its own (model.h).
//                Never wider than the profile, nor than who sees that there is a workout.
// Privacy zones  circles around a home: the line that others see leaves out every point within one. A circle's centre is
//                shifted by up to a third of its radius, differently for everyone and always the same, so that the ends of
//                many lines do not tell its middle.
// Heart rates    five zones from 50, 60, 70, 80 and 90 % of the maximum: as set, else 220 less the age when the profile has
//                a birth date, else unknown. Computed when they are read: setting it changes workouts of the past too.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/input.h"
#include "base/random.h"
#include "base/request_context.h"
#include "platform/store/store.h"
#include "product/workouts/model.h"

namespace waymark::workouts {

inline constexpr std::size_t kPrivacyZoneLimit = 10;

/// For all workouts, with what counts where nothing was set.
WorkoutVisibility with_defaults(WorkoutVisibility for_all);

using PrivacyZoneId = Id<struct PrivacyZoneSubject>;

/// GraphQL `PrivacyZoneInput`.
struct PrivacyZoneInput {
  std::optional<std::string> name;
  double latitude = 0;   // degrees
  double longitude = 0;  // degrees
  std::int64_t radius_metres = 0;
};
BOOST_DESCRIBE_STRUCT(PrivacyZoneInput, (), (name, latitude, longitude, radius_metres))

/// GraphQL `PrivacyZone`.
struct PrivacyZone {
  PrivacyZoneId id;
  std::optional<std::string> name;
  double latitude = 0;
  double longitude = 0;
  std::int64_t radius_metres = 0;
  double hidden_latitude = 0;  // the middle of what is left out
  double hidden_longitude = 0;
};
BOOST_DESCRIBE_STRUCT(PrivacyZone, (),
                      (id, name, latitude, longitude, radius_metres, hidden_latitude,
                       hidden_longitude))

struct WorkoutSettings {
  std::optional<std::int64_t> max_heart_rate;
  std::vector<PrivacyZone> privacy_zones;
  WorkoutVisibility visibility;
};
BOOST_DESCRIBE_STRUCT(WorkoutSettings, (), (max_heart_rate, privacy_zones, visibility))

/// GraphQL `HeartRateZones`.
struct HeartRateZones {
  std::optional<std::int64_t> max_heart_rate;
  bool chosen = false;
  std::vector<std::int64_t> bounds;  // lower ones; empty when the maximum is not known
};
BOOST_DESCRIBE_STRUCT(HeartRateZones, (), (max_heart_rate, chosen, bounds))

/// GraphQL `ZoneTime`.
struct ZoneTime {
  std::int64_t zone = 1;
  std::int64_t from = 0;           // beats a minute
  std::optional<std::int64_t> to;  // exclusive; the last has none
  double seconds = 0;
};
BOOST_DESCRIBE_STRUCT(ZoneTime, (), (zone, from, to, seconds))

/// `birth` and `today` give the age when no maximum was set.
HeartRateZones zones_of(const WorkoutSettings& settings, std::optional<Date> birth, Date today);
/// How long the heart beat in each; nullopt when the zones are not known.
std::optional<std::vector<ZoneTime>> times_in(const HeartRateZones& zones,
                                              const HeartRateTimes& times);

/// When a person was born, as far as they say.
using BirthDateOf = std::function<Task<std::optional<Date>>(Owner)>;

/// Any reactor; what it borrows outlives it.
class Settings {
 public:
  Settings(store::Store& store, const Clock& clock, IdSource& ids, Random& random,
           BirthDateOf birth_date_of = {})
      : store_(store),
        clock_(clock),
        ids_(ids),
        random_(random),
        birth_date_of_(std::move(birth_date_of)) {}

  Task<WorkoutSettings> read(Owner owner) const;
  Task<HeartRateZones> heart_rate_zones(Owner owner) const;
  /// 100 to 240, or nothing. Error(invalid_input) naming `maxHeartRate`.
  Task<HeartRateZones> set_max_heart_rate(Owner owner, std::optional<std::int64_t> beats) const;
  /// Replaces all. Error(invalid_input) naming every wrong field below `zones`.
  Task<std::vector<PrivacyZone>> set_privacy_zones(Owner owner,
                                                   std::vector<PrivacyZoneInput> zones) const;
  /// For all workouts; `workout` is not among it (Sharing.workouts).
  Task<WorkoutVisibility> set_visibility(Owner owner, VisibilityChanges changes) const;

 private:
  store::Store& store_;
  const Clock& clock_;
  IdSource& ids_;
  Random& random_;
  BirthDateOf birth_date_of_;
};

}  // namespace waymark::workouts
