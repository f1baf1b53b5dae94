// What other subjects ask about a person: where their day begins and which language they read.
#pragma once

#include "base/locale.h"
#include "base/request_context.h"
#include "base/task.h"
#include "base/time.h"

namespace waymark::accounts {

/// A person's settings as others see them. Any reactor. Answers come from a bounded memory; a
/// change made on this node is seen at once, one made on another within a minute. Someone who is
/// gone counts as UTC and English.
class Preferences {
 public:
  virtual ~Preferences() = default;
  virtual Task<TimeZone> time_zone_of(Owner owner) = 0;
  virtual Task<Locale> locale_of(Owner owner) = 0;
};

/// The same answer for everybody, for tests and for what runs without people.
class FixedPreferences final : public Preferences {
 public:
  explicit FixedPreferences(TimeZone zone, Locale locale = Locale::en)
      : zone_(std::move(zone)), locale_(locale) {}
  Task<TimeZone> time_zone_of(Owner) override { co_return zone_; }
  Task<Locale> locale_of(Owner) override { co_return locale_; }

 private:
  TimeZone zone_;
  Locale locale_;
};

}  // namespace waymark::accounts
