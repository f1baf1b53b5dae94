#include "product/notifications/bell_writer.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/json.h"

namespace waymark::notifications {
namespace {

/// Old entries that one look removes: more than come between two looks, as a rule, and few enough to find room in the
/// commit that tells forty people of a room.
constexpr std::uint32_t kTrimmedAtOnce = 16;

/// A free place for a name, or that of the one who was named first; none when all were named later.
std::optional<std::int64_t> place_in(const std::optional<Entry>& entry, const Position& position) {
  if (!entry) return 0;
  std::size_t best = 0;
  for (std::size_t place = 0; place < kActorsNamed; ++place) {
    if (!entry->actors[place]) return static_cast<std::int64_t>(place);
    if (entry->actors[place]->position < entry->actors[best]->position) best = place;
  }
  if (position < entry->actors[best]->position) return std::nullopt;
  return static_cast<std::int64_t>(best);
}

/// What comes late moves nothing back.
Ring ring_of(News news, Instant at, const Position& position, const std::optional<Entry>& entry) {
  Ring ring;
  ring.to = news.to;
  ring.kind = news.kind;
  const bool late = entry && position < entry->position;
  ring.at = late ? entry->at : at;
  ring.position = late ? entry->position : position;
  if (!late) ring.about = std::move(news.about);
  return ring;
}

/// The post lies with somebody else: whoever is told of it must see it.
bool is_of_others(NotificationKind kind) {
  return kind == NotificationKind::mention || kind == NotificationKind::reply;
}

std::string level_source(UserId user) {
  return "LEVEL#" + user.to_string();
}

}  // namespace

void publish(realtime::Hub& hub, UserId user, std::optional<std::string> entry) {
  BellNotice notice;
  notice.id = std::move(entry);
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kBellMessage);
  message->payload = json::to_string(notice);
  message->about = user.to_string();
  hub.publish(realtime::user_topic(user.to_string()), std::move(message));
}

/// What one event leads to.
struct BellWriter::Change {
  Instant at;
  Position position;
  store::Transaction transaction;
  std::vector<std::pair<UserId, std::string>> changed;  // entries
  bool trimmed = false;                                 // once is enough
};

Task<events::Effects> BellWriter::apply(const events::Event& event) {
  Change change;
  change.at = event.occurred_at;
  change.position = events::position_of(event.occurred_at, event.id);
  Facts facts = facts_of(event);
  for (Fact& fact : facts) co_await apply_fact(change, std::move(fact));
  events::Effects effects;
  effects.transaction = std::move(change.transaction);
  for (auto& [user, entry] : change.changed)
    effects.after_commit.push_back(
        [&hub = hub_, user = user, entry = std::move(entry)] { publish(hub, user, entry); });
  co_return effects;
}

Task<void> BellWriter::apply_fact(Change& change, Fact fact) const {
  if (auto* stands = std::get_if<Stands>(&fact))
    co_await stand(change, std::move(*stands));
  else if (auto* gone = std::get_if<Gone>(&fact))
    co_await end(change, std::move(gone->source));
  else if (auto* expected = std::get_if<Expected>(&fact))
    co_await expect(change, std::move(expected->source));
  else if (auto* held = std::get_if<Held>(&fact))
    co_await hold(change, std::move(*held));
  else if (auto* released = std::get_if<Released>(&fact))
    co_await release(change, std::move(*released));
  else
    co_await level(change, std::get<OnLevel>(fact));
}

Task<void> BellWriter::stand(Change& change, Stands fact) const {
  Record record = co_await repository_.record(fact.source);
  if (change.position <= record.written || record.standing) co_return;
  if (!record.expected) {
    for (News& news : fact.news) {
      auto one = co_await tell(change, fact.actor, record.earlier, std::move(news));
      if (one) record.told.push_back(std::move(*one));
    }
  }
  record.written = change.position;
  record.standing = true;
  record.expected = false;
  EntryRepository::put(change.transaction, fact.source, std::move(record), change.at);
}

