// The consumer "goal-cleanup": removes the tasks of deleted goals.
//
// A goal is deleted in one commit and its tasks are invisible from then on, but there may be more
// of them than a commit holds. Each commit of this consumer removes some with a TaskDeleted event
// each, and each of these events makes it look for more: until there is none.
#pragma once

#include "platform/events/outbox.h"
#include "product/goals/goal_repository.h"
#include "product/goals/task_repository.h"

namespace waymark::goals {

class GoalCleanup final : public events::Consumer {
 public:
  GoalCleanup(store::Store& store, const Clock& clock)
      : goals_(store), tasks_(store), clock_(clock) {}

  std::string_view name() const override { return "goal-cleanup"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  GoalRepository goals_;
  TaskRepository tasks_;
  const Clock& clock_;
};

}  // namespace waymark::goals
