// The GraphQL edge of workouts (api/schema.graphql): Workout and what is in it, the queries and mutations of workouts, their
// sources, records, totals and settings.
#pragma once

#include "platform/graphql/bindings.h"
#include "product/social/sharing.h"
#include "product/workouts/showing.h"
#include "product/workouts/totals.h"
#include "product/workouts/viewing.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {

/// What the edges are made of; borrowed, outlives them.
struct EdgePorts {
  const Workouts& workouts;
  const Viewing& viewing;
  const Settings& settings;
  const Totals& totals;
  const social::Social& social;
};

/// GraphQL `WorkoutOrigin`.
struct WorkoutOrigin {
  WorkoutOrigin() = default;
  explicit WorkoutOrigin(const Source& from);

  SourceId id;
  WorkoutSource source = WorkoutSource::manual;
  std::optional<std::string> file_name;
  std::optional<std::string> device;
  Instant added_at;
  WorkoutType type = WorkoutType::other;
  Instant started_at;
  Seconds elapsed_seconds;
  Seconds moving_seconds;
  std::optional<Metres> distance_metres;
  std::optional<std::int64_t> average_heart_rate;
  std::optional<MergeReason> reason;
};
BOOST_DESCRIBE_STRUCT(WorkoutOrigin, (),
                      (id, source, file_name, device, added_at, type, started_at, elapsed_seconds,
                       moving_seconds, distance_metres, average_heart_rate, reason))

/// Outlives the engine that it is bound to.
class WorkoutsGraphql {
 public:
  explicit WorkoutsGraphql(EdgePorts ports) : ports_(ports) {}
  void bind(graphql::Bindings& bindings);

 private:
  void bind_parts(graphql::Bindings& bindings);
  void bind_settings(graphql::Bindings& bindings);

  Task<graphql::Connection<WorkoutView>> my_workouts(graphql::Call& call) const;
  Task<std::optional<WorkoutView>> workout(graphql::Call& call) const;
  Task<WorkoutView> log(graphql::Call& call) const;
  Task<WorkoutView> update(graphql::Call& call) const;
  Task<bool> remove(graphql::Call& call) const;

  Task<std::vector<WorkoutOrigin>> sources(graphql::Call& call) const;
  Task<std::vector<WorkoutView>> split(graphql::Call& call) const;
  Task<WorkoutView> merge(graphql::Call& call) const;

  Task<std::vector<Best>> records(graphql::Call& call) const;
  Task<std::vector<WorkoutTotal>> totals(graphql::Call& call) const;

  Task<std::vector<WorkoutLap>> laps(const WorkoutView& view, graphql::Call& call) const;
  Task<std::vector<WorkoutSplit>> splits(const WorkoutView& view, graphql::Call& call) const;
  Task<std::optional<WorkoutSeries>> series(const WorkoutView& view, graphql::Call& call) const;
  Task<std::optional<std::vector<ZoneTime>>> zone_times(const WorkoutView& view,
                                                        graphql::Call& call) const;
  Task<std::optional<WorkoutVisibility>> own_visibility(const WorkoutView& view,
                                                        graphql::Call& call) const;

  Task<HeartRateZones> heart_rate_zones(graphql::Call& call) const;
  Task<HeartRateZones> set_heart_rate_zones(graphql::Call& call) const;
  Task<std::vector<PrivacyZone>> privacy_zones(graphql::Call& call) const;
  Task<std::vector<PrivacyZone>> set_privacy_zones(graphql::Call& call) const;
  Task<WorkoutVisibility> visibility(graphql::Call& call) const;
  Task<WorkoutVisibility> set_visibility(graphql::Call& call) const;
  Task<WorkoutVisibility> visibility_of_all(Owner owner) const;

  using DetailPtr = std::shared_ptr<const WorkoutDetail>;
  Task<DetailPtr> detail_of(const WorkoutView& view, graphql::Call& call) const;

  EdgePorts ports_;
};

}  // namespace waymark::workouts
