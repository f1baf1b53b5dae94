#include "product/posts/graphql.h"

#include "platform/graphql/page_argument.h"

namespace waymark::posts {
namespace {

using graphql::Call;
using graphql::Connection;

const InputPath kInput("input");

struct PostUpdate {
  std::optional<std::string> text;
  std::optional<std::string> warning;
  std::vector<media::MediaId> media_ids;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(PostUpdate, (), (text, warning, media_ids, version))

UserId viewer_of(const Call& call) {
  return call.context().require_principal().user;
}

Connection<PostView> connection_of(PostPage page) {
  return graphql::connection_of(std::move(page), &PostPage::Entry::post);
}

Connection<CommentView> connection_of(CommentPage page) {
  return graphql::connection_of(std::move(page), &CommentPage::Entry::comment);
}

/// `input: PostUpdate`: what is absent stays, null takes away.
PostChanges changes_of(const Call& call) {
  PostUpdate input = call.argument<PostUpdate>("input");
  if (call.has_argument("input.text") && !input.text)
    throw Error::invalid("input.text", "error.required");
  PostChanges changes;
  changes.text = std::move(input.text);
  if (call.has_argument("input.warning")) changes.warning = std::move(input.warning);
  if (call.has_argument("input.mediaIds")) changes.media_ids = std::move(input.media_ids);
  changes.version = input.version;
  return changes;
}

}  // namespace

void PostsGraphql::bind(graphql::Bindings& bindings) {
  bind_types(bindings);
  bindings.query("post", &PostsGraphql::post, this);
  bindings.query("postsBy", &PostsGraphql::posts_by, this);
  bindings.query("postsByTag", &PostsGraphql::posts_by_tag, this);
  bindings.query("comment", &PostsGraphql::comment, this);
  bindings.query("comments", &PostsGraphql::comments, this);
  bindings.query("likers", &PostsGraphql::likers, this);
  bindings.mutation("createPost", &PostsGraphql::create_post, this);
  bindings.mutation("postActivity", &PostsGraphql::create_post, this);
  bindings.mutation("updatePost", &PostsGraphql::update_post, this);
  bindings.mutation("deletePost", &PostsGraphql::delete_post, this);
  bindings.mutation("likePost", &PostsGraphql::like_post, this);
  bindings.mutation("unlikePost", &PostsGraphql::unlike_post, this);
  bindings.mutation("boostPost", &PostsGraphql::boost_post, this);
  bindings.mutation("unboostPost", &PostsGraphql::unboost_post, this);
  bindings.mutation("addComment", &PostsGraphql::add_comment, this);
  bindings.mutation("editComment", &PostsGraphql::edit_comment, this);
  bindings.mutation("deleteComment", &PostsGraphql::delete_comment, this);
}

void PostsGraphql::bind_types(graphql::Bindings& bindings) {
  bindings.object<Mention>("Mention");
  bindings.object<PostRevision>("PostRevision");
  bindings.object<CommentRevision>("CommentRevision");
  bindings.object<PostView>("Post")
      .resolver("author", &PostsGraphql::author_of_post, this)
      .resolver("history", &PostsGraphql::history, this)
      .resolver("comments", &PostsGraphql::comments_of, this);
  bindings.object<CommentView>("Comment")
      .resolver("author", &PostsGraphql::author_of_comment, this)
      .resolver("history", &PostsGraphql::comment_history, this)
      .resolver("replies", &PostsGraphql::replies, this);
}

Task<std::optional<PostView>> PostsGraphql::post(Call& call) const {
  return service_.reading.find(viewer_of(call), call.argument<PostId>("id"));
}

Task<Connection<PostView>> PostsGraphql::posts_by(Call& call) const {
  const UserId author = call.argument<UserId>("userId");
  PostPage page = co_await service_.reading.by_author(viewer_of(call), author, page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<PostView>> PostsGraphql::posts_by_tag(Call& call) const {
  auto tag = call.argument<std::string>("tag");
  PostPage page = co_await service_.reading.by_tag(viewer_of(call), std::move(tag), page_of(call));
  co_return connection_of(std::move(page));
}

Task<std::optional<CommentView>> PostsGraphql::comment(Call& call) const {
  auto found =
      co_await service_.reading.find_comment(viewer_of(call), call.argument<CommentId>("id"));
  if (!found) co_return std::nullopt;
  co_return view_of(std::move(*found));
}

Task<Connection<CommentView>> PostsGraphql::comments(Call& call) const {
  const PostId post = call.argument<PostId>("postId");
  const auto parent = call.argument<std::optional<CommentId>>("parentId");
  CommentPage page =
      co_await service_.reading.comments(viewer_of(call), post, parent, page_of(call));
  co_return connection_of(std::move(page));
}

Task<Connection<social::Person>> PostsGraphql::likers(Call& call) const {
  const UserId viewer = viewer_of(call);
  const PostId post = call.argument<PostId>("postId");
  social::IdPage page = co_await service_.reading.likers(viewer, post, page_of(call));
  std::vector<UserId> ids;
  for (const auto& entry : page.entries) ids.push_back(entry.id);
  auto people = co_await service_.social.people(viewer, std::move(ids));
  Connection<social::Person> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (std::size_t i = 0; i < people.size(); ++i)
    if (people[i])
      connection.edges.push_back({std::move(*people[i]), std::move(page.entries[i].cursor)});
  co_return connection;
}

Task<PostView> PostsGraphql::create_post(Call& call) const {
  return service_.posts.create(call.context(), call.argument<PostInput>("input"), kInput);
}

Task<PostView> PostsGraphql::update_post(Call& call) const {
  return service_.posts.update(call.context(), call.argument<PostId>("id"), changes_of(call),
                               kInput);
}

Task<bool> PostsGraphql::delete_post(Call& call) const {
  const PostId id = call.argument<PostId>("id");
  co_await service_.posts.remove(call.context(), id);
  co_return true;
}

Task<PostView> PostsGraphql::like_post(Call& call) const {
  return service_.reactions.like(call.context(), call.argument<PostId>("id"));
}

Task<PostView> PostsGraphql::unlike_post(Call& call) const {
  return service_.reactions.unlike(call.context(), call.argument<PostId>("id"));
}

Task<PostView> PostsGraphql::boost_post(Call& call) const {
  return service_.reactions.boost(call.context(), call.argument<PostId>("id"));
}

Task<PostView> PostsGraphql::unboost_post(Call& call) const {
  return service_.reactions.unboost(call.context(), call.argument<PostId>("id"));
}

Task<CommentView> PostsGraphql::add_comment(Call& call) const {
  return service_.comments.add(call.context(), call.argument<CommentInput>("input"), kInput);
}

Task<CommentView> PostsGraphql::edit_comment(Call& call) const {
  return service_.comments.edit(call.context(), call.argument<CommentId>("id"),
                                call.argument<CommentUpdate>("input"), kInput);
}

Task<bool> PostsGraphql::delete_comment(Call& call) const {
  const CommentId id = call.argument<CommentId>("id");
  co_await service_.comments.remove(call.context(), id);
  co_return true;
}

Task<social::PersonPtr> PostsGraphql::author_of_post(const PostView& post, Call& call) const {
  return social::load_person(call, service_.social, post.author_id);
}

Task<std::vector<PostRevision>> PostsGraphql::history(const PostView& post, Call& call) const {
  return service_.reading.history(viewer_of(call), post.id);
}

Task<Connection<CommentView>> PostsGraphql::comments_of(const PostView& post, Call& call) const {
  CommentPage page =
      co_await service_.reading.comments(viewer_of(call), post.id, std::nullopt, page_of(call));
  co_return connection_of(std::move(page));
}

Task<social::PersonPtr> PostsGraphql::author_of_comment(const CommentView& comment,
                                                        Call& call) const {
  if (!comment.author_id) co_return nullptr;
  co_return co_await social::load_person(call, service_.social, *comment.author_id);
}

Task<Connection<CommentView>> PostsGraphql::replies(const CommentView& comment, Call& call) const {
  if (comment.reply_count == 0) co_return Connection<CommentView>();
  CommentPage page = co_await service_.reading.comments(viewer_of(call), comment.post_id,
                                                        comment.id, page_of(call));
  co_return connection_of(std::move(page));
}

/// Nothing for one that was never edited: most of them.
Task<std::vector<CommentRevision>> PostsGraphql::comment_history(const CommentView& comment,
                                                                 Call& call) const {
  if (!comment.edited_at || comment.deleted) co_return std::vector<CommentRevision>();
  co_return co_await service_.reading.comment_history(viewer_of(call), comment.id);
}

}  // namespace waymark::posts
