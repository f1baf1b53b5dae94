#include "product/posts/reactions.h"

#include "product/posts/events.h"

namespace waymark::posts {

/// A failed condition says that somebody was faster with the same, or that the post is gone: reading it again tells which.
Task<PostView> Reactions::commit(const RequestContext& context, PostView post,
                                 std::string_view event, store::Transaction transaction,
                                 Instant now) const {
  const UserId user = context.require_principal().user;
  const PostReaction reaction{post.id, post.author_id, now};
  auto events = told(user, reaction, event);
  co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  co_return co_await reading_.require(user, post.id);
}

Task<PostView> Reactions::like(const RequestContext& context, PostId id) const {
  const UserId user = context.require_principal().user;
  PostView post = co_await reading_.require(user, id);
  if (post.liked) co_return post;
  if (!post.answerable) throw Error(ErrorCode::forbidden, "error.group.not_member");
  const Instant now = ports_.clock.now();
  store::Transaction transaction;
  PostRepository::like(transaction, id, user, now);
  co_return co_await commit(context, std::move(post), kPostLiked, std::move(transaction), now);
}

Task<PostView> Reactions::unlike(const RequestContext& context, PostId id) const {
  const UserId user = context.require_principal().user;
  PostView post = co_await reading_.require(user, id);
  if (!post.liked) co_return post;
  store::Transaction transaction;
  PostRepository::unlike(transaction, id, user);
  co_return co_await commit(context, std::move(post), kPostUnliked, std::move(transaction),
                            ports_.clock.now());
}

Task<PostView> Reactions::boost(const RequestContext& context, PostId id) const {
  const UserId user = context.require_principal().user;
  PostView post = co_await reading_.require(user, id);
  if (post.boosted) co_return post;
  if (!post.boostable) throw Error(ErrorCode::forbidden, "error.post.not_boostable");
  const Instant now = ports_.clock.now();
  store::Transaction transaction;
  PostRepository::boost(transaction, id, user, now);
  co_return co_await commit(context, std::move(post), kPostBoosted, std::move(transaction), now);
}

Task<PostView> Reactions::unboost(const RequestContext& context, PostId id) const {
  const UserId user = context.require_principal().user;
  PostView post = co_await reading_.require(user, id);
  if (!post.boosted) co_return post;
  store::Transaction transaction;
  PostRepository::unboost(transaction, id, user);
  co_return co_await commit(context, std::move(post), kPostUnboosted, std::move(transaction),
                            ports_.clock.now());
}

}  // namespace waymark::posts
