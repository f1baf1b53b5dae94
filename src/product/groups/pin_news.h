// Members are told of a post that is pinned, some at a time.
#pragma once

#include "platform/events/outbox.h"
#include "product/groups/reading.h"

namespace waymark::groups {

/// The consumer "group-pins": each PostPinned and PinTold leads to a PinTold for the next members, until all are told, at
/// most 1,000. What it borrows outlives it.
class PinNews final : public events::Consumer {
 public:
  static constexpr std::size_t kToldAtOnce = 20;

  explicit PinNews(const Reading& reading) : reading_(reading) {}

  std::string_view name() const override { return "group-pins"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  const Reading& reading_;
};

}  // namespace waymark::groups
