// What a person has finished and earned.
#include <array>

#include "product/goals/events.h"
#include "product/notifications/facts.h"
#include "product/rewards/events.h"

namespace waymark::notifications {
namespace {

using events::Payload;
using rewards::BadgeKind;

Stands own_news(std::string source, News news) {
  Stands stands;
  stands.source = std::move(source);
  stands.news.push_back(std::move(news));
  return stands;
}

std::string quest_source(const Payload& payload) {
  return "QUEST#" + payload.member<QuestId>("questId").to_string();
}
Facts quest_completed(UserId who, const Payload& payload) {
  News news;
  news.kind = NotificationKind::quest_completed;
  news.to = who;
  news.about.quest_id = payload.member<QuestId>("questId");
  news.about.title = payload.member<std::string>("title");
  news.subject = news.about.quest_id->to_string();
  return {own_news(quest_source(payload), std::move(news))};
}
Facts quest_gone(UserId, const Payload& payload) {
  return {Gone{quest_source(payload)}};
}

std::string badge_source(UserId who, const Payload& payload) {
  const auto badge = payload.member<BadgeKind>("badge");
  return "BADGE#" + who.to_string() + "#" + std::string(enum_name(badge));
}
Facts badge_earned(UserId who, const Payload& payload) {
  const auto badge = payload.member<BadgeKind>("badge");
  News news;
  news.kind = NotificationKind::badge_earned;
  news.to = who;
  news.subject = enum_name(badge);
  news.about.badge = badge;
  return {own_news(badge_source(who, payload), std::move(news))};
}
Facts badge_revoked(UserId who, const Payload& payload) {
  return {Gone{badge_source(who, payload)}};
}

Facts points_earned(UserId who, const Payload& payload) {
  return {OnLevel{who, payload.member<std::int64_t>("level")}};
}

constexpr std::array kReaders = {
    FactReader{goals::kQuestCompleted, quest_completed},
    FactReader{goals::kQuestReopened, quest_gone},
    FactReader{goals::kQuestDeleted, quest_gone},
    FactReader{rewards::BadgeEarned::kType, badge_earned},
    FactReader{rewards::BadgeRevoked::kType, badge_revoked},
    FactReader{rewards::RewardEarned::kType, points_earned},
};

}  // namespace

std::span<const FactReader> readers_of_progress() {
  return kReaders;
}

}  // namespace waymark::notifications
