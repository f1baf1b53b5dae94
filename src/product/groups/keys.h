// Where groups lie in the store.
//
//   GROUP#g  GROUP#g       the group
//   GROUP#g  COUNTS        {members, version}: as counted so far (counting.h)
//   GROUP#g  MEMBER#u      Member           GSI1 USER#u / GROUP#g     GSI2 GROUP#g / MEMBER#<0|1|2>#<t>#u: by role, then since when
//   GROUP#g  LEFT#u        somebody who was counted and is in it no more, until that is counted too
//   GROUP#g  CANDIDATE#u   Candidate        GSI1 USER#u / GROUPINVITE#g  (INVITED)
//                                           GSI2 GROUP#g / <ASKED|BANNED>#<t>#u
//   GROUP#g  INVITE#i      Invitation                                                       ttl
//   GROUPINVITE#<hash> GROUPINVITE#<hash>  {groupId, invitationId}: a link by its token     ttl
//   USER#u   TALLY#GROUPS  {groups, day, made}: for limits
//
// <hash>: SHA-256 of the token, in hex; a token is 32 random bytes, so that nothing but the token leads to it. Posts to a
// group lie in GSI2 of the same partition (posts/keys.h).
#pragma once

#include <string>
#include <string_view>

#include "base/encoding.h"
#include "platform/store/item.h"
#include "product/groups/model.h"

namespace waymark::groups::keys {

inline constexpr std::string_view kMember = "MEMBER#";
inline constexpr std::string_view kCandidate = "CANDIDATE#";
inline constexpr std::string_view kLeft = "LEFT#";
inline constexpr std::string_view kInvite = "INVITE#";
inline constexpr std::string_view kGroup = "GROUP#";
inline constexpr std::string_view kInvitedTo = "GROUPINVITE#";

inline std::string partition(GroupId id) {
  return std::string(kGroup) + id.to_string();
}
inline std::string person(UserId user) {
  return "USER#" + user.to_string();
}
inline store::Key group(GroupId id) {
  return store::Key(partition(id), partition(id));
}
inline store::Key counts(GroupId id) {
  return store::Key(partition(id), "COUNTS");
}
inline store::Key member(GroupId id, UserId user) {
  return store::Key(partition(id), std::string(kMember) + user.to_string());
}
inline store::Key left(GroupId id, UserId user) {
  return store::Key(partition(id), std::string(kLeft) + user.to_string());
}
inline store::Key candidate(GroupId id, UserId user) {
  return store::Key(partition(id), std::string(kCandidate) + user.to_string());
}
inline store::Key invitation(GroupId id, InvitationId invitation) {
  return store::Key(partition(id), std::string(kInvite) + invitation.to_string());
}
/// `token_hash` as hash_of() gives it.
inline store::Key link(std::string_view token_hash) {
  const std::string key = "GROUPINVITE#" + std::string(token_hash);
  return store::Key(key, key);
}
inline std::string hash_of(std::string_view token) {
  return hex_encode(sha256(token));
}
inline store::Key tally(UserId user) {
  return store::Key(person(user), "TALLY#GROUPS");
}

}  // namespace waymark::groups::keys
