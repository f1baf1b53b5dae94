// The consumer that removes what lay around a deleted post: likes, boosts, comments, what it said before.
#pragma once

#include "platform/events/outbox.h"
#include "product/posts/post_repository.h"

namespace waymark::posts {

/// Removes a part in each commit and tells of the rest (PostRemnantsLeft), until nothing is left.
class PostCleanup final : public events::Consumer {
 public:
  explicit PostCleanup(store::Store& store) : repository_(store) {}

  std::string_view name() const override { return "post-cleanup"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  PostRepository repository_;
};

}  // namespace waymark::posts
