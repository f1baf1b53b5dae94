#include "product/workouts/graphql.h"

#include "platform/graphql/loader.h"
#include "platform/graphql/page_argument.h"
#include "product/workouts/graphql_input.h"

namespace waymark::workouts {
namespace {

using graphql::Call;
using graphql::Connection;

enum class SplitUnit { km, mile };
BOOST_DESCRIBE_ENUM(SplitUnit, km, mile)

using DetailPtr = std::shared_ptr<const WorkoutDetail>;
using DetailLoader = graphql::Loader<WorkoutId, DetailPtr>;
/// One for each owner and what they do not show.
using DetailLoaders = std::unordered_map<std::string, std::unique_ptr<DetailLoader>>;

Task<std::unordered_map<WorkoutId, DetailPtr>> fetch_details(const Viewing& viewing, Owner owner,
                                                             std::vector<WorkoutPart> hidden,
                                                             std::vector<WorkoutId> ids) {
  std::unordered_map<WorkoutId, DetailPtr> details;
  for (const WorkoutId id : ids) {
    WorkoutDetail detail = co_await viewing.detail(owner, id, hidden);
    details.emplace(id, std::make_shared<const WorkoutDetail>(std::move(detail)));
  }
  co_return details;
}

std::string loader_key(const WorkoutView& view) {
  std::string key = view.owner_id.to_string();
  for (const WorkoutPart part : view.hidden) key += enum_name(part);
  return key;
}

WorkoutView view_for(const Call& call, Workout workout) {
  return own_view(Owner(call.context()), std::move(workout));
}

}  // namespace

WorkoutOrigin::WorkoutOrigin(const Source& from)
    : id(from.id),
      source(from.source),
      file_name(from.file_name),
      device(from.device),
      added_at(from.added_at),
      type(from.measures.type),
      started_at(from.measures.started_at),
      elapsed_seconds(from.measures.elapsed_seconds),
      moving_seconds(from.measures.moving_seconds),
      distance_metres(from.measures.distance_metres),
      average_heart_rate(from.measures.average_heart_rate),
      reason(from.reason) {}

void WorkoutsGraphql::bind(graphql::Bindings& bindings) {
  bind_parts(bindings);
  bindings.query("myWorkouts", &WorkoutsGraphql::my_workouts, this);
  bindings.query("workout", &WorkoutsGraphql::workout, this);
  bindings.query("workoutSources", &WorkoutsGraphql::sources, this);
  bindings.query("myRecords", &WorkoutsGraphql::records, this);
  bindings.query("workoutTotals", &WorkoutsGraphql::totals, this);
  bindings.mutation("logWorkout", &WorkoutsGraphql::log, this);
  bindings.mutation("updateWorkout", &WorkoutsGraphql::update, this);
  bindings.mutation("deleteWorkout", &WorkoutsGraphql::remove, this);
  bindings.mutation("splitWorkout", &WorkoutsGraphql::split, this);
  bindings.mutation("mergeWorkouts", &WorkoutsGraphql::merge, this);
  bind_settings(bindings);
}

void WorkoutsGraphql::bind_parts(graphql::Bindings& bindings) {
  bindings.object<WorkoutView>("Workout")
      .resolver("laps", &WorkoutsGraphql::laps, this)
      .resolver("splits", &WorkoutsGraphql::splits, this)
      .resolver("series", &WorkoutsGraphql::series, this)
      .resolver("heartRateZones", &WorkoutsGraphql::zone_times, this)
      .resolver("visibility", &WorkoutsGraphql::own_visibility, this);
  bindings.object<TrackSummary>("TrackSummary");
  bindings.object<WorkoutLap>("WorkoutLap");
  bindings.object<WorkoutSplit>("WorkoutSplit");
  bindings.object<WorkoutSeries>("WorkoutSeries");
  bindings.object<ZoneTime>("ZoneTime");
  bindings.object<BestEffort>("BestEffort").field("distanceMetres", [](const BestEffort& effort) {
    return distance_of(effort.kind);
  });
  bindings.object<MergeReason>("MergeReason")
      .field("text", [](const MergeReason& reason, Call& call) {
        return explanation(reason, call.context().locale);
      });
  bindings.object<WorkoutOrigin>("WorkoutOrigin");
  bindings.object<Best>("PersonalRecord");
  bindings.object<WorkoutTotal>("WorkoutTotal");
}

void WorkoutsGraphql::bind_settings(graphql::Bindings& bindings) {
  bindings.object<HeartRateZones>("HeartRateZones");
  bindings.object<PrivacyZone>("PrivacyZone");
  bindings.object<WorkoutVisibility>("WorkoutVisibility");
  bindings.query("heartRateZones", &WorkoutsGraphql::heart_rate_zones, this);
  bindings.query("privacyZones", &WorkoutsGraphql::privacy_zones, this);
  bindings.query("workoutVisibility", &WorkoutsGraphql::visibility, this);
  bindings.mutation("setHeartRateZones", &WorkoutsGraphql::set_heart_rate_zones, this);
  bindings.mutation("setPrivacyZones", &WorkoutsGraphql::set_privacy_zones, this);
  bindings.mutation("setWorkoutVisibility", &WorkoutsGraphql::set_visibility, this);
}

Task<Connection<WorkoutView>> WorkoutsGraphql::my_workouts(Call& call) const {
  const Owner owner(call.context());
  WorkoutPage page = co_await ports_.workouts.list(owner, filter_of(call), page_of(call));
  Connection<WorkoutView> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (auto& [workout, cursor] : page.entries)
    connection.edges.push_back({own_view(owner, std::move(workout)), std::move(cursor)});
  co_return connection;
}

Task<std::optional<WorkoutView>> WorkoutsGraphql::workout(Call& call) const {
  const UserId viewer = call.context().require_principal().user;
  return ports_.viewing.find(viewer, call.argument<WorkoutId>("id"));
}

Task<WorkoutView> WorkoutsGraphql::log(Call& call) const {
  WorkoutInput input = call.argument<WorkoutInput>("input");
  Workout workout =
      co_await ports_.workouts.log(call.context(), std::move(input), InputPath("input"));
  co_return view_for(call, std::move(workout));
}

Task<WorkoutView> WorkoutsGraphql::update(Call& call) const {
  const WorkoutId id = call.argument<WorkoutId>("id");
  Workout workout =
      co_await ports_.workouts.update(call.context(), id, changes_of(call), InputPath("input"));
  co_return view_for(call, std::move(workout));
}

Task<bool> WorkoutsGraphql::remove(Call& call) const {
  const WorkoutId id = call.argument<WorkoutId>("id");
  co_await ports_.workouts.remove(call.context(), id);
  co_return true;
}

Task<std::vector<WorkoutOrigin>> WorkoutsGraphql::sources(Call& call) const {
  const Owner owner(call.context());
  const WorkoutId id = call.argument<WorkoutId>("id");
  const std::vector<Source> sources = co_await ports_.workouts.sources(owner, id);
  co_return std::vector<WorkoutOrigin>(sources.begin(), sources.end());
}

Task<std::vector<WorkoutView>> WorkoutsGraphql::split(Call& call) const {
  const WorkoutId id = call.argument<WorkoutId>("id");
  const SourceId source = call.argument<SourceId>("sourceId");
  std::vector<Workout> both = co_await ports_.workouts.split(call.context(), id, source);
  std::vector<WorkoutView> views;
  for (Workout& workout : both) views.push_back(view_for(call, std::move(workout)));
  co_return views;
}

Task<WorkoutView> WorkoutsGraphql::merge(Call& call) const {
  std::vector<WorkoutId> ids = call.argument<std::vector<WorkoutId>>("ids");
  Workout workout = co_await ports_.workouts.merge(call.context(), std::move(ids));
  co_return view_for(call, std::move(workout));
}

Task<std::vector<Best>> WorkoutsGraphql::records(Call& call) const {
  const Owner owner(call.context());
  return ports_.workouts.records(owner, call.argument<std::optional<WorkoutType>>("type"));
}

Task<std::vector<WorkoutTotal>> WorkoutsGraphql::totals(Call& call) const {
  const Owner owner(call.context());
  TotalsRequest request;
  request.unit = call.argument<TotalsUnit>("unit");
  request.from = call.argument<Date>("from");
  request.to = call.argument<Date>("to");
  request.type = call.argument<std::optional<WorkoutType>>("type");
  return ports_.totals.of(owner, request);
}

Task<WorkoutsGraphql::DetailPtr> WorkoutsGraphql::detail_of(const WorkoutView& view,
                                                            Call& call) const {
  auto& loaders = call.shared<DetailLoaders>([] { return DetailLoaders(); });
  auto& loader = loaders[loader_key(view)];
  const Owner owner = Owner::acting_for(view.owner_id);
  if (!loader)
    loader = std::make_unique<DetailLoader>(
        [&viewing = ports_.viewing, owner, hidden = view.hidden](std::vector<WorkoutId> ids) {
          return fetch_details(viewing, owner, hidden, std::move(ids));
        });
  const auto detail = co_await loader->load(view.id);
  co_return detail ? *detail : std::make_shared<const WorkoutDetail>();
}

Task<std::vector<WorkoutLap>> WorkoutsGraphql::laps(const WorkoutView& view, Call& call) const {
  const DetailPtr detail = co_await detail_of(view, call);
  co_return detail->laps;
}

Task<std::vector<WorkoutSplit>> WorkoutsGraphql::splits(const WorkoutView& view, Call& call) const {
  const SplitUnit unit = call.argument<SplitUnit>("unit");
  const DetailPtr detail = co_await detail_of(view, call);
  const auto& columns = unit == SplitUnit::km ? detail->kilometres : detail->miles;
  co_return columns ? expanded(*columns) : std::vector<WorkoutSplit>();
}

Task<std::optional<WorkoutSeries>> WorkoutsGraphql::series(const WorkoutView& view,
                                                           Call& call) const {
  const DetailPtr detail = co_await detail_of(view, call);
  if (!detail->series) co_return std::nullopt;
  co_return expanded(*detail->series);
}

Task<std::optional<std::vector<ZoneTime>>> WorkoutsGraphql::zone_times(const WorkoutView& view,
                                                                       Call& call) const {
  const DetailPtr detail = co_await detail_of(view, call);
  if (!detail->heart_rate_times) co_return std::nullopt;
  const Owner owner = Owner::acting_for(view.owner_id);
  const HeartRateZones zones = co_await ports_.settings.heart_rate_zones(owner);
  co_return times_in(zones, *detail->heart_rate_times);
}

/// Lists do not carry it: it is read when it is asked for.
Task<std::optional<WorkoutVisibility>> WorkoutsGraphql::own_visibility(const WorkoutView& view,
                                                                       Call& call) const {
  if (view.visibility) co_return view.visibility;
  const UserId viewer = call.context().require_principal().user;
  if (view.owner_id != viewer) co_return std::nullopt;
  const auto found = co_await ports_.viewing.find(viewer, view.id);
  co_return found ? found->visibility : std::nullopt;
}

Task<HeartRateZones> WorkoutsGraphql::heart_rate_zones(Call& call) const {
  return ports_.settings.heart_rate_zones(Owner(call.context()));
}

Task<HeartRateZones> WorkoutsGraphql::set_heart_rate_zones(Call& call) const {
  const Owner owner(call.context());
  return ports_.settings.set_max_heart_rate(
      owner, call.argument<std::optional<std::int64_t>>("maxHeartRate"));
}

Task<std::vector<PrivacyZone>> WorkoutsGraphql::privacy_zones(Call& call) const {
  const Owner owner(call.context());
  WorkoutSettings settings = co_await ports_.settings.read(owner);
  co_return std::move(settings.privacy_zones);
}

Task<std::vector<PrivacyZone>> WorkoutsGraphql::set_privacy_zones(Call& call) const {
  const Owner owner(call.context());
  return ports_.settings.set_privacy_zones(owner,
                                           call.argument<std::vector<PrivacyZoneInput>>("zones"));
}

Task<WorkoutVisibility> WorkoutsGraphql::visibility(Call& call) const {
  return visibility_of_all(Owner(call.context()));
}

Task<WorkoutVisibility> WorkoutsGraphql::visibility_of_all(Owner owner) const {
  const WorkoutSettings settings = co_await ports_.settings.read(owner);
  const social::Sharing sharing = co_await ports_.social.sharing(owner.user());
  WorkoutVisibility visibility = with_defaults(settings.visibility);
  visibility.workout = sharing.workouts;
  co_return visibility;
}

Task<WorkoutVisibility> WorkoutsGraphql::set_visibility(Call& call) const {
  const Owner owner(call.context());
  const auto id = call.argument<std::optional<WorkoutId>>("id");
  const VisibilityChanges changes = visibility_of(call);
  if (id) co_return co_await ports_.workouts.set_visibility(call.context(), *id, changes);
  if (changes.workout) throw Error::invalid("input.workout", "error.workout.audience_of_all");
  co_await ports_.settings.set_visibility(owner, changes);
  co_return co_await visibility_of_all(owner);
}

}  // namespace waymark::workouts
