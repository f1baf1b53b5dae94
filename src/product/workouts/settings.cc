#include "product/workouts/settings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "platform/store/entity.h"
#include "product/workouts/keys.h"
#include "product/workouts/recording/compact_numbers.h"

namespace waymark::workouts {
namespace {

constexpr TextRule kNameRule{0, 50, false};
constexpr double kMetresADegree = 111'320;
constexpr double kFarthestShift = 1.0 / 3;  // of the radius
constexpr std::int64_t kPercents[] = {50, 60, 70, 80, 90};

/// In [0, 1).
double dice(Random& random) {
  std::array<std::uint8_t, 4> bytes{};
  random.fill(bytes);
  std::uint32_t number = 0;
  for (const std::uint8_t byte : bytes) number = number << 8 | byte;
  return number / 4294967296.0;
}

/// Moves the middle of what is left out somewhere off the real one.
void hide(PrivacyZone& zone, Random& random) {
  const double radius = static_cast<double>(zone.radius_metres);
  const double metres = radius * kFarthestShift * std::sqrt(dice(random));
  const double angle = 2 * std::numbers::pi * dice(random);
  const double shrink = std::max(0.01, std::cos(zone.latitude * std::numbers::pi / 180));
  zone.hidden_latitude =
      std::clamp(zone.latitude + metres * std::sin(angle) / kMetresADegree, -90.0, 90.0);
  zone.hidden_longitude =
      std::remainder(zone.longitude + metres * std::cos(angle) / (kMetresADegree * shrink), 360.0);
}

const PrivacyZone* same_place(const std::vector<PrivacyZone>& zones, const PrivacyZone& one) {
  for (const PrivacyZone& zone : zones)
    if (zone.latitude == one.latitude && zone.longitude == one.longitude &&
        zone.radius_metres == one.radius_metres)
      return &zone;
  return nullptr;
}

/// Writes one attribute of the settings as it is in `settings`, and leaves the others.
Task<void> write(store::Store& store, Owner owner, WorkoutSettings settings, std::string name) {
  const store::Item item = store::to_item(settings, keys::settings(owner));
  store::Changes changes;
  if (const auto value = item.find(name))
    changes.set(name, value->to_value());
  else
    changes.remove(name);
  store::Transaction transaction;
  transaction.update(keys::settings(owner), std::move(changes));
  co_await store.transact(std::move(transaction));
}

int age_on(Date birth, Date today) {
  const int years = static_cast<int>(today.year()) - static_cast<int>(birth.year());
  const bool birthday_is_ahead = today.month() < birth.month() ||
                                 (today.month() == birth.month() && today.day() < birth.day());
  return birthday_is_ahead ? years - 1 : years;
}

}  // namespace

WorkoutVisibility with_defaults(WorkoutVisibility for_all) {
  if (!for_all.map) for_all.map = Audience::followers;
  if (!for_all.heart_rate) for_all.heart_rate = Audience::private_;
  if (!for_all.location) for_all.location = Audience::followers;
  return for_all;
}

HeartRateZones zones_of(const WorkoutSettings& settings, std::optional<Date> birth, Date today) {
  HeartRateZones zones;
  zones.max_heart_rate = settings.max_heart_rate;
  zones.chosen = settings.max_heart_rate.has_value();
  if (!zones.chosen && birth) zones.max_heart_rate = std::max(100, 220 - age_on(*birth, today));
  if (!zones.max_heart_rate) return zones;
  for (const std::int64_t percent : kPercents)
    zones.bounds.push_back((*zones.max_heart_rate * percent + 50) / 100);
  return zones;
}

std::optional<std::vector<ZoneTime>> times_in(const HeartRateZones& zones,
                                              const HeartRateTimes& times) {
  if (zones.bounds.empty()) return std::nullopt;
  std::vector<ZoneTime> in_zones;
  for (std::size_t i = 0; i < zones.bounds.size(); ++i) {
    ZoneTime& time = in_zones.emplace_back();
    time.zone = static_cast<std::int64_t>(i) + 1;
    time.from = zones.bounds[i];
    if (i + 1 < zones.bounds.size()) time.to = zones.bounds[i + 1];
  }
  std::int64_t beats = times.lowest;
  for (const auto& seconds : decode_column(times.seconds)) {
    for (ZoneTime& time : in_zones)
      if (beats >= time.from && (!time.to || beats < *time.to))
        time.seconds += static_cast<double>(seconds.value_or(0));
    ++beats;
  }
  return in_zones;
}

Task<WorkoutSettings> Settings::read(Owner owner) const {
  const auto item = co_await store_.get(keys::settings(owner));
  co_return item ? store::from_item<WorkoutSettings>(*item) : WorkoutSettings();
}

Task<HeartRateZones> Settings::heart_rate_zones(Owner owner) const {
  const WorkoutSettings settings = co_await read(owner);
  std::optional<Date> birth;
  if (!settings.max_heart_rate && birth_date_of_) birth = co_await birth_date_of_(owner);
  co_return zones_of(settings, birth, TimeZone::utc().day_of(clock_.now()));
}

Task<HeartRateZones> Settings::set_max_heart_rate(Owner owner,
                                                  std::optional<std::int64_t> beats) const {
  InputCheck check{InputPath()};
  if (beats) check.range("maxHeartRate", static_cast<double>(*beats), 100, 240);
  check.throw_if_any();
  WorkoutSettings settings;
  settings.max_heart_rate = beats;
  co_await write(store_, owner, std::move(settings), "maxHeartRate");
  co_return co_await heart_rate_zones(owner);
}

Task<std::vector<PrivacyZone>> Settings::set_privacy_zones(
    Owner owner, std::vector<PrivacyZoneInput> zones) const {
  if (zones.size() > kPrivacyZoneLimit)
    throw Error::invalid("zones", "error.workout.privacy_zones",
                         {{"limit", std::to_string(kPrivacyZoneLimit)}});
  const WorkoutSettings before = co_await read(owner);
  WorkoutSettings after;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    InputCheck check(InputPath("zones." + std::to_string(i)));
    PrivacyZone zone;
    zone.id = ids_.make<PrivacyZoneId>();
    zone.name = check.optional_text("name", zones[i].name, kNameRule);
    check.range("latitude", zones[i].latitude, -90, 90);
    check.range("longitude", zones[i].longitude, -180, 180);
    check.range("radiusMetres", static_cast<double>(zones[i].radius_metres), 200, 2000);
    check.throw_if_any();
    zone.latitude = zones[i].latitude;
    zone.longitude = zones[i].longitude;
    zone.radius_metres = zones[i].radius_metres;
    if (const PrivacyZone* known = same_place(before.privacy_zones, zone)) {
      zone.id = known->id;
      zone.hidden_latitude = known->hidden_latitude;
      zone.hidden_longitude = known->hidden_longitude;
    } else {
      hide(zone, random_);
    }
    after.privacy_zones.push_back(std::move(zone));
  }
  co_await write(store_, owner, after, "privacyZones");
  co_return std::move(after.privacy_zones);
}

Task<WorkoutVisibility> Settings::set_visibility(Owner owner, VisibilityChanges changes) const {
  WorkoutSettings settings = co_await read(owner);
  settings.visibility = with(settings.visibility, changes);
  settings.visibility.workout.reset();
  co_await write(store_, owner, settings, "visibility");
  co_return settings.visibility;
}

}  // namespace waymark::workouts
