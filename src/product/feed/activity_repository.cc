#include "product/feed/activity_repository.h"

#include <algorithm>

#include "platform/store/entity.h"
#include "product/feed/keys.h"
#include "product/social/batch.h"

namespace waymark::feed {
namespace {

using store::Changes;
using store::Condition;
using store::Index;
using store::Value;

/// After every place.
constexpr std::string_view kLast = "~";

Condition is_as(const char* name, const std::optional<Place>& value) {
  return value ? Condition::equal(name, Value(value->to_string())) : Condition::absent(name);
}

/// Nothing has happened since.
Condition untouched(const Head& head) {
  const std::vector<Condition> all{Condition::equal("last", Value(head.last.to_string())),
                                   is_as("promotedAt", head.promoted_at)};
  return Condition::all_of(all);
}

}  // namespace

store::SortKey span_of(const Range& range) {
  const Place high = range.at_most.empty() ? range.below
                     : range.below.empty() ? range.at_most
                                           : std::min(range.below, range.at_most);
  return store::SortKey::between(keys::at(range.above),
                                 high.empty() ? keys::at(kLast) : keys::at(high));
}

Place place_of(const store::Item& item) {
  const auto key = item.text(store::attribute::kSk);
  if (!key || key->size() <= keys::kPlacePrefix.size()) return {};
  return Place::parse(key->substr(keys::kPlacePrefix.size())).value_or(Place());
}

Task<std::optional<Origin>> ActivityRepository::origin(UserId user, ActivityKind kind,
                                                       std::string source) const {
  const auto item = co_await store_.get(keys::origin(user, kind, source));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Origin>(*item);
}

Task<Head> ActivityRepository::head(UserId user) const {
  const auto item = co_await store_.get(keys::head(user));
  co_return item ? store::from_item<Head>(*item) : Head();
}

Task<PlacedPage> ActivityRepository::newest(UserId user, Range range, std::uint32_t limit) const {
  store::Query query(Index::table, keys::activities(user));
  query.where(span_of(range)).newest_first().at_most(limit + 1);
  PlacedPage page;
  bool more = true;
  while (more && page.entries.empty()) {
    store::Page found = co_await store_.query(query);
    for (const store::Item& item : found.items) {
      Place place = place_of(item);
      if (!range.has(place)) continue;
      page.entries.push_back(Placed{place, store::from_item<Activity>(item)});
    }
    more = found.next.has_value();
    query.starting_after(std::move(found.next));
  }
  page.ended = !more;
  co_return page;
}

Task<std::vector<Place>> ActivityRepository::oldest_places(UserId user, Range range,
                                                           std::uint32_t limit) const {
  store::Query query(Index::table, keys::activities(user));
  query.where(span_of(range)).at_most(limit + 1);
  std::vector<Place> places;
  bool more = true;
  while (more && places.size() < limit) {
    store::Page found = co_await store_.query(query);
    for (const store::Item& item : found.items) {
      Place place = place_of(item);
      if (range.has(place) && places.size() < limit) places.push_back(place);
    }
    more = found.next.has_value();
    query.starting_after(std::move(found.next));
  }
  co_return places;
}

Task<std::vector<std::optional<Activity>>> ActivityRepository::find_all(
    std::vector<ActivityRef> refs) const {
  std::vector<store::Key> wanted;
  for (const ActivityRef& ref : refs) wanted.push_back(keys::activity(ref.actor, ref.place));
  const auto items = co_await social::get_all(store_, std::move(wanted));
  std::vector<std::optional<Activity>> activities;
  for (const auto& item : items) {
    activities.emplace_back();
    if (item) activities.back() = store::from_item<Activity>(*item);
  }
  co_return activities;
}

void ActivityRepository::put(store::Transaction& transaction, UserId user, const Place& place,
                             const Activity& activity) {
  transaction.put(store::to_item(activity, keys::activity(user, place)));
}

void ActivityRepository::erase(store::Transaction& transaction, UserId user, const Place& place) {
  transaction.erase(keys::activity(user, place));
}

void ActivityRepository::put(store::Transaction& transaction, UserId user, ActivityKind kind,
                             const std::string& source, const Origin& origin) {
  transaction.put(store::to_item(origin, keys::origin(user, kind, source)));
}

void ActivityRepository::advance(store::Transaction& transaction, UserId user, const Head& head,
                                 const Place& place) {
  const Instant now = place.time();
  Changes changes;
  // Those who write to one group are heard side by side: the last is the greatest, whoever comes first.
  changes.set("last", Value(std::max(head.last, place).to_string()));
  changes.set("rate", Value(decayed(head.rate, head.rated_at, now) + 1));
  changes.set("ratedAt", Value(to_rfc3339(now)));
  std::optional<Place> last;
  if (!head.last.empty()) last = head.last;
  const std::vector<Condition> as_read{is_as("last", last), is_as("promotedAt", head.promoted_at)};
  transaction.update(keys::head(user), std::move(changes), Condition::all_of(as_read));
}

void ActivityRepository::promote(store::Transaction& transaction, UserId user, const Head& head) {
  Changes changes;
  changes.set("promotedAt", Value(head.last.to_string())).remove("through");
  changes.set("GSI2PK", Value(keys::promoted(keys::shard_of(user))));
  changes.set("GSI2SK", Value(user.to_string()));
  transaction.update(keys::head(user), std::move(changes), untouched(head));
}

void ActivityRepository::demote(store::Transaction& transaction, UserId user, const Head& head) {
  Changes changes;
  changes.remove("promotedAt").remove("through").remove("GSI2PK").remove("GSI2SK");
  transaction.update(keys::head(user), std::move(changes), untouched(head));
}

void ActivityRepository::spread(store::Transaction& transaction, UserId user, const Head& head,
                                const Place& through) {
  const std::vector<Condition> as_read{is_as("promotedAt", head.promoted_at),
                                       is_as("through", head.through)};
  Changes changes;
  changes.set("through", Value(through.to_string()));
  transaction.update(keys::head(user), std::move(changes), Condition::all_of(as_read));
}

}  // namespace waymark::feed
