// The books of one person: what stands, what it sums up to, and how a fact changes both. Pure.
//
// Each thing that can earn (a task, a goal, a quest, a workout, a request whose helper was thanked) has at most one record, which says
// what it earned and up to which event it is written. Facts at or before that event change nothing,
// so an event may come again, and all of them may be replayed, without changing a total. What was
// taken back keeps its record, as a mark that it was.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"
#include "base/units.h"
#include "product/rewards/day_set.h"
#include "product/rewards/events.h"
#include "product/rewards/model.h"
#include "product/rewards/streak.h"

namespace waymark::rewards {

/// What something has earned, and when it was done.
struct Claim {
  Points points;
  Instant at;
};

/// What an event says of one thing: what it earns now, or that it earns nothing (any more).
struct Fact {
  Source source = Source::task;
  Uuid source_id;
  std::optional<Claim> claim;
  std::optional<UserId> earner;  // none: whose event it is
};

/// The record of one thing.
struct Record {
  Source source = Source::task;
  std::string source_id;
  bool standing = false;
  Points points;
  Date day;             // the local day it was done, decided when it was told
  Instant earned_at;    // when it was done
  std::string written;  // the position of the last event that is in it
};
BOOST_DESCRIBE_STRUCT(Record, (), (source, source_id, standing, points, day, earned_at, written))

/// The sum of all records. `days` is stored beside the described members.
struct Tally {
  Points points;
  std::int64_t tasks = 0;  // standing
  std::int64_t quests = 0;
  std::int64_t longest_streak = 0;
  std::vector<Badge> badges;
  ZoneHistory zones;
  std::string zones_written;  // the position of the last event that is in zones
  std::int64_t version = 0;   // 0: not stored yet
  DaySet days;
};
BOOST_DESCRIBE_STRUCT(Tally, (),
                      (points, tasks, quests, longest_streak, badges, zones, zones_written,
                       version))

/// How many standing records make each of some days active.
using DayCounts = std::map<Date, std::int64_t>;

/// What the person will be told.
using Happening = std::variant<RewardEarned, RewardRevoked, BadgeEarned, BadgeRevoked>;

/// The record after the fact, told by the event at `position`. `before` is null when there is none.
Record written(const Fact& fact, const Record* before, const ZoneHistory& zones,
               const std::string& position);

/// The days whose counts enter() will read and change.
std::vector<Date> touched_days(const Record* before, const Record& after);

/// Replaces a record in the sum. `counts` holds the touched days. `when` dates badges.
std::vector<Happening> enter(Tally& tally, DayCounts& counts, const Record* before,
                             const Record& after, Instant when);

/// A change of zone; nothing happens when it is in the history already.
std::vector<Happening> change_zone(Tally& tally, std::string zone, Instant when,
                                   const std::string& position);

/// What the person sees at `now`.
Rewards view(const Tally& tally, Instant now);

}  // namespace waymark::rewards
