// Who sees which activities of a person: their own settings.
#pragma once

#include <optional>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/events/outbox.h"
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

/// Any reactor; borrows what it is given. Social::sharing reads them.
class SharingSettings {
 public:
  SharingSettings(store::Store& store, events::Outbox& outbox, const Clock& clock)
      : store_(store), outbox_(outbox), clock_(clock) {}
  /// All of them after the change. Activities that are written from then on follow it.
  Task<Sharing> change(const RequestContext& context, SharingInput input) const;

 private:
  store::Store& store_;
  events::Outbox& outbox_;
  const Clock& clock_;
};

}  // namespace waymark::social
