#include "product/rewards/consumer.h"

#include "base/json.h"
#include "product/rewards/rewards.h"

namespace waymark::rewards {

Task<events::Effects> RewardsConsumer::apply(const events::Event& event) {
  Meaning meaning = meaning_of(event);
  if (auto* fact = std::get_if<Fact>(&meaning)) co_return co_await apply_fact(event, *fact);
  if (auto* change = std::get_if<ZoneChange>(&meaning))
    co_return co_await apply_zone(event, std::move(change->zone));
  co_return events::Effects();
}

Task<events::Effects> RewardsConsumer::apply_fact(const events::Event& event, Fact fact) {
  const UserId earner = fact.earner.value_or(event.user);
  const Owner owner = Owner::acting_for(earner);
  const events::Position position = events::position_of(event.occurred_at, event.id);
  events::Effects effects;
  auto [tally, stored] = co_await repository_.books(owner, fact.source, fact.source_id);
  const Record* before = stored ? &*stored : nullptr;
  if (before && position <= before->written) co_return effects;  // it is in the books

  const Record after = written(fact, before, tally.zones, position);
  DayCounts counts = co_await repository_.day_counts(owner, touched_days(before, after));
  const std::vector<Happening> happenings = enter(tally, counts, before, after, event.occurred_at);
  RewardRepository::put(effects.transaction, owner, before, after);
  if (!happenings.empty()) {
    RewardRepository::put(effects.transaction, owner, counts);
    RewardRepository::put(effects.transaction, owner, tally);
    tell(effects, earner, tally, happenings);
  }
  co_return effects;
}

Task<events::Effects> RewardsConsumer::apply_zone(const events::Event& event, std::string zone) {
  const Owner owner = Owner::acting_for(event.user);
  const events::Position position = events::position_of(event.occurred_at, event.id);
  events::Effects effects;
  Tally tally = co_await repository_.tally(owner);
  if (position <= tally.zones_written) co_return effects;
  const bool moved = tally.zones.periods.empty() || tally.zones.periods.back().zone != zone;
  const auto happenings = change_zone(tally, std::move(zone), event.occurred_at, position);
  RewardRepository::put(effects.transaction, owner, tally);
  if (moved) tell(effects, event.user, tally, happenings);
  co_return effects;
}

/// Appends what happened as events, and publishes the new state after the commit.
void RewardsConsumer::tell(events::Effects& effects, UserId user, const Tally& tally,
                           const std::vector<Happening>& happenings) const {
  for (const Happening& happening : happenings)
    std::visit(
        [&](const auto& told) {
          effects.events.emplace_back(std::string(told.kType), user, json::to_string(told));
        },
        happening);
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kRewardsMessage);
  message->payload = json::to_string(view(tally, clock_.now()));
  effects.after_commit.push_back([&hub = hub_, topic = realtime::user_topic(user.to_string()),
                                  message] { hub.publish(topic, message); });
}

}  // namespace waymark::rewards
