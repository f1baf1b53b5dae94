#include "product/journeys/frames.h"

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "product/journeys/keys.h"

namespace waymark::journeys {
namespace {

constexpr std::size_t kCursorLength = 12;

}  // namespace

RoutePosition position_on(const Line& line, std::int64_t millimetres) {
  const double metres = std::clamp(metres_of(millimetres), 0.0, line.length());
  const Position place = line.at(metres);
  return RoutePosition{place.latitude, place.longitude, metres};
}

ProgressFrame frame_of(const TeamJourney& progress, const Line& line, Instant at) {
  ProgressFrame frame;
  frame.cursor = cursor_of(progress.sequence);
  frame.team_id = progress.group_id;
  frame.journey_id = progress.journey_id;
  frame.season = progress.season;
  frame.distance_metres = metres_of(progress.millimetres);
  frame.position = position_on(line, progress.millimetres);
  frame.finished = progress.finished_at.has_value();
  frame.at = at;
  return frame;
}

MovedMember moved_of(const Dot& dot, const Line& line) {
  return MovedMember{dot.user_id, metres_of(dot.millimetres), position_on(line, dot.millimetres)};
}

std::string cursor_of(std::int64_t sequence) {
  return keys::padded(sequence, kCursorLength);
}

std::optional<std::int64_t> sequence_of(std::string_view cursor) {
  std::int64_t sequence = 0;
  const char* end = cursor.data() + cursor.size();
  const auto read = std::from_chars(cursor.data(), end, sequence);
  if (cursor.size() != kCursorLength || read.ec != std::errc() || read.ptr != end || sequence < 0)
    return std::nullopt;
  return sequence;
}

void publish(realtime::Hub& hub, const ProgressFrame& frame, std::int64_t sequence) {
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kProgressFrame);
  message->payload = json::to_string(frame);
  message->cursor = cursor_of(sequence);
  message->previous = cursor_of(sequence - 1);
  hub.publish(realtime::team_topic(frame.team_id.to_string()), std::move(message));
}

void publish_leaving(realtime::Hub& hub, GroupId group, UserId user) {
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kLeftFrame);
  message->about = user.to_string();
  hub.publish(realtime::team_topic(group.to_string()), std::move(message));
}

}  // namespace waymark::journeys
