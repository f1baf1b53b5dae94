// Whose activities are put into the feeds of their followers (QF 11, "promotion logic").
//
// Putting costs a write for each follower and activity; not putting costs each follower a read whenever they look, as long
// as there is something new to read. So it pays for people with many followers who do something; others are read from
// where they are. Two thresholds for each of the two, so that nobody who stands near one goes back and forth: each change
// is a fresh start for the feeds (merge.h).
#pragma once

#include <cstdint>

#include "base/time.h"
#include "platform/events/outbox.h"
#include "product/feed/activity_repository.h"
#include "product/social/social.h"

namespace waymark::feed {

struct PromotionRules {
  std::int64_t followers_to_promote = 1'000;
  std::int64_t followers_to_keep = 800;
  double rate_to_promote = 1;  // activities, each counting half after a week (heads.h)
  double rate_to_keep = 0.25;
};

enum class Verdict { stay, promote, demote };

/// Pure.
Verdict judge(const PromotionRules& rules, const Head& head, std::int64_t followers, Instant now);

/// Looks at somebody anew when their followers or activities change (the consumer "feed-promotion"), and at all who are
/// promoted every night (review()), since doing nothing tells of no event. What it borrows outlives it.
class Promotion final : public events::Consumer {
 public:
  Promotion(store::Store& store, const social::Social& social, const Clock& clock,
            PromotionRules rules)
      : store_(store), repository_(store), social_(social), clock_(clock), rules_(rules) {}

  std::string_view name() const override { return "feed-promotion"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

  /// Those promoted of one shard (of 16), from time to time. May be run twice, and cut short.
  Task<void> review(std::uint32_t shard) const;

 private:
  /// The operation that follows from how somebody stands now, if any.
  Task<store::Transaction> reviewed(UserId user) const;

  store::Store& store_;
  ActivityRepository repository_;
  const social::Social& social_;
  const Clock& clock_;
  PromotionRules rules_;
};

}  // namespace waymark::feed
