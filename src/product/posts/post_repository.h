// Posts and what people do to them, as items (keys.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/store/listing.h"
#include "product/posts/model.h"

namespace waymark::posts {

/// What one person has done to one post.
struct OwnReactions {
  bool liked = false;
  bool boosted = false;
};

/// Says nothing of who may see what: see reading.h.
class PostRepository {
 public:
  explicit PostRepository(store::Store& store) : store_(store) {}

  /// Tombstones are found too.
  Task<std::optional<Post>> find(PostId id) const;
  /// In the order of `ids`, any number of them (read 100 at a time).
  Task<std::vector<std::optional<Post>>> find_all(std::vector<PostId> ids) const;
  /// In the order of `ids`.
  Task<std::vector<OwnReactions>> reactions_of(UserId user, std::vector<PostId> ids) const;
  /// The last 50, oldest first.
  Task<std::vector<PostRevision>> history(PostId id) const;
  /// The items of a person's posts, newest first.
  Task<store::ListedPage> by_author(UserId author, store::PageRequest request) const;
  /// The items of the posts written to a group, newest first.
  Task<store::ListedPage> by_group(GroupId group, store::PageRequest request) const;
  /// Some of them.
  Task<std::vector<PostId>> some_of(GroupId group, std::uint32_t limit) const;
  /// Edges, newest first: post_of() tells the post.
  Task<store::ListedPage> by_tag(std::string tag, store::PageRequest request) const;
  static PostId post_of(const store::Item& edge);
  /// Likes, newest first: liker_of() tells who.
  Task<store::ListedPage> likes(PostId id, store::PageRequest request) const;
  static UserId liker_of(const store::Item& like);
  /// Up to `limit` keys of what lies around a post, the post itself not among them.
  Task<std::vector<store::Key>> remnants(PostId id, std::uint32_t limit) const;

  // Parts of a commit. The first operation each adds is the one whose condition tells the outcome.

  static void add(store::Transaction& transaction, const Post& post);
  /// What people edit, the revision it was before; the counts stay. Fails when the version differs.
  static void update(store::Transaction& transaction, const Post& before, const Post& after);
  /// From all but its author; nullopt: no longer. Fails when it is gone.
  static void set_hidden(store::Transaction& transaction, PostId id, std::optional<Instant> at);
  /// Leaves a tombstone. Fails when the version differs or it is one already.
  static void bury(store::Transaction& transaction, const Post& post, Instant now);
  /// Counts one comment more or less. Fails when the post is gone.
  static void count_comments(store::Transaction& transaction, PostId id, std::int64_t change);

  /// Both fail at their first operation when it is so already, at the second when the post is gone.
  static void like(store::Transaction& transaction, PostId id, UserId user, Instant now);
  static void unlike(store::Transaction& transaction, PostId id, UserId user);
  static void boost(store::Transaction& transaction, PostId id, UserId user, Instant now);
  static void unboost(store::Transaction& transaction, PostId id, UserId user);

 private:
  store::Store& store_;
};

}  // namespace waymark::posts
