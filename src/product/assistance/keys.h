// Where assistance lies in the store.
//
//   ASSIST#a  ASSIST#a          the request                 GSI1 USER#u / ENTITY#Assist#<t>#a   (u asks)
//   ASSIST#a  TAG#x             a tag of one that is open   GSI3 TAG#x / Assist#<t>#a
//   ASSIST#a  MSG#<t>#m         an answer
//   USER#u    ASSISTFOR#g       {assistanceId}: the open request on a goal of u
//   USER#u    DIDGOAL#g         {tags}: the tags for which a finished goal is counted
//   USER#u    DID#x             {count}: finished goals of u with the tag      GSI3 TAG#x / Did#<t>#u
//   USER#u    THANKS            {count}: how often u was thanked
//
// x is the folded tag, percent-encoded. Did#<t>: when the count last changed.
#pragma once

#include <string>
#include <string_view>

#include "base/encoding.h"
#include "base/text.h"
#include "platform/store/item.h"
#include "product/assistance/model.h"

namespace waymark::assistance::keys {

inline constexpr std::string_view kDidPrefix = "DID#";
inline constexpr std::string_view kAnswerPrefix = "MSG#";
inline constexpr std::string_view kMinePrefix = "ENTITY#Assist#";
inline constexpr std::string_view kOpenPrefix = "Assist#";
inline constexpr std::string_view kHelperPrefix = "Did#";

inline std::string partition(AssistanceId id) {
  return "ASSIST#" + id.to_string();
}
inline std::string person(UserId user) {
  return "USER#" + user.to_string();
}
/// A tag as it is compared.
inline std::string tag_name(std::string_view tag) {
  return percent_encode(fold(tag));
}
inline std::string tag_partition(std::string_view name) {
  return "TAG#" + std::string(name);
}
inline store::Key assistance(AssistanceId id) {
  return store::Key(partition(id), partition(id));
}
inline store::Key tag(AssistanceId id, std::string_view name) {
  return store::Key(partition(id), tag_partition(name));
}
inline store::Key answer(AssistanceId id, Instant at, AnswerId answer) {
  return store::Key(partition(id),
                    std::string(kAnswerPrefix) + to_rfc3339(at) + "#" + answer.to_string());
}
inline store::Key open_on(UserId user, GoalId goal) {
  return store::Key(person(user), "ASSISTFOR#" + goal.to_string());
}
inline store::Key did_goal(UserId user, GoalId goal) {
  return store::Key(person(user), "DIDGOAL#" + goal.to_string());
}
inline store::Key did(UserId user, std::string_view name) {
  return store::Key(person(user), std::string(kDidPrefix) + std::string(name));
}
inline store::Key thanks(UserId user) {
  return store::Key(person(user), "THANKS");
}

}  // namespace waymark::assistance::keys
