#include "product/notifications/model.h"

namespace waymark::notifications {
namespace {

constexpr std::size_t kTimeLength = 24;
constexpr std::size_t kPositionLength = kTimeLength + 1 + 36;
constexpr std::size_t kDayLength = 10;

}  // namespace

bool is_position(std::string_view text) {
  return text.size() == kPositionLength && text[kTimeLength] == '#' &&
         parse_rfc3339(text.substr(0, kTimeLength)) && Uuid::parse(text.substr(kTimeLength + 1));
}

std::string entry_id(NotificationKind kind, std::string_view subject, Instant at) {
  std::string id(enum_name(kind));
  id.append(".").append(subject).append(".");
  for (const char c : to_rfc3339(at).substr(0, kDayLength))
    if (c != '-') id += c;
  return id;
}

std::string to_text(const Actor& actor) {
  return actor.position + "#" + actor.user.to_string();
}

std::optional<Actor> parse_actor(std::string_view text) {
  if (text.size() <= kPositionLength || text[kPositionLength] != '#') return std::nullopt;
  const auto user = UserId::parse(text.substr(kPositionLength + 1));
  if (!user || !is_position(text.substr(0, kPositionLength))) return std::nullopt;
  Actor actor;
  actor.position = text.substr(0, kPositionLength);
  actor.user = *user;
  return actor;
}

}  // namespace waymark::notifications
