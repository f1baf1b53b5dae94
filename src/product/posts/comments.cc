#include "product/posts/comments.h"

#include <algorithm>

#include "product/posts/events.h"
#include "product/posts/mentions.h"
#include "product/posts/text_parts.h"

namespace waymark::posts {
namespace {

constexpr TextRule kTextRule{1, kLongestComment, true};
/// Removing looks again so often when answers come in between.
constexpr int kMostTries = 10;

}  // namespace

/// The comment that is answered; `input` outlives the call.
Task<std::optional<Comment>> Comments::parent_of(UserId viewer, const CommentInput& input) const {
  if (!input.parent_id) co_return std::nullopt;
  auto parent = co_await reading_.find_comment(viewer, *input.parent_id);
  if (!parent || parent->post_id != input.post_id) throw Error::not_found("comment");
  co_return parent;
}

Task<CommentView> Comments::add(const RequestContext& context, CommentInput input,
                                InputPath at) const {
  const Owner owner(context);
  const std::string text_field = at("text");
  InputCheck check(std::move(at));
  Comment comment;
  comment.text = check.text("text", input.text, kTextRule);
  check.throw_if_any();
  const PostView post = co_await reading_.require(owner.user(), input.post_id);
  if (!post.answerable) throw Error(ErrorCode::forbidden, "error.group.not_member");
  const auto answered = co_await parent_of(owner.user(), input);

  comment.id = ports_.ids.make<CommentId>();
  comment.post_id = input.post_id;
  comment.author_id = owner.user();
  if (answered) {
    const bool deepest = answered->depth >= kDeepestComment;
    comment.parent_id = deepest ? answered->parent_id : input.parent_id;
    comment.depth = deepest ? answered->depth : answered->depth + 1;
  }
  TextParts parts = parts_of(comment.text);
  comment.mentions = co_await mentions_of(ports_.social, owner.user(), std::move(parts.names));
  comment.created_at = ports_.clock.now();
  const screening::Screened screened = co_await screening::screen(
      ports_.screening, context, screening::Written::comment, comment.text, text_field);
  if (screened.held) comment.hidden_at = comment.created_at;

  CommentAdded added;
  added.comment_id = comment.id;
  added.post_id = post.id;
  added.author_id = post.author_id;
  added.parent_id = comment.parent_id;
  if (answered) added.parent_author_id = answered->author_id;
  added.mentions = people_in(comment.mentions, owner.user());
  added.created_at = comment.created_at;

  store::Transaction transaction;
  PostRepository::count_comments(transaction, post.id, 1);
  CommentRepository::add(transaction, comment);
  auto events = told(owner.user(), added);
  screening::tell(events, screened, screening::Written::comment, owner.user(),
                  comment.id.to_string());
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (outcome.failed_at(0)) throw Error::not_found("post");
  if (!outcome.committed()) throw Error::not_found("comment");
  co_return view_of(std::move(comment));
}

Task<CommentView> Comments::edit(const RequestContext& context, CommentId id, CommentUpdate update,
                                 InputPath at) const {
  const Owner owner(context);
  const std::string text_field = at("text");
  InputCheck check(std::move(at));
  const auto before = co_await reading_.find_comment(owner.user(), id);
  if (!before) throw Error::not_found("comment");
  if (before->author_id != owner.user()) throw Error(ErrorCode::forbidden, "error.forbidden");
  Comment after = *before;
  after.text = check.text("text", update.text, kTextRule);
  check.throw_if_any();
  if (before->version != update.version) throw Error::conflict("error.conflict.changed_elsewhere");
  TextParts parts = parts_of(after.text);
  after.mentions = co_await mentions_of(ports_.social, owner.user(), std::move(parts.names));
  after.edited_at = ports_.clock.now();
  ++after.version;
  const screening::Screened screened = co_await screening::screen(
      ports_.screening, context, screening::Written::comment, after.text, text_field);
  if (screened.held) after.hidden_at = after.edited_at;

  CommentEdited edited;
  edited.comment_id = id;
  edited.post_id = after.post_id;
  edited.new_mentions = people_in(after.mentions, owner.user());
  const std::vector<UserId> known = people_in(before->mentions, owner.user());
  std::erase_if(edited.new_mentions,
                [&](UserId user) { return std::ranges::find(known, user) != known.end(); });
  edited.version = after.version;
  edited.edited_at = *after.edited_at;

  store::Transaction transaction;
  CommentRepository::update(transaction, *before, after);
  auto events = told(owner.user(), edited);
  screening::tell(events, screened, screening::Written::comment, owner.user(), id.to_string());
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw Error::conflict("error.conflict.changed_elsewhere");
  co_return view_of(std::move(after));
}

/// `comment` outlives the call.
Task<void> Comments::require_right(UserId user, const Comment& comment) const {
  if (comment.author_id == user) co_return;
  const auto post = co_await posts_.find(comment.post_id);
  if (post && !post->deleted_at && post->author_id == user) co_return;
  if (post && !post->deleted_at && post->group_id) {
    std::vector<GroupId> groups(1, *post->group_id);
    const auto access = co_await ports_.groups.access(user, std::move(groups));
    if (access.front().moderates) co_return;
  }
  const auto seen = co_await reading_.find_comment(user, comment.id);
  if (!seen) throw Error::not_found("comment");
  throw Error(ErrorCode::forbidden, "error.forbidden");
}

Task<void> Comments::remove(const RequestContext& context, CommentId id) const {
  const Owner owner(context);
  for (int tries = 0; tries < kMostTries; ++tries) {
    const auto comment = co_await repository_.find(id);
    if (!comment || comment->deleted_at) throw Error::not_found("comment");
    co_await require_right(owner.user(), *comment);
    const Instant now = ports_.clock.now();
    store::Transaction transaction;
    PostRepository::count_comments(transaction, comment->post_id, -1);
    CommentRepository::remove(transaction, *comment, now);
    const CommentDeleted deleted{id, comment->post_id, now};
    auto events = told(owner.user(), deleted);
    const store::Outcome outcome =
        co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
    if (outcome.committed()) co_return;
    if (outcome.failed_at(0)) throw Error::not_found("comment");
  }
  throw Error::conflict("error.conflict.changed_elsewhere");
}

}  // namespace waymark::posts
