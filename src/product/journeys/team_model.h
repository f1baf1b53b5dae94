// A group on a journey: its rules, how far it is, and what each member has given.
//
// What somebody walks is kept in whole millimetres, so that sums are exact whatever the order of adding.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/time.h"
#include "product/journeys/model.h"
#include "product/social/group_id.h"
#include "product/workouts/recording/workout_type.h"

namespace waymark::journeys {

using workouts::WorkoutType;

/// What a workout of one type is worth in metres of the journey.
struct Conversion {
  WorkoutType type = WorkoutType::other;
  double factor = 1;             // of its distance
  double metres_per_minute = 0;  // of moving time, the rest is for workouts without a distance
  double metres_per_step = 0.75;
  double metres_per_push = 1.2;  // of a wheelchair
};
BOOST_DESCRIBE_STRUCT(Conversion, (),
                      (type, factor, metres_per_minute, metres_per_step, metres_per_push))

/// GraphQL `TeamRules`. All types have a conversion.
struct TeamRules {
  Instant starts_at;
  Instant ends_at;
  std::string time_zone;  // of the days and weeks
  std::optional<double> daily_cap_metres;
  std::int64_t late_days = 7;
  std::vector<Conversion> conversions;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(TeamRules, (),
                      (starts_at, ends_at, time_zone, daily_cap_metres, late_days, conversions,
                       version))

struct Unlocked {
  std::string id;  // of the milestone
  Instant at;
  UserId by_id;
  std::int64_t sequence = 0;  // of the team's change that unlocked it
};
BOOST_DESCRIBE_STRUCT(Unlocked, (), (id, at, by_id, sequence))

/// A team's season on a journey.
struct TeamJourney {
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  TeamRules rules;
  std::int64_t rules_version = 1;  // the same as in the rules: what conditions look at
  std::int64_t told_version = 0;   // of the rules by which members were last told to be counted
  double length_metres = 0;
  std::int64_t millimetres = 0;
  std::int64_t member_count = 0;
  std::vector<Unlocked> unlocked;
  std::int64_t sequence = 0;  // of its last change
  std::optional<Instant> finished_at;
  std::optional<Instant> ended_at;  // somebody ended it, or the season
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(TeamJourney, (),
                      (group_id, journey_id, season, rules, rules_version, told_version,
                       length_metres, millimetres, member_count, unlocked, sequence, finished_at,
                       ended_at, created_at))

/// What a group is on. `sequence` counts the changes that are told in real time.
struct Team {
  std::vector<JourneyId> journeys;  // the newest first; ended ones too
  std::int64_t sequence = 0;
  std::int64_t version = 1;  // of `journeys`
};
BOOST_DESCRIBE_STRUCT(Team, (), (journeys, sequence, version))

/// A stay in the team.
struct Stay {
  Instant from;
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(Stay, (), (from, until))

/// A member on a journey, those who have left too: what of them counts.
struct Walker {
  UserId user_id;
  std::vector<Stay> stays;         // by time
  std::int64_t rules_version = 0;  // by which it was counted
  std::int64_t millimetres = 0;

  bool is_gone() const { return stays.empty() || stays.back().until.has_value(); }
};
BOOST_DESCRIBE_STRUCT(Walker, (), (user_id, stays, rules_version, millimetres))

/// What is known of a workout, whether it counts or not.
struct Contribution {
  WorkoutId workout_id;
  WorkoutType type = WorkoutType::other;
  Instant started_at;
  Instant ended_at;
  Instant logged_at;
  double moving_seconds = 0;
  std::optional<double> distance_metres;
  std::optional<std::int64_t> steps;
  std::optional<std::int64_t> pushes;
  bool deleted = false;
  std::string written;  // the position of the event that told of it
};
BOOST_DESCRIBE_STRUCT(Contribution, (),
                      (workout_id, type, started_at, ended_at, logged_at, moving_seconds,
                       distance_metres, steps, pushes, deleted, written))

/// What a member did on a day, before the cap.
struct DaySum {
  Date day;
  std::int64_t millimetres = 0;
};
BOOST_DESCRIBE_STRUCT(DaySum, (), (day, millimetres))

struct MonthOfDays {
  std::vector<DaySum> days;
};
BOOST_DESCRIBE_STRUCT(MonthOfDays, (), (days))

/// What the team has of a member: the walker's sum as it was last taken over.
struct Dot {
  UserId user_id;
  std::int64_t millimetres = 0;
  bool is_gone = false;
  std::optional<Instant> moved_at;
  std::int64_t sequence = 0;
};
BOOST_DESCRIBE_STRUCT(Dot, (), (user_id, millimetres, is_gone, moved_at, sequence))

/// A member's place on a board.
struct Score {
  UserId user_id;
  std::int64_t millimetres = 0;
};
BOOST_DESCRIBE_STRUCT(Score, (), (user_id, millimetres))

enum class CardKind { milestone, finish };
BOOST_DESCRIBE_ENUM(CardKind, milestone, finish)

struct StoredCard {
  CardKind kind = CardKind::milestone;
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  std::optional<std::string> milestone_id;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(StoredCard, (), (kind, group_id, journey_id, season, milestone_id, at))

/// What a finished team's certificate says, as it was then.
struct Finish {
  Instant at;
  std::int64_t millimetres = 0;
  std::vector<Score> members;  // farthest first
};
BOOST_DESCRIBE_STRUCT(Finish, (), (at, millimetres, members))

inline double metres_of(std::int64_t millimetres) {
  return static_cast<double>(millimetres) / 1000;
}

/// A group's events are told under this: one shard has all of a team's, in their order.
inline UserId teller_of(GroupId group) {
  return UserId{group.uuid};
}

}  // namespace waymark::journeys
