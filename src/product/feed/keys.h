// Where activities and feeds lie in the store.
//
//   ACTIVITY#u  TS#<place>              an activity of u (place.h: Place is <t>#a)
//   ACTIVITY#u  OF#<kind>#<source>      {written, place}: what became an activity, up to which event that is known, and
//                                       where it lies; no place: it was taken back
//   ACTIVITY#u  HEAD                    Head (heads.h)     GSI2 PROMOTED#<shard> / u   while u is promoted
//   FEED#u      TS#<place>              {actorId}: an activity of somebody promoted whom u follows; ttl
//   FEED#u      FLOOR                   {place}: nothing at or before it is kept any more
//
// <shard>: Murmur3 of u mod 16.
#pragma once

#include <string>
#include <string_view>

#include "base/described.h"
#include "base/ids.h"
#include "platform/store/item.h"
#include "product/feed/model.h"

namespace waymark::feed::keys {

inline constexpr std::string_view kPlacePrefix = "TS#";

inline std::string activities(UserId user) {
  return "ACTIVITY#" + user.to_string();
}
inline std::string feed(UserId user) {
  return "FEED#" + user.to_string();
}
inline std::string at(std::string_view place) {
  return std::string(kPlacePrefix) + std::string(place);
}
inline std::string at(const Place& place) {
  return at(place.to_string());
}
inline store::Key activity(UserId user, const Place& place) {
  return store::Key(activities(user), at(place));
}
inline store::Key origin(UserId user, ActivityKind kind, std::string_view source) {
  return store::Key(activities(user),
                    "OF#" + std::string(enum_name(kind)) + "#" + std::string(source));
}
inline store::Key head(UserId user) {
  return store::Key(activities(user), "HEAD");
}
inline store::Key feed_item(UserId user, const Place& place) {
  return store::Key(feed(user), at(place));
}
inline store::Key floor(UserId user) {
  return store::Key(feed(user), "FLOOR");
}
std::string promoted(std::uint32_t shard);
std::uint32_t shard_of(UserId user);

}  // namespace waymark::feed::keys
