#include "product/posts/answers.h"

namespace waymark::posts {

Task<std::vector<PostAnswer>> answers_of(const social::Social& social, UserId viewer,
                                         std::vector<PostView> posts) {
  std::vector<UserId> authors;
  for (const PostView& post : posts) authors.push_back(post.author_id);
  auto people = co_await social.people(viewer, std::move(authors));
  std::vector<PostAnswer> answers;
  answers.reserve(posts.size());
  for (std::size_t i = 0; i < posts.size(); ++i) {
    answers.emplace_back(std::move(posts[i]));
    answers.back().author = std::move(people[i]);
  }
  co_return answers;
}

Task<std::vector<CommentAnswer>> answers_of(const social::Social& social, UserId viewer,
                                            std::vector<CommentView> comments) {
  std::vector<UserId> authors;
  for (const CommentView& comment : comments)
    if (comment.author_id) authors.push_back(*comment.author_id);
  auto people = co_await social.people(viewer, std::move(authors));
  std::vector<CommentAnswer> answers;
  answers.reserve(comments.size());
  std::size_t next = 0;
  for (CommentView& comment : comments) {
    answers.emplace_back(std::move(comment));
    if (answers.back().author_id) answers.back().author = std::move(people[next++]);
  }
  co_return answers;
}

}  // namespace waymark::posts
