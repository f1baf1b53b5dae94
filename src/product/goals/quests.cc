#include "product/goals/quests.h"

#include <algorithm>
#include <cmath>

#include "product/goals/event_list.h"
#include "product/goals/events.h"
#include "product/goals/quest_amounts.h"

namespace waymark::goals {

/// What a linked quest hangs on, and how much of it is done.
struct Quests::Links {
  std::optional<GoalId> goal;
  std::vector<TaskId> tasks;
  std::vector<std::int64_t> task_millis;
  GoalShare share;
};

namespace {

constexpr TextRule kTitleRule{1, 200, false};
constexpr double kHighestTarget = 1e9;
constexpr auto kFarthestBack = std::chrono::hours(24 * 366);
constexpr auto kFarthestAhead = std::chrono::hours(24 * 366 * 10);
constexpr int kTries = 8;

void check_shape(InputCheck& check, const QuestInput& input) {
  if (input.linked.has_value() == input.quantitative.has_value())
    check.wrong("linked", "error.quest.exactly_one");
  if (!input.linked) return;
  if (input.linked->goal_id.has_value() == input.linked->task_ids.has_value())
    check.wrong("linked", "error.quest.goal_or_tasks");
  else if (input.linked->task_ids &&
           (input.linked->task_ids->empty() || input.linked->task_ids->size() > kLinkedTaskLimit))
    check.wrong("linked.taskIds", "error.list.size",
                {{"low", "1"}, {"high", std::to_string(kLinkedTaskLimit)}});
}

void check_quantity(InputCheck& check, const QuantitativeQuestInput& input,
                    const std::optional<Instant>& deadline, Instant now) {
  if (!(input.target >= 0.001) || input.target > kHighestTarget)
    check.wrong("quantitative.target", "error.quest.target");
  if (input.metric == QuestMetric::tasks_done && input.workout_type)
    check.wrong("quantitative.workoutType", "error.quest.type_of_tasks");
  const Instant starts = input.starts_at.value_or(now);
  if (starts < now - kFarthestBack)
    check.wrong("quantitative.startsAt", "error.quest.starts_too_early");
  else if (starts > now + kFarthestAhead || (deadline && starts >= *deadline))
    check.wrong("quantitative.startsAt", "error.quest.starts_after_deadline");
}

void check_deadline(InputCheck& check, const std::optional<Instant>& deadline, Instant now) {
  if (deadline && *deadline <= now) check.wrong("deadline", "error.quest.deadline_past");
  if (deadline && *deadline > now + kFarthestAhead)
    check.wrong("deadline", "error.quest.deadline_far");
}

std::vector<events::NewEvent> created(Owner owner, const Quest& quest) {
  QuestCreated payload;
  payload.quest_id = quest.id;
  payload.title = quest.title;
  payload.kind = quest.kind;
  payload.goal_id = quest.goal_id;
  payload.task_ids = quest.task_ids;
  payload.metric = quest.metric;
  payload.workout_type = quest.workout_type;
  payload.starts_at = quest.starts_at;
  payload.deadline = quest.deadline;
  payload.target = static_cast<double>(quest.target_milli) / kOne;
  payload.reward_points = quest.reward_points;
  payload.created_at = quest.created_at;
  payload.version = quest.version;
  EventList events(owner);
  events.add(kQuestCreated, payload);
  return events.take();
}

Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}

}  // namespace

