#include "product/social/graph.h"

#include "platform/store/entity.h"
#include "product/social/batch.h"
#include "product/social/keys.h"

namespace waymark::social {
namespace {

constexpr std::uint32_t kPage = 1'000;

}  // namespace

Task<std::vector<Followee>> Graph::followees(UserId user) const {
  std::vector<Followee> found;
  std::optional<store::Cursor> after;
  do {
    store::Query query(store::Index::table, keys::partition(user));
    query.where(store::SortKey::begins_with(std::string(keys::kFollowing)));
    query.at_most(kPage).starting_after(std::move(after));
    store::Page page = co_await store_.query(std::move(query));
    for (const store::Item& item : page.items) {
      const auto key = item.text(store::attribute::kSk);
      const auto id =
          key ? UserId::parse(key->substr(keys::kFollowing.size())) : std::optional<UserId>();
      const auto since = item.text("since");
      if (!id) continue;
      found.push_back(Followee{*id, since ? parse_rfc3339(*since).value_or(Instant()) : Instant()});
    }
    after = std::move(page.next);
  } while (after);
  co_return found;
}

Task<std::uint32_t> Graph::parts(UserId user) const {
  const auto counted = co_await store_.get(keys::counts(user));
  const std::int64_t shards = counted ? counted->integer("shards").value_or(0) : 0;
  co_return static_cast<std::uint32_t>(
      keys::follower_partitions(user, static_cast<std::uint32_t>(shards)).size());
}

Task<FollowerPage> Graph::followers(UserId user, std::uint32_t part,
                                    std::optional<store::Cursor> after, std::uint32_t limit) const {
  auto partitions = keys::follower_partitions(user, keys::kShards);
  store::Query query(store::Index::gsi1, std::move(partitions.at(part)));
  query.where(store::SortKey::begins_with(std::string(keys::kFollower)));
  query.at_most(limit).starting_after(std::move(after));
  store::Page page = co_await store_.query(std::move(query));
  FollowerPage followers;
  followers.next = std::move(page.next);
  for (const store::Item& item : page.items) {
    const auto key = item.text("GSI1SK");
    const auto id =
        key ? UserId::parse(key->substr(keys::kFollower.size())) : std::optional<UserId>();
    if (id) followers.ids.push_back(*id);
  }
  co_return followers;
}

Task<std::vector<Sharing>> Graph::sharings(std::vector<UserId> users) const {
  std::vector<store::Key> wanted;
  for (const UserId user : users) wanted.push_back(keys::sharing(user));
  const auto items = co_await get_all(store_, std::move(wanted));
  std::vector<Sharing> sharings;
  for (const auto& item : items)
    sharings.push_back(item ? store::from_item<Sharing>(*item) : Sharing());
  co_return sharings;
}

}  // namespace waymark::social
