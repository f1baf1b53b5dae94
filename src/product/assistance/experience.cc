#include "product/assistance/experience.h"

#include <algorithm>

#include "platform/events/payload.h"
#include "platform/store/entity.h"
#include "platform/store/listing.h"
#include "product/assistance/keys.h"
#include "product/goals/events.h"

namespace waymark::assistance {
namespace {

using store::Condition;
using store::Item;
using store::Value;

constexpr std::string_view kTypes[] = {goals::kGoalCompleted, goals::kGoalReopened,
                                       goals::kGoalUpdated, goals::kGoalDeleted};

/// A goal that is counted, for its tags.
struct Counted {
  std::vector<std::string> tags;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (tags, version))

std::vector<std::string> names_of(const std::optional<goals::Goal>& goal) {
  std::vector<std::string> names;
  if (!goal || !goal->completed_at) return names;
  for (const std::string& tag : goal->tags) names.push_back(keys::tag_name(tag));
  std::ranges::sort(names);
  const auto rest = std::ranges::unique(names);
  names.erase(rest.begin(), rest.end());
  return names;
}

std::vector<std::string> without(const std::vector<std::string>& all,
                                 const std::vector<std::string>& some) {
  std::vector<std::string> rest;
  std::ranges::set_difference(all, some, std::back_inserter(rest));
  return rest;
}

/// `before` is how many there are; the last one takes its place in the index with it.
void count(store::Transaction& transaction, UserId user, const std::string& name,
           std::int64_t before, std::int64_t change, Instant at) {
  const store::Key key = keys::did(user, name);
  Condition unchanged =
      before == 0 ? Condition::item_absent() : Condition::equal("count", Value(before));
  if (before + change <= 0) {
    transaction.erase(key, std::move(unchanged));
    return;
  }
  Item item(key);
  item.set("count", before + change);
  item.set_index(3, keys::tag_partition(name),
                 std::string(keys::kHelperPrefix) + to_rfc3339(at) + "#" + user.to_string());
  transaction.put(std::move(item), std::move(unchanged));
}

}  // namespace

bool Experience::wants(std::string_view type) const {
  return std::ranges::find(kTypes, type) != std::end(kTypes);
}

Task<events::Effects> Experience::apply(const events::Event& event) {
  const events::Payload payload(event);
  const auto id = payload.member<GoalId>("goalId");
  const auto goal = co_await goals_.find(Owner::acting_for(event.user), id);
  const auto item = co_await store_.get(keys::did_goal(event.user, id));
  const Counted before = item ? store::from_item<Counted>(*item) : Counted();
  Counted after;
  after.tags = names_of(goal);
  after.version = before.version + 1;
  const auto more = without(after.tags, before.tags);
  const auto less = without(before.tags, after.tags);
  events::Effects effects;
  if (more.empty() && less.empty()) co_return effects;

  std::vector<std::string> changed = more;
  changed.insert(changed.end(), less.begin(), less.end());
  std::vector<store::Key> wanted;
  for (const std::string& name : changed) wanted.push_back(keys::did(event.user, name));
  const auto counts = co_await store_.batch_get(std::move(wanted));
  for (std::size_t i = 0; i < changed.size(); ++i) {
    const std::int64_t there = counts[i] ? counts[i]->integer("count").value_or(0) : 0;
    count(effects.transaction, event.user, changed[i], there, i < more.size() ? 1 : -1,
          event.occurred_at);
  }
  Condition unchanged = item ? Condition::version_is(before.version) : Condition::item_absent();
  const store::Key key = keys::did_goal(event.user, id);
  if (after.tags.empty())
    effects.transaction.erase(key, std::move(unchanged));
  else
    effects.transaction.put(store::to_item(after, key), std::move(unchanged));
  co_return effects;
}

Task<std::vector<std::string>> experience_of(store::Store& store, UserId user) {
  store::Query query(store::Index::table, keys::person(user));
  query.where(store::SortKey::begins_with(std::string(keys::kDidPrefix))).at_most(kMostExperience);
  const store::Page page = co_await store.query(std::move(query));
  std::vector<std::string> names;
  for (const Item& item : page.items)
    names.push_back(item.key().sk.substr(keys::kDidPrefix.size()));
  co_return names;
}

Task<std::vector<UserId>> experienced_in(store::Store& store, std::string tag,
                                         std::uint32_t at_most) {
  store::Query query(store::Index::gsi3, keys::tag_partition(keys::tag_name(tag)));
  query.where(store::SortKey::begins_with(std::string(keys::kHelperPrefix)))
      .newest_first()
      .at_most(at_most);
  const store::Page page = co_await store.query(std::move(query));
  std::vector<UserId> people;
  for (const Item& item : page.items) {
    const std::string sort = store::sort_key_of(item, store::Index::gsi3);
    const auto user = UserId::parse(std::string_view(sort).substr(sort.rfind('#') + 1));
    if (user) people.push_back(*user);
  }
  co_return people;
}

}  // namespace waymark::assistance
