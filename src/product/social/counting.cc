#include "product/social/counting.h"

#include "base/error.h"
#include "base/json.h"
#include "platform/store/entity.h"
#include "product/social/events.h"
#include "product/social/keys.h"
#include "product/social/ties.h"

namespace waymark::social {
namespace {

using store::Changes;
using store::Condition;
using store::Item;
using store::Value;

constexpr std::string_view kPostCreated = "PostCreated";
constexpr std::string_view kPostDeleted = "PostDeleted";
constexpr std::chrono::days kDeletedPostKept{60};
constexpr const char* kStanding = "standing";

/// A member of a payload. Throws Error(invalid_input) naming it.
std::string member_of(const events::Event& event, const char* name) {
  const boost::json::value payload = json::parse(event.payload);
  const auto* object = payload.if_object();
  const auto* member = object ? object->if_contains(name) : nullptr;
  if (!member || !member->is_string()) throw Error::invalid(name, "error.required");
  return std::string(member->get_string());
}

UserId person_of(const events::Event& event, const char* name) {
  const auto id = UserId::parse(member_of(event, name));
  if (!id) throw Error::invalid(name, "error.type.id");
  return *id;
}

/// Every change raises the version, so that a recount (recount.h) notices it.
void add(store::Transaction& transaction, UserId user, const char* count, std::int64_t change,
         std::optional<std::int64_t> shards = std::nullopt) {
  Changes changes;
  if (change != 0) changes.add(count, Value(change));
  changes.add("version", Value(std::int64_t{1}));
  if (shards) changes.set("shards", Value(*shards));
  transaction.update(keys::counts(user), std::move(changes));
}

}  // namespace

bool Counting::wants(std::string_view type) const {
  return type == UserFollowed::kType || type == UserUnfollowed::kType || type == kPostCreated ||
         type == kPostDeleted;
}

Task<events::Effects> Counting::apply(const events::Event& event) {
  if (event.type == kPostCreated || event.type == kPostDeleted)
    co_return co_await count_post(event.user, member_of(event, "postId"),
                                  event.type == kPostCreated);
  co_return co_await count_follow(person_of(event, "followerId"), person_of(event, "followeeId"));
}

Task<events::Effects> Counting::count_follow(UserId follower, UserId followee) const {
  std::vector<store::Key> wanted;
  wanted.push_back(keys::following(follower, followee));
  wanted.push_back(keys::unfollowed(follower, followee));
  wanted.push_back(keys::counts(followee));
  const auto items = co_await store_.batch_get(std::move(wanted));
  events::Effects effects;
  std::int64_t change = 0;
  if (items[0] && !store::from_item<Follow>(*items[0]).counted) {
    Changes counted;
    counted.set("counted", Value(true));
    effects.transaction.update(keys::following(follower, followee), std::move(counted),
                               Condition::equal("counted", Value(false)));
    ++change;
  }
  if (items[1]) {
    effects.transaction.erase(keys::unfollowed(follower, followee), Condition::item_exists());
    --change;
  }
  if (effects.transaction.size() == 0) co_return effects;

  const Counts counts = items[2] ? store::from_item<Counts>(*items[2]) : Counts();
  const bool sharded = items[2] && items[2]->integer("shards").value_or(0) > 0;
  const bool crowded = !sharded && counts.followers + change >= shard_at_;
  std::optional<std::int64_t> shards;
  if (crowded) shards = keys::kShards;
  add(effects.transaction, follower, "following", change);
  add(effects.transaction, followee, "followers", change, shards);
  if (crowded)
    effects.events.push_back(
        told(followee, FollowersSharded{followee, keys::kShards, counts.followers + change}));
  co_return effects;
}

Task<events::Effects> Counting::count_post(UserId author, std::string post, bool standing) const {
  const store::Key key(keys::partition(author), std::string(keys::kCountedPost) + post);
  const auto record = co_await store_.get(key);
  events::Effects effects;
  const auto stood = record ? record->find(kStanding) : std::nullopt;
  const bool stands = stood && stood->boolean().value_or(false);
  if (record && (standing || !stands)) co_return effects;  // it is in the books
  Item item(key);
  item.set(kStanding, Value(standing));
  if (!standing) item.set_ttl(clock_.now() + kDeletedPostKept);
  Condition unchanged =
      record ? Condition::equal(kStanding, Value(true)) : Condition::item_absent();
  effects.transaction.put(std::move(item), std::move(unchanged));
  if (standing || stands) add(effects.transaction, author, "posts", standing ? 1 : -1);
  co_return effects;
}

}  // namespace waymark::social
