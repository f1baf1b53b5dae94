#include "product/goals/quest_draft.h"

#include <algorithm>

#include "product/goals/quest_amounts.h"
#include "product/goals/quest_repository.h"
#include "product/goals/quests.h"

namespace waymark::goals {
namespace {

constexpr std::size_t kCommitLimit = 100;
constexpr std::size_t kReserved = 4;  // the consumer's cursor, the tally, two QuestReviewDue
constexpr std::size_t kAMove = 4;     // quest, part, QuestProgressed, and a change of status

std::int64_t amount_of(const Quest& quest, const QuestSource& source) {
  if (source.task) return milli_of(quest, *source.task);
  if (source.workout) return milli_of(quest, *source.workout);
  return 0;
}

}  // namespace

bool QuestDraft::full() const {
  return transaction_.size() + events_.size() + kAMove + kReserved > kCommitLimit;
}

bool QuestDraft::adjust(Quest& quest, const QuestSource& source, std::optional<std::int64_t> part) {
  if (quest.status == QuestStatus::cancelled) return false;
  if (quest.kind == QuestKind::quantitative) return adjust_quantity(quest, source, part);
  if (source.kind == QuestSource::Kind::goal) return adjust_to_goal(quest, source);
  return part && adjust_to_task(quest, source, *part);
}

bool QuestDraft::adjust_to_goal(Quest& quest, const QuestSource& source) {
  if (!source.goal) {
    if (quest.status != QuestStatus::active) return false;  // what was achieved stays achieved
    quest.status = QuestStatus::cancelled;
    drop_part(source.id, quest.id);
    return true;
  }
  // A goal does not say when its tasks were done: past the deadline only undoing counts.
  const bool over = quest.deadline && *quest.deadline < now_;
  if (over && quest.status != QuestStatus::completed) return false;
  const GoalShare share = share_of(*source.goal);
  if (share.current_milli == quest.current_milli && share.target_milli == quest.target_milli)
    return false;
  quest.current_milli = share.current_milli;
  quest.target_milli = share.target_milli;
  QuestRepository::put_part(transaction_, owner_, source.id, quest.id, share.current_milli);
  return true;
}

bool QuestDraft::adjust_to_task(Quest& quest, const QuestSource& source, std::int64_t part) {
  if (source.task) {
    const std::int64_t amount = milli_of(quest, *source.task);
    if (amount == part) return false;
    quest.current_milli += amount - part;
    QuestRepository::put_part(transaction_, owner_, source.id, quest.id, amount);
    return true;
  }
  const bool last = quest.target_milli <= kOne;
  if (last && quest.status != QuestStatus::active) return false;
  quest.target_milli -= kOne;
  quest.current_milli -= part;
  std::erase_if(quest.task_ids, [&](const TaskId& id) { return id.uuid == source.id; });
  if (last) quest.status = QuestStatus::cancelled;
  drop_part(source.id, quest.id);
  return true;
}

bool QuestDraft::adjust_quantity(Quest& quest, const QuestSource& source,
                                 std::optional<std::int64_t> part) {
  if (!part && !takes_new_parts(quest)) return false;
  const std::int64_t amount = amount_of(quest, source);
  if (amount == part.value_or(0)) return false;
  quest.current_milli += amount - part.value_or(0);
  if (amount == 0)
    drop_part(source.id, quest.id);
  else
    QuestRepository::put_part(transaction_, owner_, source.id, quest.id, amount);
  return true;
}

void QuestDraft::drop_part(Uuid source, QuestId quest) {
  QuestRepository::erase_part(transaction_, owner_, source, quest);
}

void QuestDraft::settle(Quest& quest) const {
  if (quest.status == QuestStatus::cancelled) return;
  const bool met = quest.target_milli > 0 && quest.current_milli >= quest.target_milli;
  if (met == (quest.status == QuestStatus::completed)) return;
  quest.settled = false;
  if (met) {
    quest.status = QuestStatus::completed;
    quest.completed_at = now_;
    quest.counting_from.reset();
    return;
  }
  quest.status = QuestStatus::active;  // until the sweep finds its deadline passed
  quest.completed_at.reset();
  if (quest.kind == QuestKind::quantitative) quest.counting_from = "";
}

void QuestDraft::move(const Quest& before, Quest after) {
  settle(after);
  after.updated_at = now_;
  after.version = before.version + 1;
  QuestRepository::replace(transaction_, owner_, before, after);
  under_way_ += int(is_under_way(after)) - int(is_under_way(before));
  tell(before, after);
}

void QuestDraft::tell(const Quest& before, const Quest& after) {
  const bool moved =
      before.current_milli != after.current_milli || before.target_milli != after.target_milli;
  if (!moved && before.status == after.status) return;
  QuestView view = view_of(after, now_);
  if (moved)
    events_.add(kQuestProgressed, QuestProgressed{view.id, view.title, view.current, view.target,
                                                  view.progress, now_, view.version});
  if (before.status != after.status) {
    if (after.status == QuestStatus::completed)
      events_.add(kQuestCompleted, QuestCompleted{view.id, view.title, view.kind,
                                                  view.reward_points, now_, view.version});
    if (after.status == QuestStatus::cancelled)
      events_.add(kQuestCancelled, QuestCancelled{view.id, view.title, now_, view.version});
    if (before.status == QuestStatus::completed)
      events_.add(kQuestReopened, QuestReopened{view.id, view.title, now_, view.version});
  }
  moved_.push_back(std::move(view));
}

events::Effects QuestDraft::finish(realtime::Hub& hub) {
  QuestRepository::count_under_way(transaction_, owner_, under_way_);
  events::Effects effects;
  effects.transaction = std::move(transaction_);
  effects.events = events_.take();
  const std::string topic = realtime::user_topic(owner_.user().to_string());
  for (const QuestView& view : moved_) {
    auto message = std::make_shared<realtime::Message>();
    message->kind = std::string(kQuestMessage);
    message->payload = json::to_string(view);
    effects.after_commit.push_back([&hub, topic, message] { hub.publish(topic, message); });
  }
  return effects;
}

}  // namespace waymark::goals
