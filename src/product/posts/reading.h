// Who sees which posts and comments: every read, by id, by list, by tag, by feed, comes through here.
//
// A post is seen by its author; by those mentioned in it, when it is DIRECT; and by whom its visibility and the author's
// profile let in. One that was written to a group is seen by who may read the group, its author no longer than that.
// Nobody of whom one has blocked the other sees anything of the other. What a moderator has hidden is seen
// by its author alone, what suspended people wrote by nobody else. Who may not see is told what is told of a post that
// never was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "product/posts/comment_repository.h"
#include "product/posts/group_audience.h"
#include "product/posts/post_repository.h"
#include "product/social/social.h"

namespace waymark::posts {

struct PostPage {
  struct Entry {
    PostView post;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// A comment as one viewer sees it: GraphQL `Comment`.
struct CommentView {
  CommentId id;
  PostId post_id;
  std::optional<CommentId> parent_id;
  std::int64_t depth = 1;
  std::optional<UserId> author_id;  // none: it was deleted
  std::string text;
  std::vector<Mention> mentions;
  bool deleted = false;
  bool hidden = false;  // from all but its author, who is the viewer
  std::int64_t reply_count = 0;
  Instant created_at;
  std::optional<Instant> edited_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(CommentView, (),
                      (id, post_id, parent_id, depth, author_id, text, mentions, deleted, hidden,
                       reply_count, created_at, edited_at, version))

CommentView view_of(Comment comment);

struct CommentPage {
  struct Entry {
    CommentView comment;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// Whether somebody who stands so before its author, and so before its group when it has one, sees a post.
bool sees(const social::Standing& standing, const GroupAccess& access, UserId viewer,
          const Post& post);

/// One for the whole server, any reactor; what it borrows outlives it.
class Reading {
 public:
  Reading(store::Store& store, const social::Social& social, const GroupAudience& groups)
      : posts_(store), comments_(store), social_(social), groups_(groups) {}

  /// In the order of `ids`; nullopt for what is gone or hidden. Any number.
  Task<std::vector<std::optional<PostView>>> find_all(UserId viewer, std::vector<PostId> ids) const;
  Task<std::optional<PostView>> find(UserId viewer, PostId id) const;
  /// Throws Error(not_found).
  Task<PostView> require(UserId viewer, PostId id) const;
  /// Newest first. A page is shorter than asked for only when it is the last, or so much is hidden from the viewer that
  /// looking for more has to end.
  Task<PostPage> by_author(UserId viewer, UserId author, store::PageRequest request) const;
  /// Nothing for who may not read the group.
  Task<PostPage> by_group(UserId viewer, GroupId group, store::PageRequest request) const;
  /// Public ones; `tag` in any spelling. A text that is no tag has no posts.
  Task<PostPage> by_tag(UserId viewer, std::string tag, store::PageRequest request) const;
  /// Throws Error(not_found).
  Task<std::vector<PostRevision>> history(UserId viewer, PostId id) const;
  /// Who likes it, newest first. Throws Error(not_found).
  Task<social::IdPage> likers(UserId viewer, PostId id, store::PageRequest request) const;

  /// Oldest first; those whose authors are hidden from the viewer are left out. Throws Error(not_found) for a post that
  /// is, or a parent that is none of its comments.
  Task<CommentPage> comments(UserId viewer, PostId post, std::optional<CommentId> parent,
                             store::PageRequest request) const;
  /// nullopt for one that is gone, deleted, or hidden, or whose post is.
  Task<std::optional<Comment>> find_comment(UserId viewer, CommentId id) const;
  /// Throws Error(not_found).
  Task<std::vector<CommentRevision>> comment_history(UserId viewer, CommentId id) const;

 private:
  using Posts = std::vector<std::optional<Post>>;
  Task<std::vector<std::optional<PostView>>> shown(UserId viewer, Posts posts) const;
  Task<std::vector<GroupAccess>> access_to(UserId viewer, const Posts& posts) const;
  Task<Posts> posts_on(store::ListedPage listed, bool are_edges) const;
  struct Source;
  Task<store::ListedPage> listed(const Source& source, store::PageRequest request) const;
  Task<PostPage> filled(UserId viewer, Source source, store::PageRequest request) const;

  PostRepository posts_;
  CommentRepository comments_;
  const social::Social& social_;
  const GroupAudience& groups_;
};

}  // namespace waymark::posts
