#include "product/posts/post_repository.h"

#include <algorithm>

#include "platform/store/entity.h"
#include "product/posts/comment_repository.h"
#include "product/posts/keys.h"

namespace waymark::posts {
namespace {

using store::Changes;
using store::Condition;
using store::Index;
using store::Item;
using store::Key;
using store::Listing;
using store::Order;
using store::Transaction;
using store::Value;

constexpr std::size_t kBatch = 100;
constexpr std::int64_t kRevisionsKept = 50;
constexpr std::size_t kIdLength = 36;

std::string made_at(const Post& post) {
  return to_rfc3339(post.created_at) + "#" + post.id.to_string();
}

Item item_of(const Post& post) {
  Item item = store::to_item(post, keys::post(post.id));
  item.set_index(1, keys::person(post.author_id), "ENTITY#Post#" + made_at(post));
  if (post.group_id)
    item.set_index(2, keys::group(*post.group_id), std::string(keys::kGroupPost) + made_at(post));
  return item;
}

Item tag_item(const Post& post, const std::string& tag) {
  Item item(keys::tag(post.id, tag));
  item.set_index(3, keys::tag_partition(tag), "Post#" + made_at(post));
  return item;
}

bool is_discoverable(const Post& post) {
  return post.visibility == Visibility::public_;
}

Item reaction_item(Key key, UserId user, Instant now) {
  Item item(key);
  item.set("userId", user.to_string());
  item.set("at", to_rfc3339(now));
  return item;
}

Condition alive() {
  const std::vector<Condition> both{Condition::item_exists(), Condition::absent("deletedAt")};
  return Condition::all_of(both);
}

Condition alive_at(std::int64_t version) {
  const std::vector<Condition> both{Condition::version_is(version), Condition::absent("deletedAt")};
  return Condition::all_of(both);
}

void count(Transaction& transaction, PostId id, std::string what, std::int64_t change) {
  Changes changes;
  changes.add(std::move(what), Value(change));
  transaction.update(keys::post(id), std::move(changes), alive());
}

/// The members that an edit changes, as they are stored.
Changes edits(const Post& after) {
  Changes changes;
  const Item whole = store::to_item(after, keys::post(after.id));
  for (const char* name :
       {"text", "warning", "tags", "mentions", "pictures", "editedAt", "version"}) {
    const auto value = whole.find(name);
    if (value)
      changes.set(name, value->to_value());
    else
      changes.remove(name);
  }
  return changes;
}

PostRevision revision_of(const Post& post) {
  PostRevision revision;
  revision.text = post.text;
  revision.warning = post.warning;
  revision.written_at = post.edited_at.value_or(post.created_at);
  return revision;
}

void replace_tags(Transaction& transaction, const Post& before, const Post& after) {
  for (const std::string& tag : before.tags)
    if (std::ranges::find(after.tags, tag) == after.tags.end())
      transaction.erase(keys::tag(before.id, tag));
  for (const std::string& tag : after.tags)
    if (std::ranges::find(before.tags, tag) == before.tags.end())
      transaction.put(tag_item(after, tag));
}

std::string id_at_end(const Item& item, Index index) {
  const std::string key = store::sort_key_of(item, index);
  return key.size() < kIdLength ? std::string() : key.substr(key.size() - kIdLength);
}

}  // namespace

Task<std::optional<Post>> PostRepository::find(PostId id) const {
  const auto item = co_await store_.get(keys::post(id));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Post>(*item);
}

Task<std::vector<std::optional<Post>>> PostRepository::find_all(std::vector<PostId> ids) const {
  std::vector<std::optional<Post>> posts;
  posts.reserve(ids.size());
  for (std::size_t from = 0; from < ids.size(); from += kBatch) {
    std::vector<Key> wanted;
    for (std::size_t i = from; i < std::min(ids.size(), from + kBatch); ++i)
      wanted.push_back(keys::post(ids[i]));
    const auto items = co_await store_.batch_get(std::move(wanted));
    for (const auto& item : items) {
      posts.emplace_back();
      if (item) posts.back() = store::from_item<Post>(*item);
    }
  }
  co_return posts;
}

Task<std::vector<OwnReactions>> PostRepository::reactions_of(UserId user,
                                                             std::vector<PostId> ids) const {
  std::vector<OwnReactions> reactions(ids.size());
  for (std::size_t from = 0; from < ids.size(); from += kBatch / 2) {
    std::vector<Key> wanted;
    for (std::size_t i = from; i < std::min(ids.size(), from + kBatch / 2); ++i) {
      wanted.push_back(keys::like(ids[i], user));
      wanted.push_back(keys::boost(ids[i], user));
    }
    const auto items = co_await store_.batch_get(std::move(wanted));
    for (std::size_t i = 0; i < items.size(); i += 2)
      reactions[from + i / 2] = OwnReactions{items[i].has_value(), items[i + 1].has_value()};
  }
  co_return reactions;
}

Task<std::vector<PostRevision>> PostRepository::history(PostId id) const {
  store::Query query(Index::table, keys::partition(id));
  query.where(store::SortKey::begins_with("REVISION#")).newest_first().at_most(kRevisionsKept);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<PostRevision> revisions;
  for (const Item& item : page.items) revisions.push_back(store::from_item<PostRevision>(item));
  std::ranges::reverse(revisions);
  co_return revisions;
}

Task<store::ListedPage> PostRepository::by_author(UserId author, store::PageRequest request) const {
  Listing listing(Index::gsi1, keys::person(author), "ENTITY#Post#", Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<store::ListedPage> PostRepository::by_group(GroupId group, store::PageRequest request) const {
  Listing listing(Index::gsi2, keys::group(group), std::string(keys::kGroupPost),
                  Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

Task<std::vector<PostId>> PostRepository::some_of(GroupId group, std::uint32_t limit) const {
  store::Query query(Index::gsi2, keys::group(group));
  query.where(store::SortKey::begins_with(std::string(keys::kGroupPost))).at_most(limit);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<PostId> ids;
  for (const Item& item : page.items)
    ids.push_back(PostId::parse(id_at_end(item, Index::gsi2)).value_or(PostId()));
  co_return ids;
}

Task<store::ListedPage> PostRepository::by_tag(std::string tag, store::PageRequest request) const {
  Listing listing(Index::gsi3, keys::tag_partition(tag), "Post#", Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

PostId PostRepository::post_of(const Item& edge) {
  return PostId::parse(id_at_end(edge, Index::gsi3)).value_or(PostId());
}

Task<store::ListedPage> PostRepository::likes(PostId id, store::PageRequest request) const {
  Listing listing(Index::gsi2, keys::partition(id), "LIKE#", Order::descending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

UserId PostRepository::liker_of(const Item& like) {
  return UserId::parse(id_at_end(like, Index::gsi2)).value_or(UserId());
}

Task<std::vector<Key>> PostRepository::remnants(PostId id, std::uint32_t limit) const {
  std::vector<Key> found;
  const std::string itself = keys::partition(id);
  store::Query around(Index::table, itself);
  const store::Page items = co_await store_.query(std::move(around.at_most(limit + 1)));
  for (const Item& item : items.items)
    if (item.key().sk != itself && found.size() < limit) found.push_back(item.key());
  if (found.size() == limit) co_return found;
  store::Query comments(Index::gsi2, itself);
  comments.where(store::SortKey::begins_with("COMMENT#"));
  comments.at_most(static_cast<std::uint32_t>(limit - found.size()));
  const store::Page more = co_await store_.query(std::move(comments));
  for (const Item& item : more.items) {
    const auto comment = store::from_item<Comment>(item);
    for (Key& key : CommentRepository::revisions(comment.id, comment.version))
      if (found.size() < limit) found.push_back(std::move(key));
    if (found.size() < limit) found.push_back(item.key());
  }
  co_return found;
}

void PostRepository::add(Transaction& transaction, const Post& post) {
  transaction.put(item_of(post), Condition::item_absent());
  if (!is_discoverable(post)) return;
  for (const std::string& tag : post.tags) transaction.put(tag_item(post, tag));
}

void PostRepository::update(Transaction& transaction, const Post& before, const Post& after) {
  Changes changes = edits(after);
  // An edit may hide, and never shows again: what was hidden meanwhile stays so.
  if (after.hidden_at && !before.hidden_at)
    changes.set("hiddenAt", Value(to_rfc3339(*after.hidden_at)));
  transaction.update(keys::post(before.id), std::move(changes), alive_at(before.version));
  transaction.put(store::to_item(revision_of(before), keys::revision(before.id, before.version)));
  if (before.version > kRevisionsKept)
    transaction.erase(keys::revision(before.id, before.version - kRevisionsKept));
  if (is_discoverable(before)) replace_tags(transaction, before, after);
}

void PostRepository::set_hidden(Transaction& transaction, PostId id, std::optional<Instant> at) {
  Changes changes;
  if (at)
    changes.set("hiddenAt", Value(to_rfc3339(*at)));
  else
    changes.remove("hiddenAt");
  transaction.update(keys::post(id), std::move(changes), alive());
}

void PostRepository::bury(Transaction& transaction, const Post& post, Instant now) {
  Post tombstone;
  tombstone.id = post.id;
  tombstone.author_id = post.author_id;
  tombstone.visibility = Visibility::direct;
  tombstone.created_at = post.created_at;
  tombstone.deleted_at = now;
  tombstone.version = post.version + 1;
  Item item = store::to_item(tombstone, keys::post(post.id));
  item.set_ttl(now + keys::kTombstonesKept);
  transaction.put(std::move(item), alive_at(post.version));
  if (!is_discoverable(post)) return;
  for (const std::string& tag : post.tags) transaction.erase(keys::tag(post.id, tag));
}

void PostRepository::count_comments(Transaction& transaction, PostId id, std::int64_t change) {
  count(transaction, id, "commentCount", change);
}

void PostRepository::like(Transaction& transaction, PostId id, UserId user, Instant now) {
  Item item = reaction_item(keys::like(id, user), user, now);
  item.set_index(2, keys::partition(id), "LIKE#" + to_rfc3339(now) + "#" + user.to_string());
  transaction.put(std::move(item), Condition::item_absent());
  count(transaction, id, "likeCount", 1);
}

void PostRepository::unlike(Transaction& transaction, PostId id, UserId user) {
  transaction.erase(keys::like(id, user), Condition::item_exists());
  count(transaction, id, "likeCount", -1);
}

void PostRepository::boost(Transaction& transaction, PostId id, UserId user, Instant now) {
  transaction.put(reaction_item(keys::boost(id, user), user, now), Condition::item_absent());
  count(transaction, id, "boostCount", 1);
}

void PostRepository::unboost(Transaction& transaction, PostId id, UserId user) {
  transaction.erase(keys::boost(id, user), Condition::item_exists());
  count(transaction, id, "boostCount", -1);
}

}  // namespace waymark::posts
