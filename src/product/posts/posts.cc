#include "product/posts/posts.h"

#include <algorithm>

#include "product/posts/events.h"
#include "product/posts/mentions.h"
#include "product/posts/text_parts.h"

namespace waymark::posts {
namespace {

constexpr TextRule kTextRule{1, kLongestPost, true};
constexpr TextRule kCaptionRule{0, kLongestPost, true};  // beside pictures
constexpr TextRule kWarningRule{0, kLongestWarning, false};
constexpr std::uint32_t kBuriedAtOnce = 12;

Error changed_elsewhere() {
  return Error::conflict("error.conflict.changed_elsewhere");
}

const TextRule& text_rule(bool with_pictures) {
  return with_pictures ? kCaptionRule : kTextRule;
}

/// All that is read of it.
std::string searched_text(const Post& post) {
  return post.warning ? *post.warning + "\n" + post.text : post.text;
}

bool has(const std::vector<media::Picture>& pictures, media::MediaId id) {
  return std::ranges::find(pictures, id, &media::Picture::id) != pictures.end();
}

}  // namespace

/// Those that `wanted` names: what the post had, and what its author has uploaded and not used.
Task<std::vector<media::Picture>> Posts::pictures_of(UserId author,
                                                     std::vector<media::MediaId> wanted,
                                                     std::vector<media::Picture> had,
                                                     InputPath at) const {
  std::vector<media::Picture> pictures;
  if (wanted.empty()) co_return pictures;
  if (wanted.size() > kMostPictures)
    throw Error::invalid(at("mediaIds"), "error.list.too_long",
                         {{"limit", std::to_string(kMostPictures)}});
  const auto found = co_await ports_.library.find_all(Owner::acting_for(author), wanted);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto kept = std::ranges::find(had, wanted[i], &media::Picture::id);
    if (has(pictures, wanted[i]) || (kept == had.end() && !found[i]))
      throw Error::invalid(at("mediaIds"), "error.picture.not_yours");
    pictures.push_back(kept == had.end() ? *found[i] : *kept);
    pictures.back().expires_at.reset();
  }
  co_return pictures;
}

Task<PostView> Posts::create(const RequestContext& context, PostInput input, InputPath at) const {
  const Owner owner(context);
  InputCheck check(at);
  Post post;
  post.text = check.text("text", input.text, text_rule(!input.media_ids.empty()));
  post.warning = check.optional_text("warning", input.warning, kWarningRule);
  check.throw_if_any();
  co_await check_audience(owner.user(), input, at);
  std::vector<media::Picture> none;
  post.pictures =
      co_await pictures_of(owner.user(), std::move(input.media_ids), std::move(none), at);
  post.id = ports_.ids.make<PostId>();
  post.author_id = owner.user();
  post.group_id = input.group_id;
  post.visibility =
      post.group_id ? Visibility::group : input.visibility.value_or(Visibility::public_);
  TextParts parts = parts_of(post.text);
  post.tags = std::move(parts.tags);
  post.mentions = co_await mentions_of(ports_.social, post.author_id, std::move(parts.names));
  post.created_at = ports_.clock.now();
  const screening::Screened screened = co_await screening::screen(
      ports_.screening, context, screening::Written::post, searched_text(post), at("text"));
  if (screened.held) post.hidden_at = post.created_at;

  store::Transaction transaction;
  PostRepository::add(transaction, post);
  for (const media::Picture& picture : post.pictures)
    media::Library::use(transaction, owner, picture.id);
  const PostCreated created{post.id,
                            post.visibility,
                            post.group_id,
                            post.tags,
                            people_in(post.mentions, post.author_id),
                            post.created_at};
  auto events = told(post.author_id, created);
  screening::tell(events, screened, screening::Written::post, post.author_id, post.id.to_string());
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw Error::invalid(at("mediaIds"), "error.picture.not_yours");
  const PostId id = post.id;
  auto stored = co_await reading_.find(owner.user(), id);
  co_return stored ? std::move(*stored) : view_of(std::move(post));
}

/// `input` outlives the call.
Task<void> Posts::check_audience(UserId author, const PostInput& input, InputPath at) const {
  const bool to_group = input.visibility == Visibility::group;
  if (to_group && !input.group_id) throw Error::invalid(at("groupId"), "error.required");
  if (!input.group_id) co_return;
  if (input.visibility && !to_group)
    throw Error::invalid(at("visibility"), "error.post.group_visibility");
  std::vector<GroupId> groups(1, *input.group_id);
  const auto access = co_await ports_.groups.access(author, std::move(groups));
  if (!access.front().reads) throw Error::not_found("group");
  if (!access.front().writes) throw Error(ErrorCode::forbidden, "error.group.not_member");
}