/// Written also when nothing is known: what began it may come after this.
Task<void> BellWriter::end(Change& change, std::string source) const {
  Record record = co_await repository_.record(source);
  if (change.position <= record.written) co_return;
  for (const Told& told : record.told) {
    const auto entry = co_await repository_.find(told.to, told.entry);
    if (!entry) continue;
    EntryRepository::take_back(change.transaction, told, *entry);
    change.changed.emplace_back(told.to, told.entry);
  }
  if (!record.told.empty()) record.earlier = std::exchange(record.told, std::vector<Told>());
  record.written = change.position;
  record.standing = false;
  EntryRepository::put(change.transaction, source, std::move(record), change.at);
}

Task<void> BellWriter::expect(Change& change, std::string source) const {
  Record record = co_await repository_.record(source);
  if (change.position <= record.written || record.standing) co_return;
  record.written = change.position;
  record.expected = true;
  EntryRepository::put(change.transaction, source, std::move(record), change.at);
}

Task<void> BellWriter::hold(Change& change, Held fact) const {
  Record record = co_await repository_.record(fact.source);
  if (change.position <= record.written) co_return;
  record.written = change.position;
  record.held = std::move(fact.to);
  EntryRepository::put(change.transaction, fact.source, std::move(record), change.at);
}

Task<void> BellWriter::release(Change& change, Released fact) const {
  const Record record = co_await repository_.record(fact.source);
  for (const UserId to : record.held)
    co_await stand(change, message_request(fact.actor, to, fact.room));
}

/// Points come one event at a time, so most of them change no level; points that are taken back take none.
Task<void> BellWriter::level(Change& change, OnLevel fact) const {
  const std::string source = level_source(fact.user);
  Record record = co_await repository_.record(source);
  if (change.position <= record.written || fact.level <= record.level) co_return;
  News news;
  news.kind = NotificationKind::level_reached;
  news.to = fact.user;
  news.subject = std::to_string(fact.level);
  news.about.level = fact.level;
  co_await tell(change, std::nullopt, record.earlier, std::move(news));
  record.written = change.position;
  record.level = fact.level;
  EntryRepository::put(change.transaction, source, std::move(record), change.at);
}

/// Where it was told; nullopt when that person is not to hear of it.
Task<std::optional<Told>> BellWriter::tell(Change& change, std::optional<UserId> actor,
                                           const std::vector<Told>& before, News news) const {
  const bool wanted = co_await is_wanted(actor, news.kind, news.to, news.about.post_id);
  if (!wanted) co_return std::nullopt;
  Told told;
  told.to = news.to;
  told.entry = entry_id(news.kind, news.subject, change.at);
  const auto entry = co_await repository_.find(told.to, told.entry);
  const auto place = place_in(entry, change.position);
  if (actor && place) {
    told.place = *place;
    told.actor = to_text(Actor{change.position, *actor});
  }
  const bool again = std::ranges::any_of(before, [&](const Told& earlier) {
    return earlier.to == told.to && earlier.entry == told.entry;
  });
  if (entry && again) {
    EntryRepository::restore(change.transaction, told, *entry);
  } else {
    const Ring ring = ring_of(std::move(news), change.at, change.position, entry);
    EntryRepository::ring(change.transaction, ring, told, entry);
    if (!entry) co_await trim(change, told.to);
  }
  change.changed.emplace_back(told.to, told.entry);
  co_return told;
}

Task<bool> BellWriter::is_wanted(std::optional<UserId> actor, NotificationKind kind, UserId to,
                                 std::optional<posts::PostId> post) const {
  if (actor && *actor == to) co_return false;
  const bool on = co_await preferences_.wants(Owner::acting_for(to), kind);
  if (!on) co_return false;
  if (actor) {
    const social::Standing standing = co_await social_.standing(to, *actor);
    if (!standing.exists || standing.hidden() || standing.mutes) co_return false;
  }
  if (!post || !is_of_others(kind)) co_return true;
  const auto seen = co_await reading_.find(to, *post);
  co_return seen.has_value();
}

/// Looks at random, but at every run of the same event alike.
Task<void> BellWriter::trim(Change& change, UserId user) const {
  const bool looks = murmur3_32(change.position + user.to_string()) % kLooksOnceIn == 0;
  if (!looks || change.trimmed) co_return;
  change.trimmed = true;
  const auto behind = co_await repository_.oldest(user, kMostEntries, kTrimmedAtOnce);
  for (const Entry& entry : behind) EntryRepository::erase(change.transaction, user, entry);
}

}  // namespace waymark::notifications
