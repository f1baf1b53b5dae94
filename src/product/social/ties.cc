#include "product/social/ties.h"

#include "platform/store/entity.h"
#include "product/accounts/people.h"
#include "product/social/model.h"

namespace waymark::social {
namespace {

using store::Changes;
using store::Condition;
using store::Item;
using store::Transaction;
using store::Value;

constexpr std::string_view kSince = "since";

Item since_item(const store::Key& key, Instant now) {
  Item item(key);
  item.set(kSince, to_rfc3339(now));
  return item;
}

std::optional<Follow> follow_of(const std::optional<Item>& item) {
  if (!item) return std::nullopt;
  return store::from_item<Follow>(*item);
}

/// What was kept before profiles had a visibility is public.
bool is_public(const Item& profile) {
  const auto visibility = profile.text("visibility");
  return !visibility || *visibility == enum_name(Audience::public_);
}

Condition under(std::string name, std::int64_t limit) {
  const Condition none = Condition::absent(name);
  const Condition fewer = Condition::compare(Condition::Op::less, std::move(name), Value(limit));
  return Condition::any_of(std::vector<Condition>{none, fewer});
}

}  // namespace

Task<Ties> TieRepository::read(UserId from, UserId to) const {
  std::vector<store::Key> wanted;
  wanted.push_back(accounts::People::profile_key(to));
  wanted.push_back(keys::following(from, to));
  wanted.push_back(keys::following(to, from));
  wanted.push_back(keys::asked(from, to));
  wanted.push_back(keys::asked(to, from));
  wanted.push_back(keys::block(from, to));
  wanted.push_back(keys::block(to, from));
  wanted.push_back(keys::mute(from, to));
  const auto items = co_await store_.batch_get(std::move(wanted));
  Ties ties;
  ties.from = from;
  ties.to = to;
  ties.to_exists = items[0].has_value();
  ties.to_is_public = items[0] && is_public(*items[0]);
  ties.follow = follow_of(items[1]);
  ties.follow_back = follow_of(items[2]);
  ties.asked = items[3].has_value();
  ties.asked_back = items[4].has_value();
  ties.block = items[5].has_value();
  ties.block_back = items[6].has_value();
  ties.mute = items[7].has_value();
  co_return ties;
}

Task<std::uint32_t> TieRepository::shards(UserId user) const {
  const auto counts = co_await store_.get(keys::counts(user));
  co_return static_cast<std::uint32_t>(counts ? counts->integer("shards").value_or(0) : 0);
}

void TieRepository::add_follow(Transaction& transaction, UserId follower, UserId followee,
                               std::uint32_t shards, Instant now) {
  Follow follow;
  follow.since = now;
  Item item = store::to_item(follow, keys::following(follower, followee));
  item.set_index(1, keys::follower_partition(followee, follower, shards),
                 std::string(keys::kFollower) + follower.to_string());
  transaction.put(std::move(item), Condition::item_absent());
}

void TieRepository::end_follow(Transaction& transaction, UserId follower, UserId followee,
                               const Follow& follow) {
  transaction.erase(keys::following(follower, followee),
                    Condition::equal("counted", Value(follow.counted)));
  if (!follow.counted) return;
  Item note(keys::unfollowed(follower, followee));
  note.set_index(1, keys::partition(followee),
                 std::string(keys::kUnfollower) + follower.to_string());
  transaction.put(std::move(note));
}

void TieRepository::no_follow(Transaction& transaction, UserId follower, UserId followee) {
  transaction.check(keys::following(follower, followee), Condition::item_absent());
}

void TieRepository::ask(Transaction& transaction, UserId follower, UserId followee, Instant now) {
  Item item = since_item(keys::asked(follower, followee), now);
  item.set_index(1, keys::partition(follower), std::string(keys::kAsking) + followee.to_string());
  transaction.put(std::move(item), Condition::item_absent());
}

void TieRepository::end_asking(Transaction& transaction, UserId follower, UserId followee) {
  transaction.erase(keys::asked(follower, followee), Condition::item_exists());
}

void TieRepository::no_asking(Transaction& transaction, UserId follower, UserId followee) {
  transaction.check(keys::asked(follower, followee), Condition::item_absent());
}

void TieRepository::no_block(Transaction& transaction, UserId one, UserId other) {
  transaction.check(keys::block(one, other), Condition::item_absent());
  transaction.check(keys::block(other, one), Condition::item_absent());
}

void TieRepository::add_mark(Transaction& transaction, UserId owner, store::Key key,
                             std::string count, std::int64_t limit, Instant now) {
  transaction.put(since_item(key, now), Condition::item_absent());
  Changes one_more;
  one_more.add(count, Value(std::int64_t{1}));
  transaction.update(keys::tally(owner), std::move(one_more), under(std::move(count), limit));
}

void TieRepository::remove_mark(Transaction& transaction, UserId owner, store::Key key,
                                std::string count) {
  transaction.erase(std::move(key), Condition::item_exists());
  Changes one_less;
  one_less.add(std::move(count), Value(std::int64_t{-1}));
  transaction.update(keys::tally(owner), std::move(one_less));
}

}  // namespace waymark::social
