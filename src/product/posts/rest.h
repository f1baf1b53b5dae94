// The REST edge of posts (SM). Every GET takes ?fields= (platform/http/fields.h).
//
//   POST   /api/posts                    PostInput   → 201 Post
//   GET    /api/posts/{id}                           → 200 Post
//   PATCH  /api/posts/{id}               PostUpdate  → 200 Post
//   DELETE /api/posts/{id}                           → 204
//   GET    /api/posts/{id}/history                   → 200 {items: [PostRevision], nextCursor: null}
//   POST, DELETE /api/posts/{id}/like, /boost        → 200 Post
//   GET    /api/posts/{id}/comments?parent=&first=&after=  → 200 {items: [Comment], nextCursor}
//   POST   /api/posts/{id}/comments      {parentId?, text} → 201 Comment
//   DELETE /api/comments/{id}                        → 204
//   GET    /api/tags/{tag}/posts?first=&after=       → 200 {items: [Post], nextCursor}
#pragma once

#include "product/posts/service.h"

namespace waymark::http {
class Router;
}

namespace waymark::posts {

/// `service` outlives the router.
void add_routes(http::Router& router, const Service& service);

}  // namespace waymark::posts