Task<QuestView> Quests::create(const RequestContext& context, QuestInput input,
                               InputPath at) const {
  const Owner owner(context);
  const Instant now = clock_.now();
  InputCheck check(at);
  Quest quest;
  quest.title = check.text("title", input.title, kTitleRule);
  check_deadline(check, input.deadline, now);
  check_shape(check, input);
  if (input.quantitative) check_quantity(check, *input.quantitative, input.deadline, now);
  check.throw_if_any();

  quest.id = ids_.make<QuestId>();
  quest.deadline = input.deadline;
  quest.created_at = quest.updated_at = quest.starts_at = now;
  Links links;
  if (input.linked) {
    links = co_await links_of(owner, *input.linked, at);
    quest.goal_id = links.goal;
    quest.task_ids = links.tasks;
    quest.current_milli = links.share.current_milli;
    quest.target_milli = links.share.target_milli;
  } else {
    quest.kind = QuestKind::quantitative;
    quest.metric = input.quantitative->metric;
    quest.workout_type = input.quantitative->workout_type;
    quest.starts_at = input.quantitative->starts_at.value_or(now);
    quest.target_milli = std::llround(input.quantitative->target * kOne);
    quest.counting_from = "";
  }
  quest.reward_points = reward_of(quest);

  store::Transaction transaction;
  QuestRepository::add(transaction, owner, quest, kQuestLimit);
  set_timer(transaction, owner, quest);
  if (links.goal)
    QuestRepository::put_part(transaction, owner, links.goal->uuid, quest.id, quest.current_milli);
  for (std::size_t i = 0; i < links.tasks.size(); ++i)
    QuestRepository::put_part(transaction, owner, links.tasks[i].uuid, quest.id,
                              links.task_millis[i]);
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), created(owner, quest), context);
  if (!outcome.committed())
    throw Error::conflict("error.quest.limit").with("limit", std::to_string(kQuestLimit));
  publish(owner, quest);
  co_return view_of(quest, now);
}

/// A task or goal that changes while this is read is put right by QuestProgress, which reviews
/// every new quest.
Task<Quests::Links> Quests::links_of(Owner owner, LinkedQuestInput input,
                                     const InputPath& at) const {
  InputCheck check(at);
  Links links;
  if (input.goal_id) {
    const auto goal = co_await goals_.find(owner, *input.goal_id);
    if (!goal)
      check.wrong("linked.goalId", "error.not_found.goal");
    else if (is_finished(*goal))
      check.wrong("linked.goalId", "error.quest.already_done");
    check.throw_if_any();
    links.goal = goal->id;
    links.share = share_of(*goal);
    co_return links;
  }
  for (const TaskId& id : *input.task_ids)
    if (std::find(links.tasks.begin(), links.tasks.end(), id) == links.tasks.end())
      links.tasks.push_back(id);
  const auto tasks = co_await tasks_.find_all(owner, links.tasks);
  std::vector<GoalId> goal_ids;
  for (const auto& task : tasks) goal_ids.push_back(task ? task->goal_id : GoalId());
  const auto goals = co_await goals_.find_all(owner, goal_ids);
  const Quest linked;  // without a deadline: what is done is done
  links.share.target_milli = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (!tasks[i] || !goals[i]) {
      check.wrong("linked.taskIds." + std::to_string(i), "error.not_found.task");
      continue;
    }
    links.task_millis.push_back(milli_of(linked, *tasks[i]));
    links.share.current_milli += links.task_millis.back();
    links.share.target_milli += kOne;
  }
  if (check.ok() && links.share.current_milli == links.share.target_milli)
    check.wrong("linked.taskIds", "error.quest.already_done");
  check.throw_if_any();
  co_return links;
}

Task<QuestView> Quests::cancel(const RequestContext& context, QuestId id) const {
  const Owner owner(context);
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const auto before = co_await quests_.find(owner, id);
    if (!before) throw Error::not_found("quest");
    const Instant now = clock_.now();
    const QuestView shown = view_of(*before, now);
    if (shown.status == QuestStatus::cancelled) co_return shown;
    if (shown.status != QuestStatus::active) throw Error::conflict("error.quest.not_active");
    Quest after = *before;
    after.status = QuestStatus::cancelled;
    after.updated_at = now;
    ++after.version;
    store::Transaction transaction;
    QuestRepository::replace(transaction, owner, *before, after);
    QuestRepository::count_under_way(transaction, owner, -1);
    EventList events(owner);
    const QuestCancelled cancelled{after.id, after.title, now, after.version};
    events.add(kQuestCancelled, cancelled);
    const store::Outcome outcome =
        co_await outbox_.commit(std::move(transaction), events.take(), context);
    if (!outcome.committed()) continue;  // it has just moved
    publish(owner, after);
    co_return view_of(after, now);
  }
  throw changed_elsewhere();
}

