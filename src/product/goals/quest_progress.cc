#include "product/goals/quest_progress.h"

#include <algorithm>
#include <map>

#include "product/goals/events.h"
#include "product/goals/quest_amounts.h"
#include "product/workouts/events.h"

namespace waymark::goals {
namespace {

constexpr std::uint32_t kCountedAtOnce = 80;  // what was there before a quest, a commit

/// The ids in an event's payload. Members that this consumer does not know are passed over, so that
/// newer versions of an event are understood.
EventIds ids_of(const events::Event& event) {
  const boost::json::value payload = json::parse(event.payload);
  const auto id = [&]<typename T>(const char* name, std::optional<T>& into) {
    const auto* value = payload.is_object() ? payload.get_object().if_contains(name) : nullptr;
    if (value && value->is_string()) into = T::parse(std::string_view(value->get_string()));
  };
  EventIds ids;
  id("questId", ids.quest);
  id("taskId", ids.task);
  id("goalId", ids.goal);
  id("workoutId", ids.workout);
  return ids;
}

bool is_about_a_quest(std::string_view type) {
  return type == kQuestCreated || type == kQuestReopened || type == kQuestReviewDue;
}

QuestSource from_task(TaskItem task) {
  QuestSource source;
  source.id = task.id.uuid;
  source.task = std::move(task);
  return source;
}

QuestSource from_workout(workouts::Workout workout) {
  QuestSource source;
  source.kind = QuestSource::Kind::workout;
  source.id = workout.id.uuid;
  source.workout = std::move(workout);
  return source;
}

}  // namespace

bool QuestProgress::wants(std::string_view type) const {
  static constexpr std::array kTypes = {kGoalCompleted,
                                        kGoalReopened,
                                        kGoalDeleted,
                                        kTaskCreated,
                                        kTaskCompleted,
                                        kTaskReopened,
                                        kTaskDeleted,
                                        kQuestCreated,
                                        kQuestReopened,
                                        kQuestReviewDue,
                                        workouts::kWorkoutLogged,
                                        workouts::kWorkoutUpdated,
                                        workouts::kWorkoutDeleted};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

Task<events::Effects> QuestProgress::apply(const events::Event& event) {
  const EventIds ids = ids_of(event);
  const Owner owner = Owner::acting_for(event.user);
  QuestDraft draft(owner, clock_.now());
  if (ids.quest && is_about_a_quest(event.type)) {
    const bool more = co_await review_quest(draft, *ids.quest);
    QuestReviewDue rest;
    rest.quest_id = ids.quest;
    if (more) draft.leave(rest);
    co_return draft.finish(hub_);
  }
  // A task event concerns its goal too; each is a source of its own.
  std::vector<EventIds> sources;
  if (ids.workout) sources.emplace_back().workout = ids.workout;
  if (ids.task) sources.emplace_back().task = ids.task;
  if (ids.goal) sources.emplace_back().goal = ids.goal;
  for (const EventIds& one : sources) {
    QuestSource source = co_await source_of(owner, one);
    const bool more = co_await review_source(draft, std::move(source));
    QuestReviewDue rest;
    rest.task_id = one.task;
    rest.goal_id = one.goal;
    rest.workout_id = one.workout;
    if (more) draft.leave(rest);
  }
  co_return draft.finish(hub_);
}

Task<QuestSource> QuestProgress::source_of(Owner owner, EventIds ids) const {
  QuestSource source;
  if (ids.workout) {
    source.kind = QuestSource::Kind::workout;
    source.id = ids.workout->uuid;
    auto stored = co_await workouts_.find(owner, *ids.workout);
    if (stored) source.workout = std::move(*stored);
  } else if (ids.task) {
    source.id = ids.task->uuid;
    source.task = co_await tasks_.find(owner, *ids.task);
  } else if (ids.goal) {
    source.kind = QuestSource::Kind::goal;
    source.id = ids.goal->uuid;
    source.goal = co_await goals_.find(owner, *ids.goal);
  }
  co_return source;
}

/// Looks at the quests that have counted this source, and at those that may.
Task<bool> QuestProgress::review_source(QuestDraft& draft, QuestSource source) const {
  const Owner owner = draft.owner();
  std::map<QuestId, std::int64_t> parts;
  const auto given = co_await quests_.parts_of(owner, source.id);
  for (const QuestPart& part : given) parts.emplace(part.quest_id, part.milli);

  std::vector<Quest> quests;
  if (source.kind != QuestSource::Kind::goal)
    quests = co_await quests_.taking_new_parts(owner, source.kind == QuestSource::Kind::task);
  std::vector<QuestId> others;
  for (const auto& [id, milli] : parts)
    if (std::none_of(quests.begin(), quests.end(), [&](const Quest& q) { return q.id == id; }))
      others.push_back(id);
  const auto found = co_await quests_.find_all(owner, others);
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (found[i])
      quests.push_back(*found[i]);
    else if (!draft.full())
      draft.drop_part(source.id, others[i]);  // of a quest that was deleted
  }

  for (const Quest& quest : quests) {
    if (draft.full()) co_return true;
    const auto part = parts.find(quest.id);
    Quest after = quest;
    if (draft.adjust(after, source,
                     part == parts.end() ? std::nullopt : std::optional(part->second)))
      draft.move(quest, std::move(after));
  }
  co_return false;
}

Task<bool> QuestProgress::review_quest(QuestDraft& draft, QuestId id) const {
  const auto quest = co_await quests_.find(draft.owner(), id);
  if (!quest) co_return false;
  if (quest->kind == QuestKind::quantitative) co_return co_await count_more(draft, *quest);
  co_await review_links(draft, *quest);
  co_return false;
}

Task<void> QuestProgress::review_links(QuestDraft& draft, Quest quest) const {
  const Owner owner = draft.owner();
  std::vector<QuestSource> sources;
  std::vector<Uuid> ids;
  if (quest.goal_id) {
    EventIds goal;
    goal.goal = quest.goal_id;
    sources.push_back(co_await source_of(owner, goal));
  }
  auto tasks = co_await tasks_.find_all(owner, quest.task_ids);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    QuestSource& source = sources.emplace_back();
    source.id = quest.task_ids[i].uuid;
    source.task = std::move(tasks[i]);
  }
  for (const QuestSource& source : sources) ids.push_back(source.id);
  const auto parts = co_await quests_.parts_of(owner, quest.id, ids);
  Quest after = quest;
  bool changed = false;
  for (std::size_t i = 0; i < sources.size(); ++i)
    if (parts[i]) changed = draft.adjust(after, sources[i], parts[i]->milli) || changed;
  if (changed) draft.move(quest, std::move(after));
}

