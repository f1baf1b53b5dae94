// The GraphQL edge against api/schema.graphql itself, less what other subjects answer.
#include "product/goals/graphql.h"

#include "platform/graphql/contract_part.h"
#include "platform/graphql/engine.h"
#include "platform/realtime/local/local_hub.h"
#include "platform/store/forwarding_store.h"
#include "product/goals/world_test.h"
#include "product/workouts/graphql.h"

namespace waymark::goals {
namespace {

/// What goals and workouts answer.
std::shared_ptr<const graphql::Schema> schema() {
  const graphql::ContractPart part({"myGoals",
                                    "goal",
                                    "activeGoalsCount",
                                    "tasks",
                                    "todaysTasks",
                                    "myQuests",
                                    "quest",
                                    "myWorkouts",
                                    "workout",
                                    "createGoal",
                                    "updateGoal",
                                    "deleteGoal",
                                    "addTask",
                                    "createTask",
                                    "updateTask",
                                    "completeTask",
                                    "markTaskDone",
                                    "reopenTask",
                                    "deleteTask",
                                    "createQuest",
                                    "cancelQuest",
                                    "logWorkout",
                                    "updateWorkout",
                                    "deleteWorkout",
                                    "onQuestProgress",
                                    "workoutSources",
                                    "myRecords",
                                    "workoutTotals",
                                    "heartRateZones",
                                    "privacyZones",
                                    "workoutVisibility",
                                    "splitWorkout",
                                    "mergeWorkouts",
                                    "setHeartRateZones",
                                    "setPrivacyZones",
                                    "setWorkoutVisibility"});
  return part.schema();
}

/// Counts what is asked of the store.
class CountingStore final : public store::ForwardingStore {
 public:
  using ForwardingStore::ForwardingStore;
  Task<std::optional<store::Item>> get(store::Key key) override {
    ++reads;
    return inner().get(std::move(key));
  }
  Task<std::vector<std::optional<store::Item>>> batch_get(std::vector<store::Key> keys) override {
    ++reads;
    return inner().batch_get(std::move(keys));
  }
  Task<store::Page> query(store::Query query) override {
    ++reads;
    return inner().query(std::move(query));
  }
  int reads = 0;
};

class GoalsGraphqlTest : public World {
 protected:
  GoalsGraphqlTest() {
    edge.bind(bindings);
    workouts_edge.bind(bindings);
    engine.emplace(schema(), std::move(bindings));
  }
  boost::json::object ask(std::string query, RequestContext* who = nullptr) {
    graphql::Request request;
    request.query = std::move(query);
    return json::parse(run(engine->execute(request, who ? *who : ana))).as_object();
  }
  boost::json::object data(std::string query) {
    auto answer = ask(std::move(query));
    EXPECT_FALSE(answer.contains("errors")) << boost::json::serialize(answer);
    return answer["data"].as_object();
  }
  /// code, message key's text and field of the first error.
  std::string error(std::string query, RequestContext* who = nullptr) {
    auto answer = ask(std::move(query), who);
    if (!answer.contains("errors")) return "no error: " + boost::json::serialize(answer);
    return boost::json::serialize(answer["errors"].as_array().at(0));
  }

