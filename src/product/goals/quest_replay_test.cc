// Random histories of one person, and what must hold after each of them and after a replay of every
// event.
#include <random>

#include "product/goals/quest_amounts.h"
#include "product/goals/world_test.h"

namespace waymark::goals {
namespace {

class QuestReplayTest : public World, public ::testing::WithParamInterface<unsigned> {
 protected:
  std::size_t pick(std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(dice);
  }
  template <typename T>
  const T& any(const std::vector<T>& list) {
    return list[pick(list.size())];
  }
  /// What was refused (deleted already, the goal not active) is part of the history too.
  template <typename T>
  void attempt(Task<T> task) {
    try {
      run(std::move(task));
    } catch (const Error& error) {
      ASSERT_NE(error.code(), ErrorCode::internal) << error.what();
    }
  }

  void step() {
    switch (pick(16)) {
      case 0:
        goal_ids.push_back(make_goal().id);
        return;
      case 1:
      case 2:
        attempt(add_task(any(goal_ids)));
        return;
      case 3:
      case 4:
        attempt(tasks.complete(ana, any(task_ids)));
        return;
      case 5:
        attempt(tasks.reopen(ana, any(task_ids)));
        return;
      case 6:
        attempt(tasks.remove(ana, any(task_ids)));
        return;
      case 7:
        change_goal();
        return;
      case 8:
        make_any_quest();
        return;
      case 9:
        log_any();
        return;
      case 10:
        edit_any();
        return;
      case 11:
        attempt(workouts.remove(ana, any(workout_ids)));
        return;
      case 12:
      case 13:
        attempt(import_any());
        return;
      case 14:
        attempt(split(any(workout_ids)));
        return;
      case 15:
        attempt(merge(any(workout_ids), any(workout_ids)));
        return;
    }
  }

