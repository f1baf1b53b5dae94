// All shards in one process: for stores that only one process can open.
#pragma once

#include "platform/timing/shards.h"

namespace waymark::timing {

/// Holds are always given, and stay valid. There is nobody to fence off,
/// whatever tokens the store remembers from other days.
class SoleShards final : public Shards {
 public:
  static constexpr std::int64_t kToken = 0;
  explicit SoleShards(const Clock& clock) : clock_(clock) {}
  std::optional<Hold> hold(std::uint32_t) override { return Hold(always_, kToken); }
  const Clock& clock() const override { return clock_; }

 private:
  class Always final : public Hold::Source {
   public:
    bool valid(std::int64_t) const override { return true; }
  };
  const Clock& clock_;
  std::shared_ptr<Always> always_ = std::make_shared<Always>();
};

}  // namespace waymark::timing