  CountingStore counting{store};
  Goals counted_goals{counting, outbox, clock, ids};
  Tasks counted_tasks{counting, outbox, clock, ids,
                      [](Owner) -> Task<TimeZone> { co_return TimeZone::utc(); }};
  realtime::LocalHub local_hub{metrics};
  GoalsGraphql edge{counted_goals, counted_tasks, quests, local_hub};
  social::Social social{store};
  workouts::Settings workout_settings{store, clock, ids, random};
  workouts::Viewing workout_viewing{store, social, workout_settings};
  workouts::Totals workout_totals{store};
  workouts::WorkoutsGraphql workouts_edge{
      workouts::EdgePorts{workouts, workout_viewing, workout_settings, workout_totals, social}};
  graphql::Bindings bindings;
  std::optional<graphql::Engine> engine;
};

TEST_F(GoalsGraphqlTest, APersonsDay) {
  auto made = data(
      "mutation { createGoal(input: {title: \"Marathon\", tags: [\"run\"], "
      "targetDate: \"2027-04-25\"}) { id version status progress tags targetDate } }");
  const auto& goal = made["createGoal"].as_object();
  const std::string id(goal.at("id").as_string());
  EXPECT_EQ(goal.at("status").as_string(), "ACTIVE");
  EXPECT_EQ(goal.at("targetDate").as_string(), "2027-04-25");
  auto task = data("mutation { addTask(input: {goalId: \"" + id +
                   "\", title: \"Shoes\", dueAt: \"2026-11-18T18:00:00+01:00\"}) "
                   "{ id dueAt goal { title } } }");
  const auto& added = task["addTask"].as_object();
  EXPECT_EQ(added.at("dueAt").as_string(), "2026-11-18T17:00:00.000Z");
  EXPECT_EQ(added.at("goal").at("title").as_string(), "Marathon");
  const std::string task_id(added.at("id").as_string());
  EXPECT_EQ(data("{ todaysTasks { id } }")["todaysTasks"].as_array().size(), 1u);
  data("mutation { createQuest(input: {title: \"Finish\", linked: {goalId: \"" + id +
       "\"}}) { id kind target } }");
  data("mutation { markTaskDone(taskId: \"" + task_id + "\") { status completedAt } }");
  settle();
  auto shown = data(
      "{ myGoals { nodes { progress doneTaskCount tasks { nodes { status } } } } activeGoalsCount "
      "myQuests(filter: {status: COMPLETED}) { nodes { progress } } }");
  EXPECT_EQ(boost::json::serialize(shown),
            "{\"myGoals\":{\"nodes\":[{\"progress\":1,\"doneTaskCount\":1,"
            "\"tasks\":{\"nodes\":[{\"status\":\"DONE\"}]}}]},\"activeGoalsCount\":1,"
            "\"myQuests\":{\"nodes\":[{\"progress\":1}]}}");
  data(
      "mutation { logWorkout(input: {type: RUN, startedAt: \"2026-11-18T08:00:00Z\", "
      "movingSeconds: 600, distanceMetres: 2000}) { id version } }");
  EXPECT_EQ(data("{ myWorkouts { nodes { distanceMetres } } }")["myWorkouts"]
                .at("nodes")
                .as_array()
                .size(),
            1u);
  EXPECT_EQ(data("mutation { deleteGoal(id: \"" + id + "\") }")["deleteGoal"], true);
  EXPECT_TRUE(data("{ goal(id: \"" + id + "\") { id } }")["goal"].is_null());
}

TEST_F(GoalsGraphqlTest, AbsentStaysAndNullTakesAway) {
  const Goal goal = make_goal("Goal", {"a"});
  const std::string head = "mutation { updateGoal(id: \"" + goal.id.to_string() + "\", input: {";
  auto answer = data(head + "version: 1, description: \"why\"}) { title tags description } }");
  EXPECT_EQ(answer["updateGoal"].at("title").as_string(), "Goal");
  EXPECT_EQ(answer["updateGoal"].at("tags").as_array().size(), 1u);
  answer = data(head + "version: 2, description: null, tags: null}) { tags description } }");
  EXPECT_TRUE(answer["updateGoal"].at("description").is_null());
  EXPECT_EQ(answer["updateGoal"].at("tags").as_array().size(), 0u);
  EXPECT_THAT(error(head + "version: 3, title: null}) { id } }"),
              ::testing::HasSubstr("input.title"));
  EXPECT_THAT(error(head + "version: 2, title: \"stale\"}) { id } }"),
              ::testing::HasSubstr("CONFLICT"));
}

TEST_F(GoalsGraphqlTest, ErrorsNameTheField) {
  EXPECT_THAT(
      error("mutation { createGoal(input: {title: \"  \"}) { id } }"),
      ::testing::AllOf(::testing::HasSubstr("INVALID_INPUT"), ::testing::HasSubstr("input.title")));
  EXPECT_THAT(error("{ myGoals(page: {first: 1000}) { nodes { id } } }"),
              ::testing::HasSubstr("page.first"));
  EXPECT_THAT(error("{ myGoals(page: {after: \"???\"}) { nodes { id } } }"),
              ::testing::HasSubstr("page.after"));
  RequestContext nobody;
  EXPECT_THAT(error("{ myGoals { nodes { id } } }", &nobody),
              ::testing::HasSubstr("UNAUTHENTICATED"));
}

TEST_F(GoalsGraphqlTest, AListOfGoalsReadsItsTasksAtOnce) {
  for (int i = 0; i < 20; ++i) {
    const Goal goal = make_goal("g" + std::to_string(i));
    for (int j = 0; j < 3; ++j) make_task(goal.id, "t", clock.now());
  }
  counting.reads = 0;
  auto shown = data(
      "{ myGoals(page: {first: 20}) { nodes { tasks(page: {first: 2}) { nodes { goal { id } } "
      "pageInfo { hasNextPage } } } } }");
  EXPECT_EQ(counting.reads, 3);  // goals, tasks, and the goals of the tasks
  const auto& first = shown["myGoals"].at("nodes").as_array().at(0).at("tasks");
  EXPECT_EQ(first.at("nodes").as_array().size(), 2u);
  EXPECT_EQ(first.at("pageInfo").at("hasNextPage"), true);
  counting.reads = 0;
  EXPECT_EQ(data("{ todaysTasks(first: 60) { goal { title } } }")["todaysTasks"].as_array().size(),
            60u);
  EXPECT_LE(counting.reads, 4);
}

TEST_F(GoalsGraphqlTest, ProgressReachesASubscriber) {
  const QuestView made = count(QuestMetric::workouts, 2);
  settle();
  hub.published.clear();
  log_run(1);
  settle();
  ASSERT_EQ(hub.published.size(), 1u);

  graphql::Request request;
  request.query = "subscription { onQuestProgress { id current } }";
  auto prepared = engine->prepare(request, ana);
  ASSERT_TRUE(std::holds_alternative<graphql::Prepared>(prepared));
  auto started = run(engine->subscribe(std::move(std::get<graphql::Prepared>(prepared)), ana));
  ASSERT_TRUE(std::holds_alternative<std::unique_ptr<graphql::EventSequence>>(started));
  auto& sequence = std::get<std::unique_ptr<graphql::EventSequence>>(started);
  auto other = std::make_shared<realtime::Message>();
  other->kind = "rewards";
  local_hub.publish(hub.published[0].topic, other);
  local_hub.publish(hub.published[0].topic, hub.published[0].message);
  EXPECT_EQ(run(sequence->next()), "{\"data\":{\"onQuestProgress\":{\"id\":\"" +
                                       made.id.to_string() + "\",\"current\":1}}}");
  sequence.reset();
  run(local_hub.stop());
}

}  // namespace
}  // namespace waymark::goals
