// The facts that journeys tell of: payloads as in api/events/*.v1.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/json.h"
#include "platform/events/outbox.h"
#include "product/journeys/team_model.h"

namespace waymark::journeys {

/// By who made it.
struct JourneyCreated {
  static constexpr std::string_view kType = "JourneyCreated";
  JourneyId journey_id;
  JourneyKind kind = JourneyKind::drawn;
  std::string title;
  JourneyVisibility visibility = JourneyVisibility::private_;
  double length_metres = 0;
  Instant created_at;
};
BOOST_DESCRIBE_STRUCT(JourneyCreated, (),
                      (journey_id, kind, title, visibility, length_metres, created_at))

/// By who started it; the season is 1.
struct JourneyStarted {
  static constexpr std::string_view kType = "JourneyStarted";
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  Instant starts_at;
  Instant ends_at;
};
BOOST_DESCRIBE_STRUCT(JourneyStarted, (), (group_id, journey_id, season, starts_at, ends_at))

// What follows is told under the group's id (teller_of), so that one shard has all of a team's events in their order, but
// where it says otherwise.

/// What counts of a member has changed, or who is in it.
struct TeamMemberMoved {
  static constexpr std::string_view kType = "TeamMemberMoved";
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  UserId user_id;
};
BOOST_DESCRIBE_STRUCT(TeamMemberMoved, (), (group_id, journey_id, season, user_id))

/// Those who were on the journey before, then those who are in the group.
enum class ReviewPhase { walkers, members };
BOOST_DESCRIBE_ENUM(ReviewPhase, walkers, members)

/// All of a team are to be counted again, from `after` on: it has started, or its rules have changed.
struct TeamReviewDue {
  static constexpr std::string_view kType = "TeamReviewDue";
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  ReviewPhase phase = ReviewPhase::walkers;
  std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(TeamReviewDue, (), (group_id, journey_id, season, phase, after))

/// Of the member: they are to be counted again.
struct MemberReviewDue {
  static constexpr std::string_view kType = "MemberReviewDue";
  GroupId group_id;
  JourneyId journey_id;
};
BOOST_DESCRIBE_STRUCT(MemberReviewDue, (), (group_id, journey_id))

/// Of who did the workout: more teams than one commit counts it for; the rest follows, those after `after`.
struct WorkoutCountDue {
  static constexpr std::string_view kType = "WorkoutCountDue";
  Contribution workout;
  std::optional<Instant> logged_at;  // none: the event did not say
  std::string after;
};
BOOST_DESCRIBE_STRUCT(WorkoutCountDue, (), (workout, logged_at, after))

/// Of whose kilometres brought the team there; so is the finish.
struct MilestoneReached {
  static constexpr std::string_view kType = "MilestoneReached";
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  std::string milestone_id;
  std::string title;  // in English, or as its author wrote it
  Instant reached_at;
};
BOOST_DESCRIBE_STRUCT(MilestoneReached, (),
                      (group_id, journey_id, season, milestone_id, title, reached_at))

struct JourneyFinished {
  static constexpr std::string_view kType = "JourneyFinished";
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  std::string title;
  Instant finished_at;
};
BOOST_DESCRIBE_STRUCT(JourneyFinished, (), (group_id, journey_id, season, title, finished_at))

/// The team's members are to get their cards, those from `after` on.
struct TeamCardsDue {
  static constexpr std::string_view kType = "TeamCardsDue";
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  std::vector<std::string> milestone_ids;
  bool finished = false;
  std::string title;  // of the last milestone; of the journey when it is finished
  Instant at;
  std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(TeamCardsDue, (),
                      (group_id, journey_id, season, milestone_ids, finished, title, at, after))

/// Of the member whose cards they are.
struct CardsUnlocked {
  static constexpr std::string_view kType = "CardsUnlocked";
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  std::vector<std::string> milestone_ids;
  bool finished = false;
  std::string title;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(CardsUnlocked, (),
                      (group_id, journey_id, season, milestone_ids, finished, title, at))

/// Of who was passed.
struct MemberPassed {
  static constexpr std::string_view kType = "MemberPassed";
  GroupId group_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  UserId by_id;
  Instant passed_at;
};
BOOST_DESCRIBE_STRUCT(MemberPassed, (), (group_id, journey_id, season, by_id, passed_at))

/// `fact` of `user`, to be committed.
template <typename Fact>
events::NewEvent told(UserId user, const Fact& fact) {
  return events::NewEvent(std::string(Fact::kType), user, json::to_string(fact));
}

}  // namespace waymark::journeys
