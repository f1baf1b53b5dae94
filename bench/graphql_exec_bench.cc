// What a GraphQL request costs beside its reads: running a cached plan, and parsing, validating and compiling the
// dashboard's document, on the product's own schema file. Values come from memory.
#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "platform/graphql/engine.h"
#include "platform/graphql/plan_compiler.h"

namespace waymark::graphql {
namespace {

// The product's types, as far as the schema shows them.
enum class Tier { free, premium };
BOOST_DESCRIBE_ENUM(Tier, free, premium)
enum class Gender { female, male };
BOOST_DESCRIBE_ENUM(Gender, female, male)
enum class GoalStatus { active, completed };
BOOST_DESCRIBE_ENUM(GoalStatus, active, completed)
enum class TaskStatus { open, done };
BOOST_DESCRIBE_ENUM(TaskStatus, open, done)
enum class QuestKind { linked, quantitative };
BOOST_DESCRIBE_ENUM(QuestKind, linked, quantitative)
enum class QuestStatus { active, completed };
BOOST_DESCRIBE_ENUM(QuestStatus, active, completed)
enum class QuestMetric { workouts };
BOOST_DESCRIBE_ENUM(QuestMetric, workouts)
enum class WorkoutType { run };
BOOST_DESCRIBE_ENUM(WorkoutType, run)
enum class WorkoutSource { manual };
BOOST_DESCRIBE_ENUM(WorkoutSource, manual)
enum class BadgeKind { first_steps };
BOOST_DESCRIBE_ENUM(BadgeKind, first_steps)

using MaybeText = std::optional<std::string>;
using MaybeTime = std::optional<Instant>;
using MaybeNumber = std::optional<double>;

struct Person {
  UserId id;
  std::string email, nickname;
  bool email_confirmed = false;
  MaybeText full_name, country, pronouns, bio, avatar_url;
  std::optional<Date> birth_date;
  std::string language, time_zone;
  Gender gender = Gender::female;
  std::vector<std::string> tags;
  Tier tier = Tier::free;
  Instant created_at;
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(Person, (),
                      (id, email, nickname, email_confirmed, full_name, country, pronouns, bio,
                       avatar_url, birth_date, language, time_zone, gender, tags, tier, created_at,
                       version))

struct Goal {
  GoalId id;
  std::string title;
  MaybeText description;
  std::vector<std::string> tags;
  std::optional<Date> target_date;
  GoalStatus status = GoalStatus::active;
  int task_count = 0, done_task_count = 0;
  double progress = 0;
  Instant created_at, updated_at;
  MaybeTime completed_at;
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(Goal, (),
                      (id, title, description, tags, target_date, status, task_count,
                       done_task_count, progress, created_at, updated_at, completed_at, version))

struct TaskItem {
  TaskId id;
  GoalId goal_id;
  std::string title;
  MaybeTime due_at;
  TaskStatus status = TaskStatus::open;
  Instant created_at, updated_at;
  MaybeTime completed_at;
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(TaskItem, (),
                      (id, goal_id, title, due_at, status, created_at, updated_at, completed_at,
                       version))

struct Quest {
  QuestId id;
  std::string title;
  QuestKind kind = QuestKind::linked;
  QuestStatus status = QuestStatus::active;
  std::optional<GoalId> goal_id;
  std::vector<TaskId> task_ids;
  std::optional<QuestMetric> metric;
  std::optional<WorkoutType> workout_type;
  Instant starts_at, created_at, updated_at;
  MaybeTime deadline, completed_at;
  double current = 0, target = 0, progress = 0;
  int reward_points = 0, version = 0;
};
BOOST_DESCRIBE_STRUCT(Quest, (),
                      (id, title, kind, status, goal_id, task_ids, metric, workout_type, starts_at,
                       created_at, updated_at, deadline, completed_at, current, target, progress,
                       reward_points, version))

struct TrackSummary {
  int point_count = 0, segment_count = 0;
  double min_latitude = 0, min_longitude = 0, max_latitude = 0, max_longitude = 0;
  MaybeNumber min_elevation, max_elevation;
  std::string polyline;
};
BOOST_DESCRIBE_STRUCT(TrackSummary, (),
                      (point_count, segment_count, min_latitude, min_longitude, max_latitude,
                       max_longitude, min_elevation, max_elevation, polyline))

struct Workout {
  WorkoutId id;
  WorkoutType type = WorkoutType::run;
  MaybeText title, notes;
  WorkoutSource source = WorkoutSource::manual;
  Instant started_at, ended_at, created_at;
  MaybeNumber distance_metres, climb_metres;
  double moving_seconds = 0, elapsed_seconds = 0;
  std::optional<int> average_heart_rate;
  std::optional<TrackSummary> track;
  int version = 0;
};
BOOST_DESCRIBE_STRUCT(Workout, (),
                      (id, type, title, notes, source, started_at, ended_at, created_at,
                       distance_metres, climb_metres, moving_seconds, elapsed_seconds,
                       average_heart_rate, track, version))

struct Badge {
  BadgeKind kind = BadgeKind::first_steps;
  Instant earned_at;
};
BOOST_DESCRIBE_STRUCT(Badge, (), (kind, earned_at))

struct Rewards {
  int points = 0, level = 0, level_starts_at = 0, next_level_at = 0;
  int current_streak = 0, longest_streak = 0;
  bool active_today = false;
  std::vector<Badge> badges;
};
BOOST_DESCRIBE_STRUCT(Rewards, (),
                      (points, level, level_starts_at, next_level_at, current_streak,
                       longest_streak, active_today, badges))

constexpr const char* kId = "0193b5a1-7c3e-7a10-8b0c-1d2e3f405162";

Person person() {
  Person result;
  result.id = UserId{*Uuid::parse(kId)};
  result.nickname = "ana_runs";
  result.tags = {"running", "mountains", "early bird"};
  return result;
}

Connection<Goal> twenty() {
  Connection<Goal> page;
  for (int i = 0; i < 20; ++i) {
    Goal goal;
    goal.id = GoalId{*Uuid::parse(kId)};
    goal.title = "Walk the northern route, stage " + std::to_string(i);
    goal.task_count = i;
    goal.created_at = Instant(std::chrono::milliseconds(1'795'000'000'000 + i));
    page.edges.push_back({std::move(goal), "cursor"});
  }
  return page;
}

Task<Person> resolve_me(Call&) {
  static const Person me = person();
  co_return me;
}
Task<std::shared_ptr<const Connection<Goal>>> resolve_goals(Call&) {
  static const auto goals = std::make_shared<const Connection<Goal>>(twenty());
  co_return goals;
}
template <typename T>
Task<T> nothing(Call&) {
  co_return T();
}
template <typename T, typename Of>
Task<T> nothing_of(const Of&, Call&) {
  co_return T();
}
template <typename T>
Task<std::unique_ptr<Source<T>>> no_source(Call&) {
  co_return nullptr;
}

Bindings bindings() {
  Bindings b;
  b.object<Person>("User");
  b.object<Goal>("Goal").field("tasks", &nothing_of<Connection<TaskItem>, Goal>);
  b.object<TaskItem>("Task").field("goal", &nothing_of<std::optional<Goal>, TaskItem>);
  b.query("me", &resolve_me);
  b.query("user", &nothing<std::optional<Person>>);
  b.query("myGoals", &resolve_goals);
  b.query("goal", &nothing<std::optional<Goal>>);
  b.query("activeGoalsCount", &nothing<int>);
  b.query("tasks", &nothing<Connection<TaskItem>>);
  b.query("todaysTasks", &nothing<std::vector<TaskItem>>);
  b.query("myQuests", &nothing<Connection<Quest>>);
  b.query("quest", &nothing<std::optional<Quest>>);
  b.query("myWorkouts", &nothing<Connection<Workout>>);
  b.query("workout", &nothing<std::optional<Workout>>);
  b.query("myRewards", &nothing<Rewards>);
  b.query("isEmailAvailable", &nothing<bool>);
  b.query("isNicknameAvailable", &nothing<bool>);
  b.mutation("upsertProfile", &nothing<Person>);
  for (const char* name : {"createGoal", "updateGoal"}) b.mutation(name, &nothing<Goal>);
  for (const char* name : {"deleteGoal", "deleteTask", "deleteWorkout"})
    b.mutation(name, &nothing<bool>);
  for (const char* name :
       {"addTask", "createTask", "updateTask", "completeTask", "markTaskDone", "reopenTask"})
    b.mutation(name, &nothing<TaskItem>);
  for (const char* name : {"createQuest", "cancelQuest"}) b.mutation(name, &nothing<Quest>);
  for (const char* name : {"logWorkout", "updateWorkout"}) b.mutation(name, &nothing<Workout>);
  b.subscription("onQuestProgress", &no_source<Quest>);
  b.subscription("onRewards", &no_source<Rewards>);
  return b;
}

std::shared_ptr<const Schema> load_product_schema() {
  std::ifstream file(WAYMARK_SOURCE_DIR "/api/schema.graphql");
  std::stringstream text;
  text << file.rdbuf();
  SchemaResult result = load_schema(text.str());
  if (const auto* errors = std::get_if<std::vector<GraphqlError>>(&result))
    throw std::runtime_error(errors->front().message);
  return std::get<std::shared_ptr<const Schema>>(result);
}

Engine make_engine(std::size_t plans) {
  EngineOptions options;
  options.plans.entries = plans;
  if (plans == 0) options.plans.entry_bytes = 0;  // keeps nothing
  return Engine(load_product_schema(), bindings(), options);
}

Engine& engine() {
  static Engine made = make_engine(1000);
  return made;
}

Task<void> run_many(benchmark::State& state, const Request& request) {
  RequestContext context;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string body = co_await engine().execute(request, context);
    bytes = body.size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

/// The whole way of a request whose document is known: look-up, variables, run.
void run_cached(benchmark::State& state, const char* query) {
  Request request;
  request.query = query;
  boost::asio::io_context context(1);
  boost::asio::co_spawn(context, run_many(state, request), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  });
  context.run();
}

void me(benchmark::State& state) {
  run_cached(state, "{ me { id nickname tags } }");
}
BENCHMARK(me);

void twenty_goals(benchmark::State& state) {
  run_cached(state, "{ myGoals { nodes { id title status taskCount createdAt } } }");
}
BENCHMARK(twenty_goals);

void both_at_once(benchmark::State& state) {
  run_cached(state, "{ me { nickname } myGoals { nodes { title } } }");
}
BENCHMARK(both_at_once);

constexpr const char* kDashboard = R"(
  query Dashboard($goals: PageInput, $quests: QuestFilter) {
    me { id nickname fullName avatarUrl timeZone language tags tier }
    activeGoalsCount
    myGoals(filter: { status: ACTIVE }, page: $goals) {
      nodes { ...GoalCard }
      pageInfo { hasNextPage endCursor }
    }
    todaysTasks(first: 10) { id title dueAt status goal { id title } version }
    myQuests(filter: $quests, page: { first: 10 }) {
      nodes { ...QuestCard }
    }
    myWorkouts(page: { first: 5 }) {
      nodes { id type title startedAt distanceMetres movingSeconds climbMetres }
    }
    myRewards { points level levelStartsAt nextLevelAt currentStreak longestStreak activeToday
      badges { kind earnedAt } }
  }
  fragment GoalCard on Goal {
    id title tags targetDate status taskCount doneTaskCount progress version
    tasks(page: { first: 5 }) { nodes { id title status dueAt } }
  }
  fragment QuestCard on Quest {
    id title kind status metric current target progress deadline rewardPoints version
  }
)";

void parse_dashboard(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_document(kDashboard));
}
BENCHMARK(parse_dashboard);

void parse_and_validate_dashboard(benchmark::State& state) {
  const Schema& schema = engine().schema();
  for (auto _ : state) {
    const ParseResult parsed = parse_document(kDashboard);
    const auto& document = std::get<std::shared_ptr<const ast::Document>>(parsed);
    if (!validate(schema, *document).empty()) state.SkipWithError("the document is not valid");
  }
}
BENCHMARK(parse_and_validate_dashboard);

/// All that a document costs when it is met for the first time.
void parse_validate_and_compile_dashboard(benchmark::State& state) {
  static Engine forgetful = make_engine(0);
  const RequestContext context;
  const std::string query = kDashboard;
  for (auto _ : state) {
    const auto plan = forgetful.plan(query, "", context);
    if (!std::holds_alternative<PlanPtr>(plan))
      state.SkipWithError(std::get<Refusal>(plan).errors.c_str());
  }
}
BENCHMARK(parse_validate_and_compile_dashboard);

}  // namespace
}  // namespace waymark::graphql

BENCHMARK_MAIN();
