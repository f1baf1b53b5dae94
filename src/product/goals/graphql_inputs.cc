#include "product/goals/graphql_inputs.h"

namespace waymark::goals {
namespace {

struct GoalUpdate {
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::vector<std::string> tags;
  std::optional<Date> target_date;
  std::optional<GoalStatus> status;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(GoalUpdate, (), (title, description, tags, target_date, status, version))

struct TaskUpdate {
  std::optional<std::string> title;
  std::optional<Instant> due_at;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(TaskUpdate, (), (title, due_at, version))

/// Which members of `input` were given, and what may not be null.
class Given {
 public:
  explicit Given(const graphql::Call& call) : call_(call) {}
  bool operator()(const char* name) const {
    return call_.has_argument(std::string("input.") + name);
  }
  void need(const char* name, bool there) {
    if ((*this)(name) && !there) check_.wrong(name, "error.required");
  }
  void throw_if_any() { check_.throw_if_any(); }

 private:
  const graphql::Call& call_;
  InputCheck check_{InputPath("input")};
};

}  // namespace

GoalChanges goal_changes_of(const graphql::Call& call) {
  GoalUpdate input = call.argument<GoalUpdate>("input");
  Given given(call);
  given.need("title", input.title.has_value());
  given.need("status", input.status.has_value());
  given.throw_if_any();
  GoalChanges changes;
  changes.title = std::move(input.title);
  changes.status = input.status;
  if (given("description")) changes.description.emplace(std::move(input.description));
  if (given("tags")) changes.tags = std::move(input.tags);
  if (given("targetDate")) changes.target_date.emplace(input.target_date);
  changes.version = input.version;
  return changes;
}

TaskChanges task_changes_of(const graphql::Call& call) {
  TaskUpdate input = call.argument<TaskUpdate>("input");
  Given given(call);
  given.need("title", input.title.has_value());
  given.throw_if_any();
  TaskChanges changes;
  changes.title = std::move(input.title);
  if (given("dueAt")) changes.due_at.emplace(input.due_at);
  changes.version = input.version;
  return changes;
}

}  // namespace waymark::goals
