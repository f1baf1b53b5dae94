#include "product/workouts/viewing.h"

#include <algorithm>
#include <cmath>

#include "product/workouts/recording/polyline.h"
#include "product/workouts/recording/track_summary.h"

namespace waymark::workouts {
namespace {

constexpr double kHiddenOfRadius = 4.0 / 3;  // the middle is up to a third off

bool is_inside(Position point, const PrivacyZone& zone) {
  const Position middle{zone.hidden_latitude, zone.hidden_longitude};
  return distance_metres(point, middle) <=
         kHiddenOfRadius * static_cast<double>(zone.radius_metres);
}

std::vector<WorkoutPart> hidden_from(const social::Standing& standing, const WorkoutVisibility& own,
                                     const WorkoutVisibility& for_all) {
  const WorkoutVisibility base = with_defaults(for_all);
  const auto sees = [&](std::optional<Audience> here, std::optional<Audience> otherwise) {
    return standing.sees(here ? *here : otherwise.value_or(Audience::private_));
  };
  std::vector<WorkoutPart> hidden;
  const bool place = sees(own.location, base.location);
  if (!place || !sees(own.map, base.map)) hidden.push_back(WorkoutPart::map);
  if (!sees(own.heart_rate, base.heart_rate)) hidden.push_back(WorkoutPart::heart_rate);
  if (!place) hidden.push_back(WorkoutPart::location);
  return hidden;
}

bool is_among(const std::vector<WorkoutPart>& parts, WorkoutPart part) {
  return std::find(parts.begin(), parts.end(), part) != parts.end();
}

template <typename T>
void take(std::optional<T>& into, const std::optional<T>& from) {
  if (!into) into = from;
}

}  // namespace

bool WorkoutView::hides(WorkoutPart part) const {
  return is_among(hidden, part);
}

std::optional<TrackSummary> outside(TrackSummary track, const std::vector<PrivacyZone>& zones) {
  if (zones.empty()) return track;
  std::vector<Position> line = decode_polyline(track.polyline);
  std::erase_if(line, [&](Position point) {
    return std::any_of(zones.begin(), zones.end(),
                       [&](const PrivacyZone& zone) { return is_inside(point, zone); });
  });
  if (line.size() < 2) return std::nullopt;
  bound(track, line);
  track.polyline = encode_polyline(line);
  return track;
}

void redact(WorkoutView& view, const std::vector<PrivacyZone>& zones) {
  view.notes.reset();
  view.device.reset();
  view.merge_reasons.clear();
  view.source_count = 1;
  view.visibility.reset();
  if (view.hides(WorkoutPart::heart_rate)) {
    view.average_heart_rate.reset();
    view.max_heart_rate.reset();
  }
  if (view.hides(WorkoutPart::location)) {
    view.time_zone.reset();
    view.utc_offset_minutes = 0;
  }
  if (view.hides(WorkoutPart::map))
    view.track.reset();
  else if (view.track)
    view.track = outside(std::move(*view.track), zones);
}

void redact(WorkoutDetail& detail, const std::vector<WorkoutPart>& hidden) {
  if (is_among(hidden, WorkoutPart::heart_rate)) {
    detail.heart_rate_times.reset();
    for (WorkoutLap& lap : detail.laps) {
      lap.average_heart_rate.reset();
      lap.max_heart_rate.reset();
    }
    for (auto* splits : {&detail.kilometres, &detail.miles})
      if (*splits) (*splits)->heart_rate.reset();
    if (detail.series) detail.series->heart_rate.reset();
  }
  if (is_among(hidden, WorkoutPart::location)) {
    for (auto* splits : {&detail.kilometres, &detail.miles})
      if (*splits) (*splits)->elevation_change.reset();
    if (detail.series) detail.series->elevation.reset();
  }
}

Task<std::optional<WorkoutView>> Viewing::find(UserId viewer, WorkoutId id) const {
  const Owner self = Owner::acting_for(viewer);
  auto own = co_await repository_.find(self, id);
  if (own) {
    WorkoutView view = own_view(self, *own);
    view.visibility = own->visibility;
    co_return view;
  }
  const auto found = co_await repository_.find_anywhere(id);
  if (!found || found->owner == viewer) co_return std::nullopt;
  const social::Standing standing = co_await social_.standing(viewer, found->owner);
  if (!standing.exists || standing.hidden()) co_return std::nullopt;
  const social::Sharing sharing = co_await social_.sharing(found->owner);
  const WorkoutVisibility& visibility = found->workout.visibility;
  if (!standing.sees(visibility.workout.value_or(sharing.workouts))) co_return std::nullopt;
  const Owner owner = Owner::acting_for(found->owner);
  const WorkoutSettings settings = co_await settings_.read(owner);
  WorkoutView view = own_view(owner, found->workout);
  view.hidden = hidden_from(standing, visibility, settings.visibility);
  redact(view, settings.privacy_zones);
  co_return view;
}

Task<WorkoutDetail> Viewing::detail(Owner owner, WorkoutId id,
                                    std::vector<WorkoutPart> hidden) const {
  WorkoutDetail detail;
  const auto stored = co_await repository_.find(owner, id);
  if (!stored) co_return detail;
  const auto sources = co_await repository_.sources_of(owner, *stored);
  for (const Source& source : sources) {
    const Measures& measures = source.measures;
    if (detail.laps.empty()) detail.laps = measures.laps;
    if (!detail.kilometres) {
      detail.kilometres = measures.kilometres;
      detail.miles = measures.miles;
    }
    take(detail.series, measures.series);
    take(detail.heart_rate_times, measures.heart_rate_times);
  }
  redact(detail, hidden);
  co_return detail;
}

WorkoutView own_view(Owner owner, Workout workout) {
  WorkoutView view;
  static_cast<Workout&>(view) = std::move(workout);
  view.owner_id = owner.user();
  return view;
}

}  // namespace waymark::workouts
