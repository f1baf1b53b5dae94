// Who invites a person to a group, asks to be let in, lets them in, gives them another role; what is pinned there.
#include <array>

#include "product/groups/events.h"
#include "product/notifications/facts.h"

namespace waymark::notifications {
namespace {

using events::Payload;
using groups::Role;

std::string source_of(std::string_view what, GroupId group, UserId user) {
  return std::string(what) + "#" + group.to_string() + "#" + user.to_string();
}

News news_of(NotificationKind kind, UserId to, GroupId group) {
  News news;
  news.kind = kind;
  news.to = to;
  news.subject = group.to_string();
  news.about.group_id = group;
  return news;
}

Stands told(std::string source, UserId actor, News news) {
  Stands stands;
  stands.source = std::move(source);
  stands.actor = actor;
  stands.news.push_back(std::move(news));
  return stands;
}

/// The same may happen again: each time is a source of its own.
std::string at(const Payload& payload, const char* when) {
  return "#" + to_rfc3339(payload.member<Instant>(when));
}

Facts invited(UserId who, const Payload& payload) {
  const auto group = payload.member<GroupId>("groupId");
  return {told(source_of("INVITED", group, who), payload.member<UserId>("byId"),
               news_of(NotificationKind::group_invited, who, group))};
}

Facts asked(UserId who, const Payload& payload) {
  const auto group = payload.member<GroupId>("groupId");
  Stands stands;
  stands.source = source_of("ASKEDGROUP", group, who);
  stands.actor = who;
  const auto moderators = payload.member<std::optional<std::vector<UserId>>>("told");
  if (!moderators) return {};  // of before they were told
  for (const UserId to : *moderators)
    stands.news.push_back(news_of(NotificationKind::group_request, to, group));
  return {std::move(stands)};
}

Facts settled(UserId who, const Payload& payload) {
  const auto group = payload.member<GroupId>("groupId");
  return {Gone{source_of("INVITED", group, who)}, Gone{source_of("ASKEDGROUP", group, who)}};
}

Facts joined(UserId who, const Payload& payload) {
  Facts facts = settled(who, payload);
  if (payload.member<groups::Entry>("how") != groups::Entry::accepted) return facts;
  const auto by = payload.member<std::optional<UserId>>("byId");
  const auto group = payload.member<GroupId>("groupId");
  if (by)
    facts.push_back(told(source_of("INGROUP", group, who) + at(payload, "joinedAt"), *by,
                         news_of(NotificationKind::group_accepted, who, group)));
  return facts;
}

Facts role_changed(UserId who, const Payload& payload) {
  const auto group = payload.member<GroupId>("groupId");
  News news = news_of(NotificationKind::group_role, who, group);
  news.about.group_role = payload.member<Role>("role");
  return {told(source_of("ROLE", group, who) + at(payload, "changedAt"),
               payload.member<UserId>("byId"), std::move(news))};
}

/// Some of the members at a time (groups/pin_news.h).
Facts pinned(UserId who, const Payload& payload) {
  const auto group = payload.member<GroupId>("groupId");
  const auto post = payload.member<posts::PostId>("postId");
  Stands stands;
  stands.source = "PIN#" + post.to_string() + at(payload, "pinnedAt") + "#" +
                  std::to_string(payload.member<std::int64_t>("first"));
  stands.actor = who;
  for (const UserId to : payload.member<std::vector<UserId>>("told")) {
    News news = news_of(NotificationKind::group_pin, to, group);
    news.subject = post.to_string();
    news.about.post_id = post;
    stands.news.push_back(std::move(news));
  }
  return {std::move(stands)};
}

constexpr std::array kReaders = {
    FactReader{groups::MemberInvited::kType, invited},
    FactReader{groups::MemberAsked::kType, asked},
    FactReader{groups::CandidateLeft::kType, settled},
    FactReader{groups::MemberJoined::kType, joined},
    FactReader{groups::MemberRoleChanged::kType, role_changed},
    FactReader{groups::PinTold::kType, pinned},
};

}  // namespace

std::span<const FactReader> readers_of_groups() {
  return kReaders;
}

}  // namespace waymark::notifications
