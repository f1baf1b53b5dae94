#include "product/social/sharing.h"

#include "platform/store/entity.h"
#include "product/social/events.h"
#include "product/social/keys.h"

namespace waymark::social {
namespace {

SharingChanged fact_of(const SharingInput& input, Instant now) {
  SharingChanged fact;
  fact.goals = input.goals;
  fact.tasks = input.tasks;
  fact.quests = input.quests;
  fact.workouts = input.workouts;
  fact.badges = input.badges;
  fact.milestones = input.milestones;
  fact.changed_at = now;
  return fact;
}

}  // namespace

Task<Sharing> SharingSettings::change(const RequestContext& context, SharingInput input) const {
  const UserId user = context.require_principal().user;
  store::Changes changes;
  for_each_member<SharingInput>([&](std::string_view name, auto pointer) {
    if (const std::optional<Audience>& given = input.*pointer)
      changes.set(std::string(name), store::Value(std::string(enum_name(*given))));
  });
  if (!changes.list().empty()) {
    store::Transaction transaction;
    transaction.update(keys::sharing(user), std::move(changes));
    std::vector<events::NewEvent> events;
    events.push_back(told(user, fact_of(input, clock_.now())));
    co_await outbox_.commit(std::move(transaction), std::move(events), context);
  }
  const auto item = co_await store_.get(keys::sharing(user));
  co_return item ? store::from_item<Sharing>(*item) : Sharing();
}

}  // namespace waymark::social
