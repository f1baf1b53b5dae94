// What a team's topic (`team:<group>`) tells in real time: one frame a change, the same for all who listen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "platform/realtime/hub.h"
#include "product/journeys/team_model.h"

namespace waymark::journeys {

inline constexpr std::string_view kProgressFrame = "team_progress";
/// Somebody, whom the frame is about, is in the team no more.
inline constexpr std::string_view kLeftFrame = "team_left";

/// GraphQL `RoutePosition`.
struct RoutePosition {
  double latitude = 0;
  double longitude = 0;
  double distance_metres = 0;
};
BOOST_DESCRIBE_STRUCT(RoutePosition, (), (latitude, longitude, distance_metres))

/// On the line, so far from its start; never beyond its end.
RoutePosition position_on(const Line& line, std::int64_t millimetres);

/// GraphQL `MovedMember`.
struct MovedMember {
  UserId user_id;
  double distance_metres = 0;
  RoutePosition position;
};
BOOST_DESCRIBE_STRUCT(MovedMember, (), (user_id, distance_metres, position))

/// GraphQL `Pass`.
struct Pass {
  UserId user_id;
  UserId passed_id;
};
BOOST_DESCRIBE_STRUCT(Pass, (), (user_id, passed_id))

/// GraphQL `TeamProgress`.
struct ProgressFrame {
  std::string cursor;
  GroupId team_id;
  JourneyId journey_id;
  std::int64_t season = 1;
  double distance_metres = 0;
  RoutePosition position;
  std::vector<MovedMember> moved;
  std::vector<std::string> unlocked;
  std::vector<Pass> passes;
  bool finished = false;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ProgressFrame, (),
                      (cursor, team_id, journey_id, season, distance_metres, position, moved,
                       unlocked, passes, finished, at))

/// Without members: how the team stands, as its change of that sequence left it.
ProgressFrame frame_of(const TeamJourney& progress, const Line& line, Instant at);
MovedMember moved_of(const Dot& dot, const Line& line);

std::string cursor_of(std::int64_t sequence);
/// nullopt: none of ours.
std::optional<std::int64_t> sequence_of(std::string_view cursor);

void publish(realtime::Hub& hub, const ProgressFrame& frame, std::int64_t sequence);
void publish_leaving(realtime::Hub& hub, GroupId group, UserId user);

}  // namespace waymark::journeys
