#include "product/feed/model.h"

#include "base/encoding.h"

namespace waymark::feed {
namespace {

constexpr std::size_t kIdLength = 36;

}  // namespace

std::string to_text(const ActivityRef& ref) {
  return base64url_encode(ref.actor.to_string() + "#" + ref.place.to_string());
}

std::optional<ActivityRef> parse_ref(std::string_view text) {
  const auto decoded = base64url_decode(text);
  if (!decoded || decoded->size() <= kIdLength || (*decoded)[kIdLength] != '#') return std::nullopt;
  const auto actor = UserId::parse(std::string_view(*decoded).substr(0, kIdLength));
  const auto place = Place::parse(std::string_view(*decoded).substr(kIdLength + 1));
  if (!actor || !place) return std::nullopt;
  return ActivityRef{*actor, *place};
}

ActivityView view_of(const ActivityRef& ref, const Activity& activity,
                     std::optional<posts::PostView> post) {
  ActivityView view;
  view.id = to_text(ref);
  view.kind = activity.kind;
  view.actor_id = activity.author_id.value_or(ref.actor);
  view.at = ref.place.time();
  view.title = activity.title;
  view.badge = activity.badge;
  view.level = activity.level;
  view.workout_type = activity.workout_type;
  view.workout_id = activity.workout_id;
  view.distance_metres = activity.distance_metres;
  view.moving_seconds = activity.moving_seconds;
  view.post = std::move(post);
  return view;
}

}  // namespace waymark::feed
