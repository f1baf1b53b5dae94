#include "product/goals/tasks.h"

#include "product/goals/world_test.h"

namespace waymark::goals {
namespace {

using ::testing::ElementsAre;

class TasksTest : public World {
 protected:
  std::vector<std::string> today(std::int64_t first = 20) {
    std::vector<std::string> titles;
    for (const TaskItem& task : run(tasks.todays(Owner(ana), first, InputPath())))
      titles.push_back(task.title);
    return titles;
  }
};

TEST_F(TasksTest, CountsAreExact) {
  const Goal goal = make_goal();
  const TaskItem one = make_task(goal.id, "one");
  const TaskItem two = make_task(goal.id, "two");
  run(tasks.complete(ana, one.id));
  run(tasks.complete(ana, one.id));  // again: nothing
  EXPECT_EQ(this->goal(goal.id).done_task_count, 1);
  run(tasks.reopen(ana, one.id));
  EXPECT_EQ(this->goal(goal.id).done_task_count, 0);
  run(tasks.complete(ana, two.id));
  run(tasks.remove(ana, two.id));
  EXPECT_EQ(this->goal(goal.id).task_count, 1);
  EXPECT_EQ(this->goal(goal.id).done_task_count, 0);
  EXPECT_THAT(event_types(),
              ElementsAre("GoalCreated", "TaskCreated", "TaskCreated", "TaskCompleted",
                          "TaskReopened", "TaskCompleted", "TaskDeleted"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(TasksTest, AreListedInTheOrderTheyWereMade) {
  const Goal goal = make_goal();
  for (const char* title : {"a", "b", "c"}) make_task(goal.id, title);
  const TaskPage page =
      run(tasks.list(Owner(ana), goal.id, store::PageRequest(2, std::nullopt, InputPath())));
  ASSERT_EQ(page.entries.size(), 2u);
  EXPECT_EQ(page.entries[0].task.title, "a");
  EXPECT_TRUE(page.has_next);
  const TaskPage rest = run(
      tasks.list(Owner(ana), goal.id, store::PageRequest(2, page.entries[1].cursor, InputPath())));
  ASSERT_EQ(rest.entries.size(), 1u);
  EXPECT_EQ(rest.entries[0].task.title, "c");
}

TEST_F(TasksTest, TodayIsTheOwnersDay) {
  zone = TimeZone::find("America/New_York").value();
  clock.set(at("2026-11-18T03:00:00Z"));  // 22:00 on the 17th in New York
  const Goal goal = make_goal();
  make_task(goal.id, "undated");
  make_task(goal.id, "tonight", at("2026-11-18T04:30:00Z"));
  make_task(goal.id, "tomorrow there", at("2026-11-18T05:00:00Z"));
  make_task(goal.id, "overdue", at("2026-11-01T00:00:00Z"));
  EXPECT_THAT(today(), ElementsAre("overdue", "tonight", "undated"));
  zone = TimeZone::utc();
  EXPECT_THAT(today(), ElementsAre("overdue", "tonight", "tomorrow there", "undated"));
  EXPECT_THAT(today(2), ElementsAre("overdue", "tonight"));
}

TEST_F(TasksTest, TodayLeavesOutWhatIsDoneAndGoalsThatAreNotActive) {
  const Goal goal = make_goal("active");
  const Goal archived = make_goal("archived");
  const TaskItem done = make_task(goal.id, "done", clock.now());
  make_task(goal.id, "open", clock.now());
  make_task(archived.id, "put away", clock.now());
  run(tasks.complete(ana, done.id));
  GoalChanges changes;
  changes.status = GoalStatus::archived;
  changes.version = 1;
  run(goals.update(ana, archived.id, changes, InputPath()));
  EXPECT_THAT(today(), ElementsAre("open"));
}

TEST_F(TasksTest, AnEditOfAnOldVersionChangesNothing) {
  const TaskItem task = make_task(make_goal().id);
  TaskChanges changes;
  changes.title = "Buy better shoes";
  changes.version = 1;
  run(tasks.update(ana, task.id, changes, InputPath()));
  changes.title = "Buy worse shoes";
  EXPECT_EQ(failure_of(tasks.update(ana, task.id, changes, InputPath())).code(),
            ErrorCode::conflict);
  EXPECT_EQ(run(tasks.find(Owner(ana), task.id))->title, "Buy better shoes");
  changes.version = 2;
  changes.title = "";
  EXPECT_EQ(
      failure_of(tasks.update(ana, task.id, changes, InputPath("input"))).problems().at(0).field,
      "input.title");
}

TEST_F(TasksTest, GoOnlyIntoOnesOwnActiveGoals) {
  const Goal goal = make_goal();
  TaskInput input;
  input.goal_id = goal.id;
  input.title = "Intrude";
  EXPECT_EQ(failure_of(tasks.add(ben, input, InputPath())).code(), ErrorCode::not_found);
  GoalChanges changes;
  changes.status = GoalStatus::completed;
  changes.version = 1;
  run(goals.update(ana, goal.id, changes, InputPath()));
  EXPECT_EQ(failure_of(tasks.add(ana, input, InputPath())).message_key(), "error.goal.not_active");
}

TEST_F(TasksTest, OtherPeoplesTasksAreNotFound) {
  const TaskItem task = make_task(make_goal().id);
  EXPECT_EQ(failure_of(tasks.complete(ben, task.id)).code(), ErrorCode::not_found);
  EXPECT_EQ(failure_of(tasks.remove(ben, task.id)).code(), ErrorCode::not_found);
  EXPECT_FALSE(run(tasks.find(Owner(ben), task.id)));
}

TEST_F(TasksTest, TheSameClientIdAddsOneTask) {
  const Goal goal = make_goal();
  TaskInput input;
  input.goal_id = goal.id;
  input.title = "Buy shoes";
  input.client_id = ids.make<ClientId>();
  const TaskItem first = run(tasks.add(ana, input, InputPath("input")));
  run(tasks.complete(ana, first.id));
  const TaskItem second = run(tasks.add(ana, input, InputPath("input")));
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.status, TaskStatus::done) << "as it is now";
  EXPECT_EQ(run(goals.find(Owner(ana), goal.id))->task_count, 1);
}

}  // namespace
}  // namespace waymark::goals
