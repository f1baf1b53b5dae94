#include "product/feed/model.h"

#include "base/encoding.h"

namespace waymark::feed {
namespace {

constexpr std::size_t kTimeLength = 24;
constexpr std::size_t kIdLength = 36;

}  // namespace

bool is_place(std::string_view text) {
  return text.size() == kPlaceLength && text[kTimeLength] == '#' &&
         parse_rfc3339(text.substr(0, kTimeLength)) && Uuid::parse(text.substr(kTimeLength + 1));
}

std::string to_text(const ActivityRef& ref) {
  return base64url_encode(ref.actor.to_string() + "#" + ref.place);
}

std::optional<ActivityRef> parse_ref(std::string_view text) {
  const auto decoded = base64url_decode(text);
  if (!decoded || decoded->size() != kIdLength + 1 + kPlaceLength || (*decoded)[kIdLength] != '#')
    return std::nullopt;
  const auto actor = UserId::parse(std::string_view(*decoded).substr(0, kIdLength));
  Place place = decoded->substr(kIdLength + 1);
  if (!actor || !is_place(place)) return std::nullopt;
  return ActivityRef{*actor, std::move(place)};
}

Instant time_of(const Place& place) {
  return parse_rfc3339(std::string_view(place).substr(0, kTimeLength)).value_or(Instant());
}

Place place_before(Instant instant) {
  return to_rfc3339(instant);
}

ActivityView view_of(const ActivityRef& ref, const Activity& activity,
                     std::optional<posts::PostView> post) {
  ActivityView view;
  view.id = to_text(ref);
  view.kind = activity.kind;
  view.actor_id = activity.author_id.value_or(ref.actor);
  view.at = time_of(ref.place);
  view.title = activity.title;
  view.badge = activity.badge;
  view.level = activity.level;
  view.workout_type = activity.workout_type;
  view.distance_metres = activity.distance_metres;
  view.moving_seconds = activity.moving_seconds;
  view.post = std::move(post);
  return view;
}

}  // namespace waymark::feed
