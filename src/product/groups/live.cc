#include "product/groups/live.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "platform/events/payload.h"
#include "product/groups/events.h"
#include "product/posts/events.h"

namespace waymark::groups {
namespace {

struct Told {
  std::string_view type;
  GroupChangeKind kind;
};
constexpr std::array kTold = {
    Told{GroupChanged::kType, GroupChangeKind::group},
    Told{PostPinned::kType, GroupChangeKind::group},
    Told{PostUnpinned::kType, GroupChangeKind::group},
    Told{MemberJoined::kType, GroupChangeKind::members},
    Told{MemberLeft::kType, GroupChangeKind::members},
    Told{MemberRoleChanged::kType, GroupChangeKind::members},
    Told{MemberAsked::kType, GroupChangeKind::members},
    Told{CandidateLeft::kType, GroupChangeKind::members},
    Told{posts::PostCreated::kType, GroupChangeKind::posts},
    Told{posts::PostDeleted::kType, GroupChangeKind::posts},
};

}  // namespace

std::string topic_of(GroupId id) {
  return "group:" + id.to_string();
}

bool LiveNews::wants(std::string_view type) const {
  return std::ranges::find(kTold, type, &Told::type) != kTold.end();
}

Task<events::Effects> LiveNews::apply(const events::Event& event) {
  events::Effects effects;
  const events::Payload payload(event);
  const auto group = payload.member<std::optional<GroupId>>("groupId");
  if (!group) co_return effects;  // a post to nobody's group
  GroupNotice notice;
  notice.group_id = *group;
  notice.kind = std::ranges::find(kTold, event.type, &Told::type)->kind;
  auto message = std::make_shared<realtime::Message>();
  message->kind = std::string(kGroupMessage);
  message->payload = json::to_string(notice);
  if (event.type == MemberLeft::kType) message->about = event.user.to_string();
  effects.after_commit.push_back(
      [&hub = hub_, topic = topic_of(*group), message] { hub.publish(topic, message); });
  co_return effects;
}

}  // namespace waymark::groups
