// Where it lies in the store who follows, asks, blocks and mutes whom.
//
//   USER#a  FOLLOWING#b      a follows b: {since, counted}     GSI1 USER#b / FOLLOWER#a
//                                                       or     GSI1 USER#b#shard<N> / FOLLOWER#a
//   USER#a  UNFOLLOWED#b     a follow that was counted and has ended, until that is counted too
//                                                              GSI1 USER#b / UNFOLLOWER#a
//   USER#b  ASKED#a          a asks to follow b: {since}       GSI1 USER#a / ASKING#b
//   USER#a  BLOCK#b          {since}
//   USER#a  MUTE#b           {since}
//   USER#a  COUNTS#social    Counts, and shards: how many partitions new followers are spread over, 0 for none
//   USER#a  COUNTED#POST#p   {written, standing}: a post that is in the counts, or was
//   USER#a  SHARING#social   Sharing
//   USER#a  TALLY#SOCIAL     {blocks, mutes}: for limits
//
// Past a threshold of followers (counting.h) the new ones of b lie in USER#b#shard0 … shard15, by Murmur3 of a's id; the
// older ones stay where they are. So nobody is moved, lost or doubled: who reads takes the partition without a number
// and, once `shards` says so, the others too, and merges them (follower_list.h).
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.h"
#include "platform/store/item.h"

namespace waymark::social::keys {

inline constexpr std::uint32_t kShards = 16;
inline constexpr std::string_view kFollowing = "FOLLOWING#";
inline constexpr std::string_view kFollower = "FOLLOWER#";
inline constexpr std::string_view kUnfollowed = "UNFOLLOWED#";
inline constexpr std::string_view kUnfollower = "UNFOLLOWER#";
inline constexpr std::string_view kAsked = "ASKED#";
inline constexpr std::string_view kAsking = "ASKING#";
inline constexpr std::string_view kBlock = "BLOCK#";
inline constexpr std::string_view kMute = "MUTE#";
inline constexpr std::string_view kCountedPost = "COUNTED#POST#";

inline std::string partition(UserId user) {
  return "USER#" + user.to_string();
}
inline store::Key between(UserId from, std::string_view what, UserId to) {
  return store::Key(partition(from), std::string(what) + to.to_string());
}
inline store::Key following(UserId follower, UserId followee) {
  return between(follower, kFollowing, followee);
}
inline store::Key unfollowed(UserId follower, UserId followee) {
  return between(follower, kUnfollowed, followee);
}
inline store::Key asked(UserId follower, UserId followee) {
  return between(followee, kAsked, follower);
}
inline store::Key block(UserId blocker, UserId blocked) {
  return between(blocker, kBlock, blocked);
}
inline store::Key mute(UserId muter, UserId muted) {
  return between(muter, kMute, muted);
}
inline store::Key counts(UserId user) {
  return store::Key(partition(user), "COUNTS#social");
}
inline store::Key sharing(UserId user) {
  return store::Key(partition(user), "SHARING#social");
}
inline store::Key tally(UserId user) {
  return store::Key(partition(user), "TALLY#SOCIAL");
}
/// The partition of GSI1 that holds a new follower, when there are `shards`.
std::string follower_partition(UserId followee, UserId follower, std::uint32_t shards);
/// All that may hold some.
std::vector<std::string> follower_partitions(UserId followee, std::uint32_t shards);

}  // namespace waymark::social::keys
