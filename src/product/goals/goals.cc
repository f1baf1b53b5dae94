#include "product/goals/goals.h"

#include "product/goals/event_list.h"
#include "product/goals/events.h"

namespace waymark::goals {
namespace {

constexpr TextRule kTitleRule{1, 200, false};
constexpr TextRule kDescriptionRule{0, 4000, true};
constexpr std::size_t kMostTags = 20;
constexpr std::size_t kLongestTag = 40;

Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}

Error limit_reached(const GoalTally& tally) {
  const bool active = tally.active_goals >= kActiveGoalLimit;
  const std::int64_t limit = active ? kActiveGoalLimit : kGoalLimit;
  return Error::conflict(active ? "error.goal.active_limit" : "error.goal.limit")
      .with("limit", std::to_string(limit));
}

/// Dates that a calendar can show.
void check_date(InputCheck& check, std::string_view field, const std::optional<Date>& date) {
  if (date && (int(date->year()) < 1900 || int(date->year()) > 9999))
    check.wrong(field, "error.date.range");
}

void set_status(Goal& goal, GoalStatus status, Instant now) {
  goal.status = status;
  if (status == GoalStatus::completed && !goal.completed_at) goal.completed_at = now;
  if (status == GoalStatus::active) goal.completed_at.reset();
}

Goal edited(const Goal& before, GoalChanges changes, InputPath at, Instant now) {
  InputCheck check(std::move(at));
  Goal after = before;
  if (changes.title) after.title = check.text("title", *changes.title, kTitleRule);
  if (changes.description)
    after.description = check.optional_text("description", *changes.description, kDescriptionRule);
  if (changes.tags) after.tags = check.tags("tags", *changes.tags, kMostTags, kLongestTag);
  if (changes.target_date) {
    after.target_date = *changes.target_date;
    check_date(check, "targetDate", after.target_date);
  }
  check.throw_if_any();
  if (changes.status) set_status(after, *changes.status, now);
  after.updated_at = now;
  ++after.version;
  return after;
}

std::vector<events::NewEvent> events_of_edit(Owner owner, const Goal& before, const Goal& after) {
  EventList events(owner);
  events.add(kGoalUpdated, GoalUpdated{after.id, after.title, after.tags, after.target_date,
                                       after.status, after.updated_at, after.version});
  if (!before.completed_at && after.completed_at)
    events.add(kGoalCompleted,
               GoalCompleted{after.id, after.title, *after.completed_at, after.version});
  if (before.completed_at && !after.completed_at)
    events.add(kGoalReopened, GoalReopened{after.id, after.title, after.updated_at, after.version});
  return events.take();
}

}  // namespace

Task<Goal> Goals::create(const RequestContext& context, GoalInput input, InputPath at) const {
  const Owner owner(context);
  InputCheck check(std::move(at));
  Goal goal;
  goal.title = check.text("title", input.title, kTitleRule);
  goal.description = check.optional_text("description", input.description, kDescriptionRule);
  goal.tags = check.tags("tags", input.tags, kMostTags, kLongestTag);
  goal.target_date = input.target_date;
  check_date(check, "targetDate", goal.target_date);
  check.throw_if_any();
  goal.id = id_for<GoalId>(owner.user(), input.client_id, "goal", ids_);
  goal.created_at = goal.updated_at = clock_.now();

  store::Transaction transaction;
  GoalRepository::add(transaction, owner, goal, kActiveGoalLimit, kGoalLimit);
  EventList events(owner);
  const GoalCreated created{goal.id,          goal.title,      goal.tags,
                            goal.target_date, goal.created_at, goal.version};
  events.add(kGoalCreated, created);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), events.take(), context);
  if (outcome.committed()) co_return goal;
  if (input.client_id) {
    auto made = co_await repository_.find(owner, goal.id);
    if (made) co_return std::move(*made);
  }
  const GoalTally tally = co_await repository_.tally(owner);  // never awaited within a throw
  throw limit_reached(tally);
}

Task<Goal> Goals::update(const RequestContext& context, GoalId id, GoalChanges changes,
                         InputPath at) const {
  const Owner owner(context);
  const auto before = co_await repository_.find(owner, id);
  if (!before) throw Error::not_found("goal");
  if (before->version != changes.version) throw changed_elsewhere();
  const Goal after = edited(*before, std::move(changes), std::move(at), clock_.now());

  store::Transaction transaction;
  GoalRepository::update(transaction, owner, *before, after, kActiveGoalLimit);
  auto events = events_of_edit(owner, *before, after);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), std::move(events), context);
  if (outcome.failed_at(0)) throw changed_elsewhere();
  if (!outcome.committed()) {
    const GoalTally tally = co_await repository_.tally(owner);
    throw limit_reached(tally);
  }
  // The counts may have moved while the edit was made; they are the store's.
  auto stored = co_await repository_.find(owner, id);
  if (!stored || stored->version != after.version) co_return after;
  co_return std::move(*stored);
}

Task<void> Goals::remove(const RequestContext& context, GoalId id) const {
  const Owner owner(context);
  const auto goal = co_await repository_.find(owner, id);
  if (!goal) throw Error::not_found("goal");
  store::Transaction transaction;
  GoalRepository::remove(transaction, owner, *goal);
  EventList events(owner);
  const GoalDeleted deleted{goal->id, clock_.now()};
  events.add(kGoalDeleted, deleted);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), events.take(), context);
  if (!outcome.committed()) throw changed_elsewhere();
}

Task<std::int64_t> Goals::active_count(Owner owner) const {
  const GoalTally tally = co_await repository_.tally(owner);
  co_return tally.active_goals;
}

}  // namespace waymark::goals