/// The post, for its author to change.
Task<Post> Posts::own(UserId author, PostId id) const {
  auto post = co_await repository_.find(id);
  if (post && !post->deleted_at && post->author_id == author) co_return std::move(*post);
  co_await reading_.require(author, id);
  throw Error(ErrorCode::forbidden, "error.forbidden");
}

Task<Post> Posts::edited(Post before, PostChanges changes, InputPath at) const {
  InputCheck check(at);
  Post after = std::move(before);
  if (changes.media_ids) {
    std::vector<media::Picture> had = after.pictures;
    after.pictures = co_await pictures_of(after.author_id, std::move(*changes.media_ids),
                                          std::move(had), std::move(at));
  }
  after.text =
      check.text("text", changes.text.value_or(after.text), text_rule(!after.pictures.empty()));
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
  Post after = co_await edited(before, std::move(changes), at);
  const screening::Screened screened = co_await screening::screen(
      ports_.screening, context, screening::Written::post, searched_text(after), at("text"));
  if (screened.held) after.hidden_at = ports_.clock.now();

  std::vector<UserId> named = people_in(after.mentions, after.author_id);
  const std::vector<UserId> known = people_in(before.mentions, before.author_id);
  std::erase_if(named, [&](UserId user) { return std::ranges::find(known, user) != known.end(); });
  store::Transaction transaction;
  PostRepository::update(transaction, before, after);
  for (const media::Picture& picture : after.pictures)
    if (!has(before.pictures, picture.id)) media::Library::use(transaction, owner, picture.id);
  for (const media::Picture& picture : before.pictures)
    if (!has(after.pictures, picture.id)) ports_.library.release(transaction, owner, picture.id);
  const PostEdited told_of{id, std::move(named), after.version, *after.edited_at};
  auto events = told(owner.user(), told_of);
  screening::tell(events, screened, screening::Written::post, owner.user(), id.to_string());
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
  auto stored = co_await reading_.find(owner.user(), id);
  co_return stored ? std::move(*stored) : view_of(after);
}

/// The post, for its author or a moderator of its group to delete.
Task<Post> Posts::removable(UserId user, PostId id) const {
  auto post = co_await repository_.find(id);
  if (!post || post->deleted_at || !post->group_id || post->author_id == user)
    co_return co_await own(user, id);
  std::vector<GroupId> groups(1, *post->group_id);
  const auto access = co_await ports_.groups.access(user, std::move(groups));
  if (access.front().moderates) co_return std::move(*post);
  co_return co_await own(user, id);
}

void Posts::bury(store::Transaction& transaction, const Post& post, Instant now) const {
  PostRepository::bury(transaction, post, now);
  const Owner author = Owner::acting_for(post.author_id);
  for (const media::Picture& picture : post.pictures)
    ports_.library.release(transaction, author, picture.id);
}

Task<void> Posts::remove(const RequestContext& context, PostId id) const {
  const UserId user = context.require_principal().user;
  const Post post = co_await removable(user, id);
  const Instant now = ports_.clock.now();
  store::Transaction transaction;
  bury(transaction, post, now);
  PostDeleted deleted;
  deleted.post_id = id;
  deleted.group_id = post.group_id;
  if (user != post.author_id) deleted.by_id = user;
  deleted.deleted_at = now;
  auto events = told(post.author_id, deleted);
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(transaction), std::move(events), context);
  if (!outcome.committed()) throw changed_elsewhere();
}

/// An index may be behind: what it lists is read again.
Task<bool> Posts::bury_some(GroupId group, store::Transaction& transaction,
                            std::vector<events::NewEvent>& events) const {
  std::vector<PostId> ids = co_await repository_.some_of(group, kBuriedAtOnce);
  const bool any = !ids.empty();
  const auto posts = co_await repository_.find_all(std::move(ids));
  const Instant now = ports_.clock.now();
  for (const auto& post : posts) {
    if (!post || post->deleted_at) continue;
    bury(transaction, *post, now);
    PostDeleted deleted;
    deleted.post_id = post->id;
    deleted.group_id = group;
    deleted.deleted_at = now;
    for (events::NewEvent& event : told(post->author_id, deleted))
      events.push_back(std::move(event));
  }
  co_return any;
}

}  // namespace waymark::posts
