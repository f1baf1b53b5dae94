#include "product/posts/posts.h"

#include <algorithm>

#include "product/posts/events.h"
#include "product/posts/mentions.h"
#include "product/posts/text_parts.h"

namespace waymark::posts {
namespace {

constexpr TextRule kTextRule{1, kLongestPost, true};
constexpr TextRule kWarningRule{0, kLongestWarning, false};

Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}

}  // namespace

Task<PostView> Posts::create(const RequestContext& context, PostInput input, InputPath at) const {
  const Owner owner(context);
  InputCheck check(std::move(at));
  Post post;
  post.text = check.text("text", input.text, kTextRule);
  post.warning = check.optional_text("warning", input.warning, kWarningRule);
  check.throw_if_any();
  post.id = ports_.ids.make<PostId>();
  post.author_id = owner.user();
  post.visibility = input.visibility.value_or(Visibility::public_);
  TextParts parts = parts_of(post.text);
  post.tags = std::move(parts.tags);
  post.mentions = co_await mentions_of(ports_.social, post.author_id, std::move(parts.names));
  post.created_at = ports_.clock.now();

  store::Transaction transaction;
  PostRepository::add(transaction, post);
  const PostCreated created{post.id, post.visibility, post.tags,
                            people_in(post.mentions, post.author_id), post.created_at};
  auto events = told(post.author_id, created);
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  const PostId id = post.id;
  auto stored = co_await reading_.find(owner.user(), id);
  co_return stored ? std::move(*stored) : view_of(std::move(post));
}

/// The post, for its author to change.
Task<Post> Posts::own(UserId author, PostId id) const {
  auto post = co_await repository_.find(id);
  if (post && !post->deleted_at && post->author_id == author) co_return std::move(*post);
  co_await reading_.require(author, id);
  throw Error(ErrorCode::forbidden, "error.forbidden");
}

Task<Post> Posts::edited(Post before, PostChanges changes, InputPath at) const {
  InputCheck check(std::move(at));
  Post after = std::move(before);
  if (changes.text) after.text = check.text("text", *changes.text, kTextRule);
  if (changes.warning)
    after.warning = check.optional_text("warning", *changes.warning, kWarningRule);
  check.throw_if_any();
  if (changes.text) {
    TextParts parts = parts_of(after.text);
    after.tags = std::move(parts.tags);
    after.mentions = co_await mentions_of(ports_.social, after.author_id, std::move(parts.names));
  }
  after.edited_at = ports_.clock.now();
  ++after.version;
  co_return after;
}

Task<PostView> Posts::update(const RequestContext& context, PostId id, PostChanges changes,
                             InputPath at) const {
  const Owner owner(context);
  const Post before = co_await own(owner.user(), id);
  if (before.version != changes.version) throw changed_elsewhere();
  const Post after = co_await edited(before, std::move(changes), std::move(at));

  std::vector<UserId> named = people_in(after.mentions, after.author_id);
  const std::vector<UserId> known = people_in(before.mentions, before.author_id);
  std::erase_if(named, [&](UserId user) { return std::ranges::find(known, user) != known.end(); });
  store::Transaction transaction;
  PostRepository::update(transaction, before, after);
  const PostEdited told_of{id, std::move(named), after.version, *after.edited_at};
  auto events = told(owner.user(), told_of);
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  co_return co_await reading_.require(owner.user(), id);
}

Task<void> Posts::remove(const RequestContext& context, PostId id) const {
  const Owner owner(context);
  const Post post = co_await own(owner.user(), id);
  const Instant now = ports_.clock.now();
  store::Transaction transaction;
  PostRepository::bury(transaction, post, now);
  const PostDeleted deleted{id, now};
  auto events = told(owner.user(), deleted);
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
}

}  // namespace waymark::posts
