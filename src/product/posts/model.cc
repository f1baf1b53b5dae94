#include "product/posts/model.h"

namespace waymark::posts {

PostView view_of(Post post) {
  PostView view;
  view.id = post.id;
  view.author_id = post.author_id;
  view.text = std::move(post.text);
  view.warning = std::move(post.warning);
  view.visibility = post.visibility;
  view.group_id = post.group_id;
  view.tags = std::move(post.tags);
  view.mentions = std::move(post.mentions);
  view.pictures = std::move(post.pictures);
  view.like_count = post.like_count;
  view.boost_count = post.boost_count;
  view.comment_count = post.comment_count;
  view.hidden = post.hidden_at.has_value();
  view.created_at = post.created_at;
  view.edited_at = post.edited_at;
  view.version = post.version;
  return view;
}

}  // namespace waymark::posts
