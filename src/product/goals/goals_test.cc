#include "product/goals/goals.h"

#include "product/goals/events.h"
#include "product/goals/world_test.h"

namespace waymark::goals {
namespace {

using ::testing::ElementsAre;

class GoalsTest : public World {
 protected:
  GoalPage list(GoalFilter filter, std::optional<std::int64_t> first = std::nullopt,
                std::optional<std::string> after = std::nullopt) {
    return run(goals.list(Owner(ana), std::move(filter),
                          store::PageRequest(first, std::move(after), InputPath("page"))));
  }
  std::vector<std::string> titles(GoalFilter filter) {
    std::vector<std::string> found;
    std::optional<std::string> after;
    do {
      const GoalPage page = list(filter, 2, after);
      for (const auto& entry : page.entries) found.push_back(entry.goal.title);
      if (!page.entries.empty()) after = page.entries.back().cursor;
      if (!page.has_next) break;
    } while (true);
    return found;
  }
};

TEST_F(GoalsTest, AreMadeListedAndCounted) {
  const Goal first = make_goal("First", {"Sea", "sea ", "Sun"});
  clock.advance(std::chrono::seconds(1));
  make_goal("Second");
  EXPECT_THAT(first.tags, ElementsAre("Sea", "Sun"));
  EXPECT_THAT(titles({}), ElementsAre("Second", "First"));
  EXPECT_EQ(run(goals.active_count(Owner(ana))), 2);
  EXPECT_EQ(run(goals.active_count(Owner(ben))), 0);
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(GoalsTest, WrongInputNamesEveryField) {
  GoalInput input;
  input.title = "";
  input.description = std::string(4001, 'x');
  input.tags = {"ok", std::string(41, 'y')};
  const Error error = failure_of(goals.create(ana, std::move(input), InputPath("input")));
  std::vector<std::string> fields;
  for (const auto& problem : error.problems()) fields.push_back(problem.field);
  EXPECT_THAT(fields, ElementsAre("input.title", "input.description", "input.tags.1"));
  EXPECT_THAT(titles({}), ElementsAre());
}

TEST_F(GoalsTest, FiltersGiveFullPagesByStatusAndTag) {
  for (int i = 0; i < 9; ++i) {
    const Goal goal = make_goal("g" + std::to_string(i), {i % 2 ? "odd" : "even", "a#b"});
    clock.advance(std::chrono::milliseconds(5));
    if (i % 3 != 0) continue;
    GoalChanges done;
    done.status = GoalStatus::completed;
    done.version = goal.version;
    run(goals.update(ana, goal.id, done, InputPath("input")));
  }
  make_goal("other", {"a"});
  GoalFilter completed;
  completed.status = GoalStatus::completed;
  EXPECT_THAT(titles(completed), ElementsAre("g6", "g3", "g0"));
  GoalFilter odd;
  odd.tag = "ODD";
  EXPECT_THAT(titles(odd), ElementsAre("g7", "g5", "g3", "g1"));
  odd.status = GoalStatus::active;
  EXPECT_THAT(titles(odd), ElementsAre("g7", "g5", "g1"));
  GoalFilter prefix;
  prefix.tag = "a";  // not "a#b"
  EXPECT_THAT(titles(prefix), ElementsAre("other"));
  EXPECT_EQ(run(goals.active_count(Owner(ana))), 7);
}

TEST_F(GoalsTest, APageHasACursorForEachOfItsGoals) {
  for (int i = 0; i < 5; ++i) make_goal("g" + std::to_string(i));  // all in one millisecond
  const GoalPage page = list({}, 3);
  ASSERT_EQ(page.entries.size(), 3u);
  EXPECT_TRUE(page.has_next);
  EXPECT_FALSE(page.has_previous);
  const GoalPage behind_the_first = list({}, 100, page.entries[0].cursor);
  EXPECT_EQ(behind_the_first.entries.size(), 4u);
  EXPECT_EQ(behind_the_first.entries[0].goal.title, page.entries[1].goal.title);
  EXPECT_TRUE(behind_the_first.has_previous);
  EXPECT_FALSE(behind_the_first.has_next);
  try {
    list({}, 3, "Zm9yZ2Vk");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().at(0).field, "page.after");
  }
  EXPECT_THROW(list({}, 101), Error);
}

TEST_F(GoalsTest, TwoTabsCannotOverwriteEachOther) {
  const Goal goal = make_goal();
  GoalChanges one;
  one.title = "From one tab";
  one.version = goal.version;
  GoalChanges other = one;
  other.title = "From the other";
  const Goal edited = run(goals.update(ana, goal.id, one, InputPath("input")));
  EXPECT_EQ(edited.version, 2);
  const Error error = failure_of(goals.update(ana, goal.id, other, InputPath("input")));
  EXPECT_EQ(error.code(), ErrorCode::conflict);
  EXPECT_EQ(error.message_key(), "error.conflict.changed_elsewhere");
  EXPECT_EQ(this->goal(goal.id).title, "From one tab");
}

TEST_F(GoalsTest, AbsentStaysAndNullTakesAway) {
  GoalInput input;
  input.title = "Goal";
  input.description = "Why";
  input.tags = {"t"};
  input.target_date = parse_iso_date("2027-01-01");
  const Goal goal = run(goals.create(ana, std::move(input), InputPath()));
  GoalChanges changes;
  changes.description.emplace(std::nullopt);
  changes.version = 1;
  const Goal after = run(goals.update(ana, goal.id, changes, InputPath()));
  EXPECT_EQ(after.description, std::nullopt);
  EXPECT_EQ(after.target_date, goal.target_date);
  EXPECT_THAT(after.tags, ElementsAre("t"));
}

TEST_F(GoalsTest, TasksCountWhileAnEditIsUnderWay) {
  const Goal goal = make_goal();
  const TaskItem task = make_task(goal.id);
  run(tasks.complete(ana, task.id));
  GoalChanges changes;
  changes.title = "New title";
  changes.version = goal.version;  // tasks do not raise it
  const Goal after = run(goals.update(ana, goal.id, changes, InputPath()));
  EXPECT_EQ(after.task_count, 1);
  EXPECT_EQ(after.done_task_count, 1);
  EXPECT_EQ(progress_of(after), 1.0);
}

TEST_F(GoalsTest, CompletingAndReopeningTellTheirOwnEvents) {
  const Goal goal = make_goal();
  GoalChanges changes;
  changes.version = 1;
  changes.status = GoalStatus::completed;
  EXPECT_TRUE(run(goals.update(ana, goal.id, changes, InputPath())).completed_at);
  changes.version = 2;
  changes.status = GoalStatus::archived;
  EXPECT_TRUE(run(goals.update(ana, goal.id, changes, InputPath())).completed_at);
  changes.version = 3;
  changes.status = GoalStatus::active;
  EXPECT_FALSE(run(goals.update(ana, goal.id, changes, InputPath())).completed_at);
  EXPECT_THAT(event_types(), ElementsAre("GoalCreated", "GoalUpdated", "GoalCompleted",
                                         "GoalUpdated", "GoalUpdated", "GoalReopened"));
  EXPECT_EQ(events::schema_violations(run(events::recorded_events(store))), "");
}

TEST_F(GoalsTest, OtherPeoplesGoalsAreNotFound) {
  const Goal goal = make_goal();
  EXPECT_FALSE(run(goals.find(Owner(ben), goal.id)));
  GoalChanges changes;
  changes.title = "Mine";
  changes.version = 1;
  EXPECT_EQ(failure_of(goals.update(ben, goal.id, changes, InputPath())).code(),
            ErrorCode::not_found);
  EXPECT_EQ(failure_of(goals.remove(ben, goal.id)).code(), ErrorCode::not_found);
  EXPECT_EQ(this->goal(goal.id).title, "Run a marathon");
}

TEST_F(GoalsTest, AGoalOfManyTasksIsGoneAtOnceAndItsTasksFollow) {
  const Goal goal = make_goal("Big", {"x"});
  const Goal other = make_goal("Other");
  std::vector<TaskItem> many;
  for (int i = 0; i < 130; ++i) many.push_back(make_task(goal.id, "t" + std::to_string(i)));
  make_task(other.id, "stays");
  run(tasks.complete(ana, many[0].id));
  EXPECT_EQ(this->goal(goal.id).task_count, 130);

  run(goals.remove(ana, goal.id));
  EXPECT_FALSE(run(goals.find(Owner(ana), goal.id)));
  EXPECT_FALSE(run(tasks.find(Owner(ana), many[5].id)));
  EXPECT_EQ(failure_of(tasks.complete(ana, many[5].id)).code(), ErrorCode::not_found);
  const auto today = run(tasks.todays(Owner(ana), 100, InputPath()));
  ASSERT_EQ(today.size(), 1u);
  EXPECT_EQ(today[0].title, "stays");

  settle();
  int deleted = 0;
  int were_done = 0;
  for (const auto& event : run(events::recorded_events(store))) {
    if (event.type != kTaskDeleted) continue;
    ++deleted;
    were_done += json::decode<TaskDeleted>(event.payload).was_done;
  }
  EXPECT_EQ(deleted, 130);
  EXPECT_EQ(were_done, 1);
  for (const store::Item& item : store.content())
    EXPECT_EQ(item.key().sk.find(goal.id.to_string()), std::string::npos) << item.key().sk;
  EXPECT_EQ(run(goals.active_count(Owner(ana))), 1);
}

TEST_F(GoalsTest, ThereIsALimitOfActiveGoals) {
  for (std::int64_t i = 0; i < kActiveGoalLimit; ++i) make_goal("g");
  GoalInput input;
  input.title = "one too many";
  const Error error = failure_of(goals.create(ana, std::move(input), InputPath()));
  EXPECT_EQ(error.message_key(), "error.goal.active_limit");
  EXPECT_EQ(error.arguments().at("limit"), "1000");
}

TEST_F(GoalsTest, TheSameClientIdMakesOneGoal) {
  GoalInput input;
  input.title = "Made on a train";
  input.client_id = ids.make<ClientId>();
  const Goal first = run(goals.create(ana, input, InputPath("input")));
  EXPECT_EQ(first.id.uuid, uuid_of_client(Owner(ana).user(), *input.client_id, "goal"));
  make_task(first.id);
  input.title = "Sent again after days, and not the same";
  const Goal second = run(goals.create(ana, input, InputPath("input")));
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.title, "Made on a train");
  EXPECT_EQ(second.task_count, 1) << "as it is now";
  EXPECT_EQ(run(goals.active_count(Owner(ana))), 1);
  const Goal bens = run(goals.create(ben, input, InputPath("input")));
  EXPECT_NE(bens.id, first.id) << "nobody can take another's id";
}

}  // namespace
}  // namespace waymark::goals
