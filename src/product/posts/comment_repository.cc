#include "product/posts/comment_repository.h"

#include <algorithm>

#include "platform/store/entity.h"
#include "product/posts/keys.h"

namespace waymark::posts {
namespace {

using store::Changes;
using store::Condition;
using store::Index;
using store::Item;
using store::Listing;
using store::Order;
using store::Transaction;
using store::Value;

constexpr std::int64_t kRevisionsKept = 20;

Condition standing() {
  const std::vector<Condition> both{Condition::item_exists(), Condition::absent("deletedAt")};
  return Condition::all_of(both);
}

Condition standing_with(std::int64_t replies) {
  const std::vector<Condition> both{standing(), Condition::equal("replyCount", Value(replies))};
  return Condition::all_of(both);
}

/// Comments of before they could be edited have none.
Condition standing_at(std::int64_t version) {
  Condition same = Condition::version_is(version);
  if (version == 1) {
    const std::vector<Condition> either{Condition::version_is(1), Condition::absent("version")};
    same = Condition::any_of(either);
  }
  const std::vector<Condition> both{standing(), std::move(same)};
  return Condition::all_of(both);
}

void count_replies(Transaction& transaction, CommentId parent, std::int64_t change,
                   Condition condition) {
  Changes changes;
  changes.add("replyCount", Value(change));
  transaction.update(keys::comment(parent), std::move(changes), std::move(condition));
}

}  // namespace

Task<std::optional<Comment>> CommentRepository::find(CommentId id) const {
  const auto item = co_await store_.get(keys::comment(id));
  if (!item) co_return std::nullopt;
  co_return store::from_item<Comment>(*item);
}

Task<store::ListedPage> CommentRepository::answers(PostId post, std::optional<CommentId> parent,
                                                   store::PageRequest request) const {
  Listing listing(Index::gsi2, keys::partition(post), keys::answers_prefix(parent),
                  Order::ascending);
  co_return co_await store::list(store_, std::move(listing), std::move(request));
}

void CommentRepository::add(Transaction& transaction, const Comment& comment) {
  const std::string made_at = to_rfc3339(comment.created_at) + "#" + comment.id.to_string();
  Item item = store::to_item(comment, keys::comment(comment.id));
  item.set_index(1, keys::person(comment.author_id), "ENTITY#Comment#" + made_at);
  item.set_index(2, keys::partition(comment.post_id),
                 keys::answers_prefix(comment.parent_id) + made_at);
  transaction.put(std::move(item), Condition::item_absent());
  if (comment.parent_id) count_replies(transaction, *comment.parent_id, 1, standing());
}

Task<std::vector<CommentRevision>> CommentRepository::history(CommentId id) const {
  store::Query query(Index::table, keys::comment(id).pk);
  query.where(store::SortKey::begins_with("REVISION#")).at_most(kRevisionsKept);
  const store::Page page = co_await store_.query(std::move(query));
  std::vector<CommentRevision> revisions;
  for (const Item& item : page.items) revisions.push_back(store::from_item<CommentRevision>(item));
  co_return revisions;
}

std::vector<store::Key> CommentRepository::revisions(CommentId id, std::int64_t version) {
  std::vector<store::Key> all;
  for (std::int64_t at = std::max<std::int64_t>(1, version - kRevisionsKept); at < version; ++at)
    all.push_back(keys::revision(id, at));
  return all;
}

void CommentRepository::update(Transaction& transaction, const Comment& before,
                               const Comment& after) {
  const Item whole = store::to_item(after, keys::comment(after.id));
  Changes changes;
  for (const char* name : {"text", "mentions", "editedAt", "version"})
    changes.set(name, whole.find(name)->to_value());
  // An edit may hide, and never shows again: what was hidden meanwhile stays so.
  if (after.hidden_at && !before.hidden_at)
    changes.set("hiddenAt", Value(to_rfc3339(*after.hidden_at)));
  transaction.update(keys::comment(before.id), std::move(changes), standing_at(before.version));
  CommentRevision revision;
  revision.text = before.text;
  revision.written_at = before.edited_at.value_or(before.created_at);
  transaction.put(store::to_item(revision, keys::revision(before.id, before.version)));
  if (before.version > kRevisionsKept)
    transaction.erase(keys::revision(before.id, before.version - kRevisionsKept));
}

void CommentRepository::set_hidden(Transaction& transaction, CommentId id,
                                   std::optional<Instant> at) {
  Changes changes;
  if (at)
    changes.set("hiddenAt", Value(to_rfc3339(*at)));
  else
    changes.remove("hiddenAt");
  transaction.update(keys::comment(id), std::move(changes), standing());
}

void CommentRepository::remove(Transaction& transaction, const Comment& comment, Instant now) {
  const auto take_revisions = [&] {
    for (store::Key& key : revisions(comment.id, comment.version))
      transaction.erase(std::move(key));
  };
  if (comment.reply_count == 0) {
    transaction.erase(keys::comment(comment.id), standing_with(0));
    if (comment.parent_id)
      count_replies(transaction, *comment.parent_id, -1, Condition::item_exists());
    take_revisions();
    return;
  }
  Changes changes;
  changes.set("text", Value(std::string())).set("mentions", Value(store::List()));
  changes.set("deletedAt", Value(to_rfc3339(now)));
  transaction.update(keys::comment(comment.id), std::move(changes), standing());
  take_revisions();
}

}  // namespace waymark::posts