  Task<void> add_task(GoalId goal) {
    TaskInput input;
    input.goal_id = goal;
    input.title = "t";
    const TaskItem task = co_await tasks.add(ana, std::move(input), InputPath());
    task_ids.push_back(task.id);
  }
  void change_goal() {
    const GoalId id = any(goal_ids);
    if (pick(6) == 0) return attempt(goals.remove(ana, id));
    const auto goal = run(goals.find(Owner(ana), id));
    if (!goal) return;
    GoalChanges changes;
    changes.status = pick(2) ? GoalStatus::completed : GoalStatus::active;
    changes.version = goal->version;
    attempt(goals.update(ana, id, std::move(changes), InputPath()));
  }
  Task<void> create(QuestInput input) {
    const QuestView made = co_await quests.create(ana, std::move(input), InputPath());
    quest_ids.push_back(made.id);
  }
  void make_any_quest() {
    QuestInput input;
    input.title = "q";
    if (pick(3) == 0) input.deadline = clock.now() + std::chrono::hours(1 + pick(200));
    if (const std::size_t kind = pick(4); kind == 0) {
      input.linked.emplace().goal_id = any(goal_ids);
    } else if (kind == 1) {
      auto& linked = input.linked.emplace().task_ids.emplace();
      for (std::size_t i = 0; i <= pick(4); ++i) linked.push_back(any(task_ids));
    } else {
      auto& quantity = input.quantitative.emplace();
      quantity.metric = static_cast<QuestMetric>(pick(5));
      quantity.target =
          quantity.metric == QuestMetric::workouts || quantity.metric == QuestMetric::tasks_done
              ? 3
              : 4'000;
      if (quantity.metric != QuestMetric::tasks_done && pick(2))
        quantity.workout_type = WorkoutType::run;
      if (pick(2)) quantity.starts_at = clock.now() - std::chrono::hours(pick(300));
    }
    attempt(create(std::move(input)));
  }
  Instant some_time() { return clock.now() - std::chrono::minutes(pick(30'000)); }
  void log_any() {
    workout_ids.push_back(log_run(static_cast<double>(pick(30'000)) / 7, some_time(),
                                  pick(2) ? WorkoutType::run : WorkoutType::swim)
                              .id);
  }
  void edit_any() {
    const auto workout = run(workouts.find(Owner(ana), any(workout_ids)));
    if (!workout) return;
    workouts::WorkoutChanges changes;
    changes.version = workout->version;
    changes.distance_metres.emplace(static_cast<double>(pick(30'000)) / 3);
    if (pick(2)) changes.started_at = some_time();
    if (pick(3) == 0) changes.type = WorkoutType::walk;
    attempt(workouts.update(ana, workout->id, std::move(changes), InputPath()));
  }

  /// One of a few runs, as one of a few devices recorded it: it becomes a workout, joins one, or is known.
  Task<void> import_any() {
    const std::size_t which = pick(5), device = pick(4);
    workouts::Measures measures;
    measures.type = WorkoutType::run;
    measures.started_at =
        at("2026-11-10T06:00:00Z") + std::chrono::hours(30 * which) + std::chrono::seconds(device);
    measures.moving_seconds = measures.elapsed_seconds = Seconds{1'800};
    measures.distance_metres =
        Metres{4'000.0 + 500.0 * static_cast<double>(which) + static_cast<double>(device) / 7};
    workouts::Origin origin;
    origin.source = device == 0 ? workouts::WorkoutSource::fit : workouts::WorkoutSource::gpx;
    origin.fingerprint = std::to_string(which) + "/" + std::to_string(device);
    const workouts::Kept kept =
        co_await workouts.keep_recording(ana, std::move(measures), std::move(origin));
    know(kept.workout.id);
  }
  Task<void> split(WorkoutId id) {
    const auto sources = co_await workouts.sources(Owner(ana), id);
    const auto both = co_await workouts.split(ana, id, sources[pick(sources.size())].id);
    know(both[1].id);
  }
  Task<void> merge(WorkoutId one, WorkoutId other) {
    std::vector<WorkoutId> both;
    both.push_back(one);
    both.push_back(other);
    co_await workouts.merge(ana, std::move(both));
  }
  void know(WorkoutId id) {
    if (std::find(workout_ids.begin(), workout_ids.end(), id) == workout_ids.end())
      workout_ids.push_back(id);
  }

  /// What a quest that is still counting must stand at, from what is stored.
  std::int64_t total_of(const Quest& quest) {
    std::int64_t total = 0;
    for (const WorkoutId& id : workout_ids)
      if (const auto workout = run(workouts.find(Owner(ana), id)))
        total += milli_of(quest, *workout);
    if (quest.metric == QuestMetric::tasks_done)
      for (const TaskId& id : task_ids)
        if (const auto task = run(tasks.find(Owner(ana), id))) total += milli_of(quest, *task);
    return total;
  }

  void expect_right() {
    QuestRepository repository(store);
    for (const QuestId& id : quest_ids) {
      const Quest quest = *run(repository.find(Owner(ana), id));
      SCOPED_TRACE(json::to_string(quest));
      EXPECT_GE(quest.current_milli, 0);
      const bool met = quest.target_milli > 0 && quest.current_milli >= quest.target_milli;
      if (quest.status == QuestStatus::completed || quest.status == QuestStatus::active) {
        EXPECT_EQ(met, quest.status == QuestStatus::completed);
      }
      if (quest.status == QuestStatus::cancelled) continue;
      if (quest.kind == QuestKind::quantitative) {
        EXPECT_FALSE(quest.counting_from) << "something was left uncounted";
        if (takes_new_parts(quest)) {
          EXPECT_EQ(quest.current_milli, total_of(quest));
        } else {
          EXPECT_LE(quest.current_milli, total_of(quest));
        }
      } else if (!quest.goal_id && quest.status != QuestStatus::completed) {
        std::int64_t done = 0;
        bool over = false;  // an expired quest keeps the last of its tasks, though it is gone
        for (const TaskId& task_id : quest.task_ids) {
          const auto task = run(tasks.find(Owner(ana), task_id));
          if (task)
            done += milli_of(quest, *task);
          else
            over = quest.status == QuestStatus::expired && quest.task_ids.size() == 1;
          EXPECT_TRUE(task || over);
        }
        if (over) continue;
        EXPECT_EQ(quest.current_milli, done);
        EXPECT_EQ(quest.target_milli, static_cast<std::int64_t>(quest.task_ids.size()) * kOne);
      }
    }
    for (const GoalId& id : goal_ids) {
      const auto goal = run(goals.find(Owner(ana), id));
      if (!goal) continue;
      std::int64_t all = 0, done = 0;
      for (const TaskId& task_id : task_ids) {
        const auto task = run(tasks.find(Owner(ana), task_id));
        if (!task || task->goal_id != id) continue;
        ++all;
        done += task->status == TaskStatus::done;
      }
      EXPECT_EQ(goal->task_count, all);
      EXPECT_EQ(goal->done_task_count, done);
    }
  }

  /// All that is stored of goals, quests and their parts: the log and the consumers' own places
  /// left out.
  std::vector<std::string> stored() {
    std::vector<std::string> items;
    for (const store::Item& item : store.content())
      if (item.key().pk.starts_with("USER#")) items.push_back(item.encoded());
    return items;
  }

  std::mt19937 dice{GetParam()};
  std::vector<GoalId> goal_ids;
  std::vector<TaskId> task_ids;
  std::vector<QuestId> quest_ids;
  std::vector<WorkoutId> workout_ids;
};

TEST_P(QuestReplayTest, EveryHistoryAddsUpAndAReplayChangesNothing) {
  goal_ids.push_back(make_goal().id);
  task_ids.push_back(make_task(goal_ids[0]).id);
  log_any();
  for (int i = 0; i < 150; ++i) {
    step();
    clock.advance(std::chrono::minutes(pick(90)));
    if (pick(3) == 0) settle();
    if (pick(20) == 0) run(quests.sweep(100));
  }
  settle();
  expect_right();
  const auto before = stored();
  replay();
  EXPECT_EQ(stored(), before);
}

INSTANTIATE_TEST_SUITE_P(Histories, QuestReplayTest, ::testing::Range(1u, 25u));

}  // namespace
}  // namespace waymark::goals
