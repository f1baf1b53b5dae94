// Where goals, tasks and quests lie in the store.
//
//   USER#u  GOAL#g               the goal     GSI1 USER#u / ENTITY#Goal#<t>#g
//                                             GSI2 USER#u / GOAL#<STATUS>#<t>#g
//   USER#u  GOALTAG#<tag>#g      a tag of it  GSI2 USER#u / GOALTAG#<STATUS>#<tag>#g
//                                             GSI3 TAG#<tag> / Goal#<t>#g
//   USER#u  TASK#g#k             the task     GSI1 USER#u / ENTITY#Task#<t>#k
//                                             GSI2 DUE#YYYYMMDD / <dueAt>#TASK#k   open, with a date
//                                             GSI3 USER#u / TASKOPEN#<dueAt or ~>#k
//                                                  or      TASKDONE#<completedAt>#k
//   USER#u  TASKREF#k            {goalId}: a task by its id, in its owner's partition only
//   USER#u  QUEST#q              the quest    GSI1 USER#u / ENTITY#Quest#<t>#q
//                                             GSI2 USER#u / QUEST#<STATUS>#<t>#q
//                                             GSI3 USER#u / QUEST#<KIND>#<t>#q
//                                             GSI4 USER#u / QUEST#<KIND>#<STATUS>#<t>#q
//                                             GSI5 USER#u / QUESTOPEN#<what it counts>#q
//                                             GSI6 QUESTDUE#<shard> / <instant>#q
//   USER#u  QUESTPART#<source>#q {questId, milli}: what one task, goal or workout gave one quest
//   USER#u  TALLY#GOALS          {activeGoals, goals, openQuests}: for limits and activeGoalsCount
//   QUESTREF#q QUESTREF#q        {userId}: for administrators
//
// <t> is createdAt; <tag> is the folded tag, percent-encoded, so that no '#' is in it. GSI5 holds
// the quests that new workouts or tasks may still count for, GSI6 those that must be looked at
// when <instant> has come (16 shards by Murmur3 of the user id): their timers do that (quest_ends.h),
// the sweep finds what they missed.
#pragma once

#include <string>
#include <string_view>

#include "base/request_context.h"
#include "platform/store/item.h"
#include "product/goals/model.h"

namespace waymark::goals::keys {

inline std::string partition(Owner owner) {
  return "USER#" + owner.user().to_string();
}

inline store::Key goal(Owner owner, GoalId id) {
  return store::Key(partition(owner), "GOAL#" + id.to_string());
}
inline store::Key task(Owner owner, GoalId goal, TaskId id) {
  return store::Key(partition(owner), "TASK#" + goal.to_string() + "#" + id.to_string());
}
inline store::Key task_reference(Owner owner, TaskId id) {
  return store::Key(partition(owner), "TASKREF#" + id.to_string());
}
inline store::Key quest(Owner owner, QuestId id) {
  return store::Key(partition(owner), "QUEST#" + id.to_string());
}
inline store::Key quest_reference(QuestId id) {
  const std::string key = "QUESTREF#" + id.to_string();
  return store::Key(key, key);
}
/// `source` is the id of a task, goal or workout.
inline store::Key quest_part(Owner owner, Uuid source, QuestId quest) {
  return store::Key(partition(owner), "QUESTPART#" + source.to_string() + "#" + quest.to_string());
}
inline store::Key tally(Owner owner) {
  return store::Key(partition(owner), "TALLY#GOALS");
}

/// The folded tag, percent-encoded.
std::string tag(std::string_view given);
store::Key goal_tag(Owner owner, std::string_view encoded_tag, GoalId id);

}  // namespace waymark::goals::keys
