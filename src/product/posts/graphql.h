// The GraphQL edge of posts (api/schema.graphql): the types Post and Comment, their queries and mutations.
#pragma once

#include <vector>

#include "platform/graphql/bindings.h"
#include "product/posts/service.h"
#include "product/social/person_loader.h"

namespace waymark::posts {

/// Outlives the engine that it is bound to, as what it borrows does.
class PostsGraphql {
 public:
  explicit PostsGraphql(const Service& service) : service_(service) {}
  void bind(graphql::Bindings& bindings);

 private:
  void bind_types(graphql::Bindings& bindings);

  Task<std::optional<PostView>> post(graphql::Call& call) const;
  Task<graphql::Connection<PostView>> posts_by(graphql::Call& call) const;
  Task<graphql::Connection<PostView>> posts_by_tag(graphql::Call& call) const;
  Task<std::optional<CommentView>> comment(graphql::Call& call) const;
  Task<graphql::Connection<CommentView>> comments(graphql::Call& call) const;
  Task<graphql::Connection<social::Person>> likers(graphql::Call& call) const;

  Task<PostView> create_post(graphql::Call& call) const;
  Task<PostView> update_post(graphql::Call& call) const;
  Task<bool> delete_post(graphql::Call& call) const;
  Task<PostView> like_post(graphql::Call& call) const;
  Task<PostView> unlike_post(graphql::Call& call) const;
  Task<PostView> boost_post(graphql::Call& call) const;
  Task<PostView> unboost_post(graphql::Call& call) const;
  Task<CommentView> add_comment(graphql::Call& call) const;
  Task<CommentView> edit_comment(graphql::Call& call) const;
  Task<bool> delete_comment(graphql::Call& call) const;

  Task<social::PersonPtr> author_of_post(const PostView& post, graphql::Call& call) const;
  Task<std::vector<PostRevision>> history(const PostView& post, graphql::Call& call) const;
  Task<graphql::Connection<CommentView>> comments_of(const PostView& post,
                                                     graphql::Call& call) const;
  Task<social::PersonPtr> author_of_comment(const CommentView& comment, graphql::Call& call) const;
  Task<std::vector<CommentRevision>> comment_history(const CommentView& comment,
                                                     graphql::Call& call) const;
  Task<graphql::Connection<CommentView>> replies(const CommentView& comment,
                                                 graphql::Call& call) const;

  const Service& service_;
};

}  // namespace waymark::posts