Task<void> Quests::remove(const RequestContext& context, QuestId id) const {
  context.require_scope("admin");
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const auto user = co_await quests_.owner_of(id);
    if (!user) throw Error::not_found("quest");
    const Owner owner = Owner::acting_for(*user);
    const auto quest = co_await quests_.find(owner, id);
    if (!quest) throw Error::not_found("quest");
    store::Transaction transaction;
    QuestRepository::remove(transaction, owner, *quest);
    EventList events(owner);
    const QuestDeleted deleted{id, clock_.now()};
    events.add(kQuestDeleted, deleted);
    const store::Outcome outcome =
        co_await outbox_.commit(std::move(transaction), events.take(), context);
    if (outcome.committed()) co_return;
  }
  throw changed_elsewhere();
}

Task<std::optional<QuestView>> Quests::find(Owner owner, QuestId id) const {
  const auto quest = co_await quests_.find(owner, id);
  if (!quest) co_return std::nullopt;
  co_return view_of(*quest, clock_.now());
}

Task<QuestPage> Quests::list(Owner owner, QuestFilter filter, store::PageRequest request) const {
  const Instant now = clock_.now();
  store::ListedPage listed;
  // What is past its deadline but was not swept yet is expired here, so that a list of active
  // quests shows active ones; each pass ends at least one, and three are enough for what expires
  // between two sweeps.
  for (int pass = 0; pass < 3; ++pass) {
    listed = co_await quests_.list(owner, filter, request);
    bool overdue = false;
    for (const auto& listing : listed.items) {
      const Quest quest = QuestRepository::from_item(listing.item);
      if (quest.status == view_of(quest, now).status) continue;
      overdue = true;
      const QuestRepository::Due due{owner.user(), quest.id};
      co_await look_again(due, now);
    }
    if (!overdue) break;
  }
  QuestPage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (auto& [item, cursor] : listed.items)
    page.entries.push_back(
        QuestPage::Entry{view_of(QuestRepository::from_item(item), now), std::move(cursor)});
  co_return page;
}

Task<std::size_t> Quests::sweep(std::uint32_t limit) const {
  std::size_t looked_at = 0;
  for (std::uint32_t shard = 0; shard < events::kShards; ++shard) {
    const auto due = co_await quests_.due(shard, clock_.now(), limit);
    for (const auto& one : due) co_await look_again(one, clock_.now());
    looked_at += due.size();
  }
  co_return looked_at;
}

Task<void> Quests::end(UserId user, QuestId id, Instant now) const {
  const QuestRepository::Due due{user, id};
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const bool looked = co_await look_again(due, now);
    if (looked) co_return;
  }
  throw changed_elsewhere();
}

/// Expires a quest whose deadline has passed, and settles one whose time for late workouts is over.
/// False when someone else moved it at the same time: look again.
Task<bool> Quests::look_again(QuestRepository::Due due, Instant now) const {
  const Owner owner = Owner::acting_for(due.user);
  const auto before = co_await quests_.find(owner, due.quest);
  if (!before || !before->deadline || *before->deadline > now) co_return true;
  Quest after = *before;
  EventList events(owner);
  if (before->status == QuestStatus::active) {
    after.status = QuestStatus::expired;
    after.updated_at = now;
    events.add(kQuestExpired, QuestExpired{after.id, after.title, now, before->version + 1});
  } else if (takes_new_parts(*before) && *before->deadline + kLateLogging <= now) {
    after.settled = true;
  } else {
    co_return true;
  }
  ++after.version;
  store::Transaction transaction;
  QuestRepository::replace(transaction, owner, *before, after);
  set_timer(transaction, owner, after);
  QuestRepository::count_under_way(transaction, owner,
                                   int(is_under_way(after)) - int(is_under_way(*before)));
  const RequestContext context;
  const store::Outcome outcome =
      co_await outbox_.commit(std::move(transaction), events.take(), context);
  if (outcome.committed() && before->status != after.status) publish(owner, after);
  co_return outcome.committed();
}

/// For the next look that the quest needs as it is now. Timers of before find nothing to do.
void Quests::set_timer(store::Transaction& transaction, Owner owner, const Quest& quest) const {
  if (const auto look = next_look(quest))
    timers_.set(transaction, timing::Timer(quest.id.to_string(), std::string(kQuestEndTimer), *look,
                                           owner.user().to_string()));
}

void Quests::publish(Owner owner, const Quest& quest) const {
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kQuestMessage);
  message->payload = json::to_string(view_of(quest, clock_.now()));
  hub_.publish(realtime::user_topic(owner.user().to_string()), std::move(message));
}

}  // namespace waymark::goals
