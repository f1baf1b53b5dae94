// All services of posts, together.
#pragma once

#include "product/posts/comments.h"
#include "product/posts/posts.h"
#include "product/posts/reactions.h"

namespace waymark::posts {

/// One object for the server, any reactor; what the ports hold outlives it.
struct Service {
  explicit Service(const Ports& ports)
      : social(ports.social),
        reading(ports.store, ports.social, ports.groups),
        posts(ports, reading),
        comments(ports, reading),
        reactions(ports, reading) {}
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  const social::Social& social;
  Reading reading;
  Posts posts;
  Comments comments;
  Reactions reactions;
};

}  // namespace waymark::posts
