#include "product/posts/reading.h"

#include "platform/store/entity.h"
#include "product/posts/text_parts.h"

namespace waymark::posts {
namespace {

using social::Standing;

/// So often is a list read on to fill a page, before it is given out short.
constexpr int kMostRounds = 10;

bool is_mentioned(UserId viewer, const Post& post) {
  for (const Mention& mention : post.mentions)
    if (mention.user_id == viewer) return true;
  return false;
}

/// What everybody may see may be shown on by anybody who sees it.
bool is_boostable(const Standing& standing, const Post& post) {
  if (post.hidden_at) return false;
  return (post.visibility == Visibility::public_ || post.visibility == Visibility::unlisted) &&
         standing.profile == social::Audience::public_;
}

}  // namespace

/// What a list is of: one of the three.
struct Reading::Source {
  std::optional<UserId> author;
  std::optional<GroupId> group;
  std::string tag;  // as a key
};

bool sees(const Standing& standing, const GroupAccess& access, UserId viewer, const Post& post) {
  if (post.deleted_at || !standing.exists) return false;
  if (post.hidden_at && !standing.self) return false;
  if (post.group_id) return access.reads && !standing.hidden();
  if (standing.self) return true;
  if (standing.hidden()) return false;
  if (post.visibility == Visibility::direct) return is_mentioned(viewer, post);
  return standing.sees(post.visibility);
}

namespace {

/// One that was hidden keeps its place for its answers, as one that was deleted does.
void empty(Comment& comment) {
  comment.text.clear();
  comment.mentions.clear();
  comment.deleted_at = comment.hidden_at;
  comment.hidden_at.reset();
}

}  // namespace

CommentView view_of(Comment comment) {
  CommentView view;
  view.id = comment.id;
  view.post_id = comment.post_id;
  view.parent_id = comment.parent_id;
  view.depth = comment.depth;
  view.deleted = comment.deleted_at.has_value();
  view.hidden = comment.hidden_at.has_value();
  if (!view.deleted) view.author_id = comment.author_id;
  view.text = std::move(comment.text);
  view.mentions = std::move(comment.mentions);
  view.reply_count = comment.reply_count;
  view.created_at = comment.created_at;
  view.edited_at = comment.edited_at;
  view.version = comment.version;
  return view;
}

/// Of each post, in their order; nothing for those of no group. `posts` outlives the call.
Task<std::vector<GroupAccess>> Reading::access_to(UserId viewer, const Posts& posts) const {
  std::vector<GroupAccess> access(posts.size());
  std::vector<GroupId> groups;
  for (const auto& post : posts)
    if (post && post->group_id) groups.push_back(*post->group_id);
  if (groups.empty()) co_return access;
  const auto found = co_await groups_.access(viewer, std::move(groups));
  std::size_t next = 0;
  for (std::size_t i = 0; i < posts.size(); ++i)
    if (posts[i] && posts[i]->group_id) access[i] = found[next++];
  co_return access;
}

Task<std::vector<std::optional<PostView>>> Reading::shown(UserId viewer, Posts posts) const {
  std::vector<UserId> authors;
  for (const auto& post : posts)
    if (post) authors.push_back(post->author_id);
  const auto standings = co_await social_.standings(viewer, std::move(authors));
  const auto access = co_await access_to(viewer, posts);

  std::vector<std::optional<PostView>> views(posts.size());
  std::vector<PostId> seen;
  std::size_t author = 0;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (!posts[i]) continue;
    const Standing& standing = standings[author++];
    if (!sees(standing, access[i], viewer, *posts[i])) continue;
    const bool boostable = is_boostable(standing, *posts[i]);
    const bool answerable = !posts[i]->group_id || access[i].writes;
    seen.push_back(posts[i]->id);
    views[i] = view_of(std::move(*posts[i]));
    views[i]->boostable = boostable;
    views[i]->answerable = answerable;
  }
  const auto reactions = co_await posts_.reactions_of(viewer, std::move(seen));
  std::size_t next = 0;
  for (auto& view : views) {
    if (!view) continue;
    view->liked = reactions[next].liked;
    view->boosted = reactions[next].boosted;
    ++next;
  }
  co_return views;
}

Task<std::vector<std::optional<PostView>>> Reading::find_all(UserId viewer,
                                                             std::vector<PostId> ids) const {
  Posts posts = co_await posts_.find_all(std::move(ids));
  co_return co_await shown(viewer, std::move(posts));
}

Task<std::optional<PostView>> Reading::find(UserId viewer, PostId id) const {
  std::vector<PostId> ids(1, id);
  auto found = co_await find_all(viewer, std::move(ids));
  co_return std::move(found.front());
}

Task<PostView> Reading::require(UserId viewer, PostId id) const {
  auto found = co_await find(viewer, id);
  if (!found) throw Error::not_found("post");
  co_return std::move(*found);
}

Task<Reading::Posts> Reading::posts_on(store::ListedPage listed, bool are_edges) const {
  Posts posts;
  if (!are_edges) {
    for (const auto& entry : listed.items) posts.push_back(store::from_item<Post>(entry.item));
    co_return posts;
  }
  std::vector<PostId> ids;
  for (const auto& entry : listed.items) ids.push_back(PostRepository::post_of(entry.item));
  co_return co_await posts_.find_all(std::move(ids));
}

