// Who sees which activities of a person: their own settings.
#pragma once

#include <optional>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/store/store.h"
#include "product/social/model.h"

namespace waymark::social {

/// GraphQL `SharingInput`: what is absent stays.
struct SharingInput {
  std::optional<Audience> goals;
  std::optional<Audience> tasks;
  std::optional<Audience> quests;
  std::optional<Audience> workouts;
  std::optional<Audience> badges;
  std::optional<Audience> milestones;
};
BOOST_DESCRIBE_STRUCT(SharingInput, (), (goals, tasks, quests, workouts, badges, milestones))

/// Any reactor; borrows the store. Social::sharing reads them.
class SharingSettings {
 public:
  explicit SharingSettings(store::Store& store) : store_(store) {}
  /// All of them after the change. Activities that are written from then on follow it.
  Task<Sharing> change(Owner owner, SharingInput input) const;

 private:
  store::Store& store_;
};

}  // namespace waymark::social
