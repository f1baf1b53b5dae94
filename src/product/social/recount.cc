#include "product/social/recount.h"

#include <functional>
#include <unordered_set>

#include "base/error.h"
#include "platform/store/entity.h"
#include "product/social/keys.h"

namespace waymark::social {
namespace {

constexpr int kAttempts = 10;
constexpr std::uint32_t kPage = 1000;

/// Every item of one prefix.
Task<void> walk(store::Store& store, store::Index index, std::string partition,
                std::string_view prefix, const std::function<void(const store::Item&)>& visit) {
  std::optional<store::Cursor> next;
  do {
    store::Query query(index, partition);
    query.where(store::SortKey::begins_with(std::string(prefix))).at_most(kPage);
    query.starting_after(std::move(next));
    store::Page page = co_await store.query(std::move(query));
    for (const store::Item& item : page.items) visit(item);
    next = std::move(page.next);
  } while (next);
}

bool is_counted(const store::Item& item, std::string_view mark) {
  const auto found = item.find(mark);
  return found && found->boolean().value_or(false);
}

/// Whom a note or a follow names: the other one's id ends both keys.
std::string other_of(const store::Key& key) {
  return key.sk.substr(key.sk.size() - 36);
}

/// Follows are read before notes: one that ends between the two is found as both, and is one.
Task<std::int64_t> count_following(store::Store& store, UserId user) {
  std::unordered_set<std::string> counted;
  const std::function<void(const store::Item&)> follow = [&](const store::Item& item) {
    if (is_counted(item, "counted")) counted.insert(other_of(item.key()));
  };
  co_await walk(store, store::Index::table, keys::partition(user), keys::kFollowing, follow);
  const std::function<void(const store::Item&)> note = [&](const store::Item& item) {
    counted.insert(other_of(item.key()));
  };
  co_await walk(store, store::Index::table, keys::partition(user), keys::kUnfollowed, note);
  co_return static_cast<std::int64_t>(counted.size());
}

Task<std::int64_t> count_followers(store::Store& store, UserId user, std::uint32_t shards) {
  std::unordered_set<UserId> counted;
  const auto follower_of = [](const store::Item& item) {
    return UserId::parse(std::string_view(item.key().pk).substr(5)).value_or(UserId());
  };
  const std::function<void(const store::Item&)> follow = [&](const store::Item& item) {
    if (is_counted(item, "counted")) counted.insert(follower_of(item));
  };
  for (std::string& partition : keys::follower_partitions(user, shards))
    co_await walk(store, store::Index::gsi1, std::move(partition), keys::kFollower, follow);
  const std::function<void(const store::Item&)> note = [&](const store::Item& item) {
    counted.insert(follower_of(item));
  };
  co_await walk(store, store::Index::gsi1, keys::partition(user), keys::kUnfollower, note);
  co_return static_cast<std::int64_t>(counted.size());
}

Task<std::int64_t> count_posts(store::Store& store, UserId user) {
  std::int64_t count = 0;
  const std::function<void(const store::Item&)> post = [&](const store::Item& item) {
    if (is_counted(item, "standing")) ++count;
  };
  co_await walk(store, store::Index::table, keys::partition(user), keys::kCountedPost, post);
  co_return count;
}

}  // namespace

Task<Recount> recount(store::Store& store, UserId user) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Recount result;
    const auto stored = co_await store.get(keys::counts(user));
    const std::int64_t version = stored ? stored->integer("version").value_or(0) : 0;
    const std::int64_t shards = stored ? stored->integer("shards").value_or(0) : 0;
    if (stored) result.before = store::from_item<Counts>(*stored);
    result.after.followers =
        co_await count_followers(store, user, static_cast<std::uint32_t>(shards));
    result.after.following = co_await count_following(store, user);
    result.after.posts = co_await count_posts(store, user);

    store::Item item = store::to_item(result.after, keys::counts(user));
    if (shards > 0) item.set("shards", shards);
    item.set("version", version + 1);
    store::Condition unchanged =
        stored ? store::Condition::version_is(version) : store::Condition::item_absent();
    store::Transaction transaction;
    transaction.put(std::move(item), std::move(unchanged));
    const store::Outcome outcome = co_await store.transact(std::move(transaction));
    if (outcome.committed()) co_return result;
  }
  throw Error::conflict("error.conflict", "the counts change too quickly to be made anew");
}

}  // namespace waymark::social
