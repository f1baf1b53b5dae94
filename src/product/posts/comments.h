// Writing comments: answers to a post, and to each other, in threads.
#pragma once

#include "product/posts/posts.h"

namespace waymark::posts {

inline constexpr std::size_t kLongestComment = 2'000;  // code points

/// GraphQL `CommentInput`.
struct CommentInput {
  PostId post_id;
  std::optional<CommentId> parent_id;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(CommentInput, (), (post_id, parent_id, text))

struct CommentUpdate {
  std::string text;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CommentUpdate, (), (text, version))

/// One for the whole server, any reactor.
class Comments {
 public:
  Comments(const Ports& ports, const Reading& reading)
      : ports_(ports), reading_(reading), repository_(ports.store), posts_(ports.store) {}

  /// By anybody who sees the post; in a group by its members: else Error(forbidden). Below the deepest level an answer becomes a sibling of what it answers. Throws
  /// Error(not_found) for a post or parent that is hidden or deleted.
  Task<CommentView> add(const RequestContext& context, CommentInput input, InputPath at) const;
  /// By its author: of others' Error(forbidden). What it said before is kept. Throws Error(conflict) when it is at another
  /// version.
  Task<CommentView> edit(const RequestContext& context, CommentId id, CommentUpdate update,
                         InputPath at) const;
  /// By its author or the post's, or who moderates its group. One with answers keeps its place, without its text.
  Task<void> remove(const RequestContext& context, CommentId id) const;

 private:
  Task<std::optional<Comment>> parent_of(UserId viewer, const CommentInput& input) const;
  Task<void> require_right(UserId user, const Comment& comment) const;

  Ports ports_;
  const Reading& reading_;
  CommentRepository repository_;
  PostRepository posts_;
};

}  // namespace waymark::posts
