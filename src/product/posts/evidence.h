// Posts and comments as moderators find them, whoever may see them; and hiding them.
#pragma once

#include <optional>

#include "product/posts/comment_repository.h"
#include "product/posts/post_repository.h"

namespace waymark::posts {

/// One for the server, any reactor; borrows the store. nullopt for what is gone or deleted.
class Evidence {
 public:
  explicit Evidence(store::Store& store) : posts_(store), comments_(store) {}

  Task<std::optional<Post>> post(PostId id) const;
  Task<std::optional<Comment>> comment(CommentId id) const;

  // Parts of a commit: hides it from all but its author, or (nullopt) shows it again. Fails when it is gone.
  static void hide(store::Transaction& transaction, PostId id, std::optional<Instant> at) {
    PostRepository::set_hidden(transaction, id, at);
  }
  static void hide(store::Transaction& transaction, CommentId id, std::optional<Instant> at) {
    CommentRepository::set_hidden(transaction, id, at);
  }

 private:
  PostRepository posts_;
  CommentRepository comments_;
};

}  // namespace waymark::posts
