// What the REST edge says of posts and comments: the views, with who wrote them beside.
#pragma once

#include <optional>
#include <vector>

#include "product/posts/reading.h"
#include "product/social/social.h"

namespace waymark::posts {

struct PostAnswer : PostView {
  PostAnswer() = default;
  explicit PostAnswer(PostView view) : PostView(std::move(view)) {}
  std::optional<social::Person> author;
};
BOOST_DESCRIBE_STRUCT(PostAnswer, (PostView), (author))

struct CommentAnswer : CommentView {
  CommentAnswer() = default;
  explicit CommentAnswer(CommentView view) : CommentView(std::move(view)) {}
  std::optional<social::Person> author;
};
BOOST_DESCRIBE_STRUCT(CommentAnswer, (CommentView), (author))

/// One batch of reads for all authors. `social` outlives the call.
Task<std::vector<PostAnswer>> answers_of(const social::Social& social, UserId viewer,
                                         std::vector<PostView> posts);
Task<std::vector<CommentAnswer>> answers_of(const social::Social& social, UserId viewer,
                                            std::vector<CommentView> comments);

}  // namespace waymark::posts