/// `source` outlives the call.
Task<store::ListedPage> Reading::listed(const Source& source, store::PageRequest request) const {
  if (source.author) return posts_.by_author(*source.author, std::move(request));
  if (source.group) return posts_.by_group(*source.group, std::move(request));
  return posts_.by_tag(source.tag, std::move(request));
}

Task<PostPage> Reading::filled(UserId viewer, Source source, store::PageRequest request) const {
  PostPage page;
  page.has_previous = request.after.has_value();
  const std::size_t wanted = request.size;
  for (int round = 0; round < kMostRounds; ++round) {
    store::PageRequest rest = request;
    rest.size = static_cast<std::uint32_t>(wanted - page.entries.size());
    store::ListedPage listed = co_await this->listed(source, std::move(rest));
    page.has_next = listed.has_next;
    if (listed.items.empty()) break;
    request.after = listed.items.back().cursor;
    std::vector<std::string> cursors;
    for (auto& entry : listed.items) cursors.push_back(entry.cursor);
    Posts posts = co_await posts_on(std::move(listed), !source.tag.empty());
    auto views = co_await shown(viewer, std::move(posts));
    for (std::size_t i = 0; i < views.size(); ++i)
      if (views[i])
        page.entries.push_back(PostPage::Entry{std::move(*views[i]), std::move(cursors[i])});
    if (page.entries.size() == wanted || !page.has_next) break;
  }
  co_return page;
}

Task<PostPage> Reading::by_author(UserId viewer, UserId author, store::PageRequest request) const {
  Source source;
  source.author = author;
  co_return co_await filled(viewer, std::move(source), std::move(request));
}

Task<PostPage> Reading::by_group(UserId viewer, GroupId group, store::PageRequest request) const {
  std::vector<GroupId> groups(1, group);
  const auto access = co_await groups_.access(viewer, std::move(groups));
  if (!access.front().reads) co_return PostPage();
  Source source;
  source.group = group;
  co_return co_await filled(viewer, std::move(source), std::move(request));
}

Task<PostPage> Reading::by_tag(UserId viewer, std::string tag, store::PageRequest request) const {
  Source source;
  source.tag = tag_key(tag);
  if (source.tag.empty()) co_return PostPage();
  co_return co_await filled(viewer, std::move(source), std::move(request));
}

Task<std::vector<PostRevision>> Reading::history(UserId viewer, PostId id) const {
  co_await require(viewer, id);
  co_return co_await posts_.history(id);
}

Task<social::IdPage> Reading::likers(UserId viewer, PostId id, store::PageRequest request) const {
  co_await require(viewer, id);
  store::ListedPage likes = co_await posts_.likes(id, std::move(request));
  social::IdPage page;
  page.has_next = likes.has_next;
  page.has_previous = likes.has_previous;
  for (auto& entry : likes.items)
    page.entries.push_back(
        social::IdPage::Entry{PostRepository::liker_of(entry.item), std::move(entry.cursor)});
  co_return page;
}

Task<CommentPage> Reading::comments(UserId viewer, PostId post, std::optional<CommentId> parent,
                                    store::PageRequest request) const {
  co_await require(viewer, post);
  if (parent) {
    const auto above = co_await comments_.find(*parent);
    if (!above || above->post_id != post) throw Error::not_found("comment");
  }
  store::ListedPage listed = co_await comments_.answers(post, parent, std::move(request));
  std::vector<Comment> found;
  std::vector<UserId> authors;
  for (const auto& entry : listed.items) {
    found.push_back(store::from_item<Comment>(entry.item));
    authors.push_back(found.back().author_id);
  }
  const auto standings = co_await social_.standings(viewer, std::move(authors));
  CommentPage page;
  page.has_next = listed.has_next;
  page.has_previous = listed.has_previous;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i].deleted_at && (standings[i].hidden() || !standings[i].exists)) continue;
    if (found[i].hidden_at && found[i].author_id != viewer) {
      if (found[i].reply_count == 0) continue;
      empty(found[i]);
    }
    page.entries.push_back(
        CommentPage::Entry{view_of(std::move(found[i])), std::move(listed.items[i].cursor)});
  }
  co_return page;
}

Task<std::optional<Comment>> Reading::find_comment(UserId viewer, CommentId id) const {
  auto comment = co_await comments_.find(id);
  if (!comment || comment->deleted_at) co_return std::nullopt;
  if (comment->hidden_at && comment->author_id != viewer) co_return std::nullopt;
  const social::Standing standing = co_await social_.standing(viewer, comment->author_id);
  if (standing.hidden() || !standing.exists) co_return std::nullopt;
  const auto post = co_await find(viewer, comment->post_id);
  if (!post) co_return std::nullopt;
  co_return comment;
}

Task<std::vector<CommentRevision>> Reading::comment_history(UserId viewer, CommentId id) const {
  const auto comment = co_await find_comment(viewer, id);
  if (!comment) throw Error::not_found("comment");
  co_return co_await comments_.history(id);
}

}  // namespace waymark::posts