/// Counts the next of what was there before the quest was made or reopened.
Task<bool> QuestProgress::count_more(QuestDraft& draft, Quest quest) const {
  if (!quest.counting_from || !takes_new_parts(quest)) co_return false;
  Quest after = quest;
  const auto sources = co_await next_sources(draft.owner(), after);
  std::vector<Uuid> ids;
  for (const QuestSource& source : sources) ids.push_back(source.id);
  const auto parts = co_await quests_.parts_of(draft.owner(), quest.id, ids);
  for (std::size_t i = 0; i < sources.size(); ++i)
    draft.adjust(after, sources[i], parts[i] ? std::optional(parts[i]->milli) : std::nullopt);
  const bool more = after.counting_from.has_value() && after.current_milli < after.target_milli;
  draft.move(quest, std::move(after));
  co_return more;
}

/// Also moves quest.counting_from behind them.
Task<std::vector<QuestSource>> QuestProgress::next_sources(Owner owner, Quest& quest) const {
  std::optional<std::string> after = std::move(quest.counting_from);
  if (after->empty()) after.reset();
  quest.counting_from.reset();
  std::vector<QuestSource> sources;
  if (quest.metric == QuestMetric::tasks_done) {
    const store::Page page =
        co_await tasks_.done_between(owner, quest.starts_at, quest.deadline, after, kCountedAtOnce);
    for (const store::Item& item : page.items)
      sources.push_back(from_task(TaskRepository::from_item(item)));
    if (page.next && !page.items.empty())
      quest.counting_from = store::sort_key_of(page.items.back(), store::Index::gsi3);
    co_return sources;
  }
  workouts::WorkoutSpan span =
      co_await workouts_.between(owner, quest.starts_at, quest.deadline, after, kCountedAtOnce);
  if (span.more && !span.workouts.empty())
    quest.counting_from = workouts::WorkoutRepository::sort_key(span.workouts.back());
  for (auto& workout : span.workouts) sources.push_back(from_workout(std::move(workout)));
  co_return sources;
}

}  // namespace waymark::goals
