// What is done with a text before it is kept: by rules, and by a classifier where there is one.
#pragma once

#include <atomic>

#include "platform/cache/limits.h"
#include "platform/telemetry/metrics.h"
#include "product/moderation/classifier.h"
#include "product/moderation/rules.h"
#include "product/screening/screening.h"

namespace waymark::moderation {

struct ScreeningSettings {
  RuleSettings rules;
  /// The same text, of kRepeatedLength code points or more, by one person: held past it. A burst of 0: never.
  cache::Rate repeats{10, 10.0 / 3'600};
  RuleAction classified = RuleAction::flag;  // what a classifier finds
};

inline constexpr std::size_t kRepeatedLength = 40;
/// After a classifier did not answer, it is not asked for so long.
inline constexpr std::chrono::seconds kClassifierRest{30};

/// One for the server, any reactor; borrows what it is given. `classifier` may be null.
class TextScreening final : public screening::Screening {
 public:
  TextScreening(ScreeningSettings settings, cache::RateLimits& limits, Classifier* classifier,
                const Clock& clock, telemetry::Metrics& metrics);

  Task<screening::Screened> screen(const RequestContext& context, screening::Written kind,
                                   std::string text) const override;

 private:
  Task<bool> is_repeated(UserId author, std::string text) const;
  Task<std::vector<std::string>> judged(const RequestContext& context, std::string text) const;

  ScreeningSettings settings_;
  Rules rules_;
  cache::RateLimits& limits_;
  Classifier* classifier_;
  const Clock& clock_;
  telemetry::Counter& failures_;
  telemetry::Counter& held_;
  telemetry::Counter& refused_;
  mutable std::atomic<std::int64_t> rests_until_{0};  // milliseconds since 1970
};

/// When an account was made: its id tells (UUIDv7).
Instant made_at(UserId user);

}  // namespace waymark::moderation
