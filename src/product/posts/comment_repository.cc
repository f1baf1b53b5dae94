#include "product/posts/comment_repository.h"

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

Condition standing() {
  const std::vector<Condition> both{Condition::item_exists(), Condition::absent("deletedAt")};
  return Condition::all_of(both);
}

Condition standing_with(std::int64_t replies) {
  const std::vector<Condition> both{standing(), Condition::equal("replyCount", Value(replies))};
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
  if (comment.reply_count == 0) {
    transaction.erase(keys::comment(comment.id), standing_with(0));
    if (comment.parent_id)
      count_replies(transaction, *comment.parent_id, -1, Condition::item_exists());
    return;
  }
  Changes changes;
  changes.set("text", Value(std::string())).set("mentions", Value(store::List()));
  changes.set("deletedAt", Value(to_rfc3339(now)));
  transaction.update(keys::comment(comment.id), std::move(changes), standing());
}

}  // namespace waymark::posts
