// How many follow somebody, whom they follow, and what they have posted: kept by events, exactly.
//
// Follows. The counts are the sum of marks that lie with what is counted: a follow that is `counted`, and the note
// (UNFOLLOWED#) that a counted one leaves when it ends until it is taken back. An event about two people says only
// that something changed between them; what is there decides. So an event that comes twice, late, or in a replay of
// everything finds nothing left to do, and no total can drift: marks and counts change in one commit.
//
// Posts. Each has a record of its own; a post that was deleted keeps it for a while, so that it is not counted by an
// older event that comes after.
//
// A person with kShardAt followers has the new ones spread over several partitions (keys.h), for good.
#pragma once

#include <cstdint>
#include <string>

#include "platform/events/outbox.h"
#include "platform/store/store.h"
#include "product/social/model.h"

namespace waymark::social {

/// The consumer "social-counts". What it borrows outlives it.
class Counting final : public events::Consumer {
 public:
  static constexpr std::int64_t kShardAt = 10'000;

  explicit Counting(store::Store& store, const Clock& clock, std::int64_t shard_at = kShardAt)
      : store_(store), clock_(clock), shard_at_(shard_at) {}

  std::string_view name() const override { return "social-counts"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  Task<events::Effects> count_follow(UserId follower, UserId followee) const;
  Task<events::Effects> count_post(UserId author, std::string post, bool standing) const;

  store::Store& store_;
  const Clock& clock_;
  std::int64_t shard_at_;
};

}  // namespace waymark::social
