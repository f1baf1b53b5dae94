#include "platform/realtime/hub.h"

namespace waymark::realtime {
namespace {

std::string topic(std::string_view kind, std::string_view id) {
  std::string text;
  text.reserve(kind.size() + id.size());
  text += kind;
  text += id;
  return text;
}

}  // namespace

std::string user_topic(std::string_view user_id) {
  return topic("user:", user_id);
}
std::string feed_topic(std::string_view user_id) {
  return topic("feed:", user_id);
}
std::string room_topic(std::string_view room_id) {
  return topic("room:", room_id);
}
std::string team_topic(std::string_view group_id) {
  return topic("team:", group_id);
}
std::string job_topic(std::string_view job_id) {
  return topic("job:", job_id);
}

}  // namespace waymark::realtime
