// Where the bell lies in the store.
//
//   NOTIFY#u    ENTRY#<id>     an entry       GSI1 NOTIFY#u / <position>            ttl kKept
//                                             GSI2 NOTIFY#u / <position>            while it is unread
//   NOTIFY#u    PREFERENCES    {<KIND>: "OFF" or "BELL"}
//   NOTED#<s>   NOTED#<s>      what is known of one source: of a like, a follow, a comment     ttl kKept
//
// <id> is <KIND>.<subject>.<day>, <position> that of the latest event in it (events::Position).
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "platform/store/item.h"

namespace waymark::notifications::keys {

inline constexpr std::chrono::days kKept{90};

inline std::string partition(UserId user) {
  return "NOTIFY#" + user.to_string();
}
inline store::Key entry(UserId user, std::string_view id) {
  return store::Key(partition(user), "ENTRY#" + std::string(id));
}
inline store::Key preferences(UserId user) {
  return store::Key(partition(user), "PREFERENCES");
}
inline store::Key record(std::string_view source) {
  const std::string key = "NOTED#" + std::string(source);
  return store::Key(key, key);
}

}  // namespace waymark::notifications::keys
