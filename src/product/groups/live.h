// What changes in a group, to those who look at it now. What has changed is not told: they ask again, and see what they may.
#pragma once

#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "platform/events/outbox.h"
#include "platform/realtime/hub.h"
#include "product/groups/model.h"

namespace waymark::groups {

/// GROUP: what is said of it, or a pin. MEMBERS: who is in it, asks, or as what.
enum class GroupChangeKind { group, members, posts };
BOOST_DESCRIBE_ENUM(GroupChangeKind, group, members, posts)

/// GraphQL `GroupChange`.
struct GroupNotice {
  GroupId group_id;
  GroupChangeKind kind = GroupChangeKind::group;
};
BOOST_DESCRIBE_STRUCT(GroupNotice, (), (group_id, kind))

/// The kind of the messages on its topic. Their `about` is who has just left, for whom it was the last.
inline constexpr std::string_view kGroupMessage = "group";

/// "group:<id>"
std::string topic_of(GroupId id);

/// The consumer "group-live": tells when it is committed. The hub outlives it.
class LiveNews final : public events::Consumer {
 public:
  explicit LiveNews(realtime::Hub& hub) : hub_(hub) {}

  std::string_view name() const override { return "group-live"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  realtime::Hub& hub_;
};

}  // namespace waymark::groups
