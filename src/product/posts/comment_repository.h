// Comments as items (keys.h).
#pragma once

#include <optional>
#include <vector>

#include "platform/store/listing.h"
#include "product/posts/model.h"

namespace waymark::posts {

class CommentRepository {
 public:
  explicit CommentRepository(store::Store& store) : store_(store) {}

  Task<std::optional<Comment>> find(CommentId id) const;
  /// What it said before its edits, oldest first: as far as it is kept.
  Task<std::vector<CommentRevision>> history(CommentId id) const;
  /// The items of the answers to a post or to one of its comments, oldest first.
  Task<store::ListedPage> answers(PostId post, std::optional<CommentId> parent,
                                  store::PageRequest request) const;

  // Parts of a commit.

  /// Counts it at its parent too. Fails at its second operation when the parent is gone or deleted.
  static void add(store::Transaction& transaction, const Comment& comment);
  /// What people edit, the revision it was before; answers stay counted. Fails when the version differs.
  static void update(store::Transaction& transaction, const Comment& before, const Comment& after);
  /// From all but its author; nullopt: no longer. Fails when it is gone or deleted.
  static void set_hidden(store::Transaction& transaction, CommentId id, std::optional<Instant> at);
  /// Takes away one without answers, or the text of one with. Fails when that, or whether it is
  /// deleted, has changed meanwhile.
  /// What it said before goes too.
  static void remove(store::Transaction& transaction, const Comment& comment, Instant now);

  /// Where the revisions of a comment lie that is at this version.
  static std::vector<store::Key> revisions(CommentId id, std::int64_t version);

 private:
  store::Store& store_;
};

}  // namespace waymark::posts
