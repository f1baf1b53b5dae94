#include "product/feed/activity_writer.h"

#include <algorithm>

#include "base/json.h"

namespace waymark::feed {
namespace {

/// The source that keeps a person's level; those of single levels are numbers.
const std::string kLevelSource = "now";
/// A fall by more levels than this leaves the lowest of them standing, for want of room in a commit.
constexpr std::int64_t kMostLevels = 40;

}  // namespace

/// What one event leads to.
struct ActivityWriter::Change {
  UserId user;
  Place position;
  store::Transaction transaction;
  bool is_new = false;  // there is an activity at `position` now
};

Task<events::Effects> ActivityWriter::apply(const events::Event& event) {
  Change change;
  change.user = actor_of(event);
  change.position = Place::of(event.occurred_at, event.id.uuid);
  std::vector<Fact> facts = facts_of(event);
  for (Fact& fact : facts) co_await apply_fact(change, std::move(fact));
  events::Effects effects;
  if (change.is_new) {
    const Head head = co_await repository_.head(change.user);
    ActivityRepository::advance(change.transaction, change.user, head, change.position);
    effects.transaction = std::move(change.transaction);
    if (head.is_promoted()) {
      queue::NewJob job(change.user.to_string(), queue::Priority::high);
      auto queued = std::make_shared<queue::Enqueued>(
          jobs_.enqueue(effects.transaction, std::string(kFanOutQueue), std::move(job)));
      effects.after_commit.push_back([queued]() mutable { queued.reset(); });
    }
    finish(change, event, effects);
  } else {
    effects.transaction = std::move(change.transaction);
  }
  co_return effects;
}

/// Tells those who listen, once it is there.
void ActivityWriter::finish(Change& change, const events::Event& event, events::Effects& effects) {
  const ActivityRef ref{change.user, change.position};
  ActivityTold told;
  told.id = to_text(ref);
  if (change.user != event.user) told.group_id = GroupId{change.user.uuid};
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kActivityMessage);
  message->payload = json::to_string(told);
  effects.after_commit.push_back([&heads = heads_, &hub = hub_, user = change.user, message] {
    heads.forget(user);
    hub.publish(kActivitiesTopic, message);
  });
}

Task<void> ActivityWriter::apply_fact(Change& change, Fact fact) const {
  if (auto* stands = std::get_if<Stands>(&fact))
    co_await stand(change, std::move(*stands));
  else if (auto* changed = std::get_if<Changed>(&fact))
    co_await alter(change, std::move(*changed));
  else if (auto* gone = std::get_if<Gone>(&fact))
    co_await end(change, gone->kind, std::move(gone->source));
  else
    co_await change_level(change, std::get<OnLevel>(fact).level);
}

Task<void> ActivityWriter::stand(Change& change, Stands fact) const {
  const ActivityKind kind = fact.activity.kind;
  auto known = co_await repository_.origin(change.user, kind, fact.source);
  Origin origin = known.value_or(Origin());
  if (change.position <= origin.written) co_return;
  if (!origin.place) {
    origin.place = change.position;
    change.is_new = true;
  }
  origin.written = change.position;
  ActivityRepository::put(change.transaction, change.user, *origin.place, fact.activity);
  ActivityRepository::put(change.transaction, change.user, kind, fact.source, origin);
}

Task<void> ActivityWriter::alter(Change& change, Changed fact) const {
  const ActivityKind kind = fact.activity.kind;
  auto origin = co_await repository_.origin(change.user, kind, fact.source);
  if (!origin || !origin->place || change.position <= origin->written) co_return;
  origin->written = change.position;
  ActivityRepository::put(change.transaction, change.user, *origin->place, fact.activity);
  ActivityRepository::put(change.transaction, change.user, kind, fact.source, *origin);
}

Task<void> ActivityWriter::end(Change& change, ActivityKind kind, std::string source) const {
  auto origin = co_await repository_.origin(change.user, kind, source);
  if (!origin || change.position <= origin->written) co_return;
  if (origin->place) ActivityRepository::erase(change.transaction, change.user, *origin->place);
  origin->place.reset();
  origin->written = change.position;
  ActivityRepository::put(change.transaction, change.user, kind, source, *origin);
}

/// Points come one event at a time, so most of them change no level.
Task<void> ActivityWriter::change_level(Change& change, std::int64_t level) const {
  auto known = co_await repository_.origin(change.user, ActivityKind::level_reached, kLevelSource);
  Origin now = known.value_or(Origin());
  if (change.position <= now.written || level == now.level) co_return;
  const std::int64_t before = now.level;
  now.written = change.position;
  now.level = level;
  ActivityRepository::put(change.transaction, change.user, ActivityKind::level_reached,
                          kLevelSource, now);
  if (level > before) {
    Stands reached;
    reached.source = std::to_string(level);
    reached.activity.kind = ActivityKind::level_reached;
    reached.activity.level = level;
    co_await stand(change, std::move(reached));
    co_return;
  }
  for (std::int64_t lost = before; lost > std::max(level, before - kMostLevels); --lost)
    co_await end(change, ActivityKind::level_reached, std::to_string(lost));
}

}  // namespace waymark::feed
