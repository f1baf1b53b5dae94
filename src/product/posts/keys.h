// Where posts and their comments lie in the store.
//
//   POST#p     POST#p           the post              GSI1 USER#u / ENTITY#Post#<t>#p
//                                                     GSI2 GROUP#g / POST#<t>#p  when it was written to a group
//   POST#p     TAG#x            a tag of a PUBLIC one GSI3 TAG#x / Post#<t>#p
//   POST#p     LIKE#u           {userId, at}          GSI2 POST#p / LIKE#<t>#u
//   POST#p     BOOST#u          {userId, at}
//   POST#p     REVISION#<nnnnnnnnnn>   what version n said, the last 50
//   COMMENT#c  COMMENT#c        a comment             GSI1 USER#u / ENTITY#Comment#<t>#c
//                                                     GSI2 POST#p / COMMENT#<parent or ->#<t>#c
//   COMMENT#c  REVISION#<nnnnnnnnnn>   what version n said, the last 20
//
// <t> is when it was made; x the folded tag, percent-encoded. A deleted post leaves a tombstone (its ids and deletedAt)
// for kTombstonesKept; cleanup.h removes what lay around it.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/encoding.h"
#include "platform/store/item.h"
#include "product/posts/model.h"

namespace waymark::posts::keys {

inline constexpr std::chrono::days kTombstonesKept{90};

inline std::string partition(PostId id) {
  return "POST#" + id.to_string();
}
/// In GSI2 of a group.
inline constexpr std::string_view kGroupPost = "POST#";
inline std::string group(GroupId id) {
  return "GROUP#" + id.to_string();
}
inline std::string person(UserId user) {
  return "USER#" + user.to_string();
}
inline store::Key post(PostId id) {
  return store::Key(partition(id), partition(id));
}
/// `tag` is folded.
inline std::string tag_partition(std::string_view tag) {
  return "TAG#" + percent_encode(tag);
}
inline store::Key tag(PostId id, std::string_view tag) {
  return store::Key(partition(id), tag_partition(tag));
}
inline store::Key like(PostId id, UserId user) {
  return store::Key(partition(id), "LIKE#" + user.to_string());
}
inline store::Key boost(PostId id, UserId user) {
  return store::Key(partition(id), "BOOST#" + user.to_string());
}
store::Key revision(PostId id, std::int64_t version);

inline store::Key comment(CommentId id) {
  const std::string key = "COMMENT#" + id.to_string();
  return store::Key(key, key);
}
store::Key revision(CommentId id, std::int64_t version);

/// In GSI2 of the post: the answers to one comment, or to the post itself.
inline std::string answers_prefix(const std::optional<CommentId>& parent) {
  return "COMMENT#" + (parent ? parent->to_string() : "-") + "#";
}

}  // namespace waymark::posts::keys
