// Where journeys and teams lie in the store. <n> is a season in three digits, <score> millimetres in sixteen, so that keys
// sort by number.
//
//   JOURNEY#j  JOURNEY#j            Journey                GSI1 USER#u / ENTITY#Journey#<t>#j
//   USER#u     TALLY#JOURNEYS       {journeys}: for the limit
//   USER#u     CARD#<t>#g#j#n#m     StoredCard (m: the milestone, FINISH at the end)
//   USER#u     WALK#g#j             whose workouts count where, those too who have left     ttl
//
//   GROUP#g    TEAM                 Team: what the group is on
//   GROUP#g    PROGRESS#j           TeamJourney            GSI4 JOURNEY#j / SCORE#<score>#g
//   GROUP#g    SEASON#j#<n>         TeamJourney, as a past season ended
//   GROUP#g    FINISH#j#<n>         Finish: for the certificate
//   GROUP#g    WALKER#j#<n>#u       Walker: what counts of a member
//   GROUP#g    CONTRIB#j#<n>#u#w    Contribution: what is known of a workout     ttl once it is deleted
//   GROUP#g    DAYS#j#<n>#u#<YYYY-MM>  MonthOfDays: what a member did each day
//   GROUP#g    DOT#j#<n>#u          Dot: what the team has of a member   GSI4 GROUP#g#BOARD#j#<n> / SCORE#<score>#u
//   GROUP#g    ALL#j#u              Score over all seasons               GSI4 GROUP#g#BOARD#j#ALL / SCORE#<score>#u
//   GROUP#g    WEEK#j#<n>#u#<week>  Score of a week                      GSI4 GROUP#g#BOARD#j#<n>#<week> / SCORE#<score>#u    ttl
//   GROUP#g    PASS#j#<n>#u#v       u has passed v, and v was told                                                  ttl
//
// What lies in GROUP#g goes with the group (groups/cleanup.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/store/item.h"
#include "product/journeys/team_model.h"
#include "product/social/group_id.h"

namespace waymark::journeys::keys {

inline constexpr std::string_view kScore = "SCORE#";
inline constexpr std::string_view kWalk = "WALK#";
inline constexpr std::string_view kCard = "CARD#";

std::string padded(std::int64_t number, std::size_t digits);
inline std::string score(std::int64_t millimetres) {
  return padded(millimetres, 16);
}
inline std::string person(UserId user) {
  return "USER#" + user.to_string();
}
inline std::string team_partition(GroupId group) {
  return "GROUP#" + group.to_string();
}
inline std::string journey_partition(JourneyId journey) {
  return "JOURNEY#" + journey.to_string();
}
inline store::Key journey(JourneyId id) {
  return store::Key(journey_partition(id), journey_partition(id));
}
/// "j#003"
inline std::string season(JourneyId journey, std::int64_t number) {
  return journey.to_string() + "#" + padded(number, 3);
}
inline store::Key team(GroupId group) {
  return store::Key(team_partition(group), "TEAM");
}
inline store::Key progress(GroupId group, JourneyId journey) {
  return store::Key(team_partition(group), "PROGRESS#" + journey.to_string());
}
/// One of the items of a season, or what their keys begin with: "WALKER#j#003#".
inline std::string of_season(std::string_view kind, JourneyId journey, std::int64_t number) {
  return std::string(kind) + "#" + season(journey, number) + "#";
}
inline std::string past_seasons(JourneyId journey) {
  return "SEASON#" + journey.to_string() + "#";
}
inline store::Key past_season(GroupId group, JourneyId journey, std::int64_t number) {
  return store::Key(team_partition(group), "SEASON#" + season(journey, number));
}
inline store::Key finish(GroupId group, JourneyId journey, std::int64_t number) {
  return store::Key(team_partition(group), "FINISH#" + season(journey, number));
}
inline store::Key walker(GroupId group, JourneyId journey, std::int64_t number, UserId user) {
  return store::Key(team_partition(group), of_season("WALKER", journey, number) + user.to_string());
}
inline store::Key dot(GroupId group, JourneyId journey, std::int64_t number, UserId user) {
  return store::Key(team_partition(group), of_season("DOT", journey, number) + user.to_string());
}
inline store::Key all_time(GroupId group, JourneyId journey, UserId user) {
  return store::Key(team_partition(group), "ALL#" + journey.to_string() + "#" + user.to_string());
}
inline std::string of_member(std::string_view kind, JourneyId journey, std::int64_t number,
                             UserId user) {
  return of_season(kind, journey, number) + user.to_string() + "#";
}
inline store::Key contribution(GroupId group, JourneyId journey, std::int64_t number, UserId user,
                               WorkoutId workout) {
  return store::Key(team_partition(group),
                    of_member("CONTRIB", journey, number, user) + workout.to_string());
}
inline store::Key month(GroupId group, JourneyId journey, std::int64_t number, UserId user,
                        const std::string& month) {
  return store::Key(team_partition(group), of_member("DAYS", journey, number, user) + month);
}
inline store::Key week(GroupId group, JourneyId journey, std::int64_t number, UserId user,
                       const std::string& week) {
  return store::Key(team_partition(group), of_member("WEEK", journey, number, user) + week);
}
inline store::Key pass(GroupId group, JourneyId journey, std::int64_t number, UserId user,
                       UserId passed) {
  return store::Key(team_partition(group),
                    of_member("PASS", journey, number, user) + passed.to_string());
}
inline std::string walk_of(GroupId group) {
  return std::string(kWalk) + group.to_string() + "#";
}
inline store::Key walk(UserId user, GroupId group, JourneyId journey) {
  return store::Key(person(user), walk_of(group) + journey.to_string());
}
inline store::Key card(UserId user, const StoredCard& card) {
  return store::Key(person(user), std::string(kCard) + to_rfc3339(card.at) + "#" +
                                      card.group_id.to_string() + "#" +
                                      season(card.journey_id, card.season) + "#" +
                                      card.milestone_id.value_or("FINISH"));
}
inline std::string week_board(std::int64_t season, const std::string& week) {
  return padded(season, 3) + "#" + week;
}
/// Partitions of GSI4. `board`: a season's number in three digits, a week of it, or ALL.
inline std::string board(GroupId group, JourneyId journey, const std::string& board) {
  return team_partition(group) + "#BOARD#" + journey.to_string() + "#" + board;
}
inline std::string place_on_board(std::int64_t millimetres, UserId user) {
  return std::string(kScore) + score(millimetres) + "#" + user.to_string();
}
inline std::string place_among_teams(std::int64_t millimetres, GroupId group) {
  return std::string(kScore) + score(millimetres) + "#" + group.to_string();
}
inline store::Key tally(UserId user) {
  return store::Key(person(user), "TALLY#JOURNEYS");
}

}  // namespace waymark::journeys::keys
