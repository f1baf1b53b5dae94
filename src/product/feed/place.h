// An activity's place among all activities.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/time.h"

namespace waymark::feed {

/// The time and id of the event that made the activity: places of one person are made in rising order. As a text `<t>#<id>`,
/// 61 characters that compare as the places do. Small, since a merge holds several of each of hundreds of people.
struct Place {
  /// Before everything that happened at or after `instant`; as a text, `<t>` alone.
  static Place before(Instant instant) { return Place{instant.time_since_epoch().count(), {}}; }
  static Place of(Instant instant, Uuid event) {
    return Place{instant.time_since_epoch().count(), event};
  }
  /// What to_string() gave; nullopt for anything else, and for an empty text.
  static std::optional<Place> parse(std::string_view text);

  std::int64_t at = std::numeric_limits<std::int64_t>::min();  // milliseconds since 1970
  Uuid id;

  auto operator<=>(const Place&) const = default;
  /// No place: before all others. Its text is empty.
  bool empty() const { return at == std::numeric_limits<std::int64_t>::min(); }
  Instant time() const { return Instant(std::chrono::milliseconds(at)); }
  std::string to_string() const;
};

}  // namespace waymark::feed
