// A workout as somebody may see it.
//
// Who sees that there is one: the workout's own audience, else Sharing.workouts of its owner, never wider than the profile;
// to all others it is not there. Of what they see, parts may be left out: the map, heart rates, and where it was, each
// under its own audience (settings.h). Without the place there is no map either, and no bounds, time zone or heights. The
// line leaves out what lies in privacy zones. Notes, device, and what is told of sources are the owner's alone.
#pragma once

#include <optional>
#include <vector>

#include "base/request_context.h"
#include "product/social/social.h"
#include "product/workouts/repository.h"
#include "product/workouts/settings.h"

namespace waymark::workouts {

enum class WorkoutPart { map, heart_rate, location };
BOOST_DESCRIBE_ENUM(WorkoutPart, map, heart_rate, location)

/// GraphQL `Workout`.
struct WorkoutView : Workout {
  UserId owner_id;
  std::vector<WorkoutPart> hidden;
  std::optional<WorkoutVisibility> visibility;  // its own, for its owner

  bool hides(WorkoutPart part) const;
};
BOOST_DESCRIBE_STRUCT(WorkoutView, (Workout), (owner_id, hidden, visibility))

/// What is told moment by moment or stretch by stretch: of the sources, as far as a viewer sees it.
struct WorkoutDetail {
  std::vector<WorkoutLap> laps;
  std::optional<SplitColumns> kilometres;
  std::optional<SplitColumns> miles;
  std::optional<SeriesColumns> series;
  std::optional<HeartRateTimes> heart_rate_times;
};

/// Leaves out what `view.hidden` says, and what is the owner's alone.
void redact(WorkoutView& view, const std::vector<PrivacyZone>& zones);
/// The same for its detail.
void redact(WorkoutDetail& detail, const std::vector<WorkoutPart>& hidden);

/// The line without the points in the zones; nullopt when too little is left.
std::optional<TrackSummary> outside(TrackSummary track, const std::vector<PrivacyZone>& zones);

/// Any reactor; what it borrows outlives it.
class Viewing {
 public:
  Viewing(store::Store& store, const social::Social& social, const Settings& settings)
      : repository_(store), social_(social), settings_(settings) {}

  /// nullopt: not there, or not for this viewer.
  Task<std::optional<WorkoutView>> find(UserId viewer, WorkoutId id) const;
  /// From the sources of what find() gave, each part from the first source that has it.
  Task<WorkoutDetail> detail(Owner owner, WorkoutId id, std::vector<WorkoutPart> hidden) const;

 private:
  WorkoutRepository repository_;
  const social::Social& social_;
  const Settings& settings_;
};

/// One's own.
WorkoutView own_view(Owner owner, Workout workout);

}  // namespace waymark::workouts
