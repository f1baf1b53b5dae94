#include "product/posts/evidence.h"

namespace waymark::posts {

Task<std::optional<Post>> Evidence::post(PostId id) const {
  auto found = co_await posts_.find(id);
  if (found && found->deleted_at) found.reset();
  co_return found;
}

Task<std::optional<Comment>> Evidence::comment(CommentId id) const {
  auto found = co_await comments_.find(id);
  if (found && found->deleted_at) found.reset();
  co_return found;
}

}  // namespace waymark::posts
