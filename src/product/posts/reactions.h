// Likes and boosts: each at most once for a person and post, counted in the same commit.
#pragma once

#include "product/posts/posts.h"

namespace waymark::posts {

/// One for the whole server, any reactor. Each gives the post as it is after; doing again what is done changes nothing.
/// Posts that are hidden: Error(not_found).
class Reactions {
 public:
  Reactions(const Ports& ports, const Reading& reading) : ports_(ports), reading_(reading) {}

  Task<PostView> like(const RequestContext& context, PostId id) const;
  Task<PostView> unlike(const RequestContext& context, PostId id) const;
  /// Only what everybody may see: else Error(forbidden). Its own author may, too.
  Task<PostView> boost(const RequestContext& context, PostId id) const;
  Task<PostView> unboost(const RequestContext& context, PostId id) const;

 private:
  Task<PostView> commit(const RequestContext& context, PostView post, std::string_view event,
                        store::Transaction transaction, Instant now) const;

  Ports ports_;
  const Reading& reading_;
};

}  // namespace waymark::posts
