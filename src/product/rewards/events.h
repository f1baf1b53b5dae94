// The facts that rewards tell of: payloads as in api/events/*.v1.json.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/time.h"
#include "base/units.h"
#include "product/rewards/model.h"

namespace waymark::rewards {

/// Something finished earned points.
struct RewardEarned {
  static constexpr std::string_view kType = "RewardEarned";
  Source source = Source::task;
  std::string source_id;
  Points points;
  Date day;
  Points total_points;  // after this
  std::int64_t level = 1;
};
BOOST_DESCRIBE_STRUCT(RewardEarned, (), (source, source_id, points, day, total_points, level))

/// Points were taken back.
struct RewardRevoked {
  static constexpr std::string_view kType = "RewardRevoked";
  Source source = Source::task;
  std::string source_id;
  Points points;
  Date day;
  Points total_points;
  std::int64_t level = 1;
};
BOOST_DESCRIBE_STRUCT(RewardRevoked, (), (source, source_id, points, day, total_points, level))

struct BadgeEarned {
  static constexpr std::string_view kType = "BadgeEarned";
  BadgeKind badge = BadgeKind::first_steps;
  Instant earned_at;
};
BOOST_DESCRIBE_STRUCT(BadgeEarned, (), (badge, earned_at))

/// A badge lost its ground.
struct BadgeRevoked {
  static constexpr std::string_view kType = "BadgeRevoked";
  BadgeKind badge = BadgeKind::first_steps;
  Instant revoked_at;
};
BOOST_DESCRIBE_STRUCT(BadgeRevoked, (), (badge, revoked_at))

}  // namespace waymark::rewards
