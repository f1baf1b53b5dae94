// What a person's teams have reached on their journeys, and who passed whom.
#include <array>

#include "product/journeys/events.h"
#include "product/notifications/facts.h"

namespace waymark::notifications {
namespace {

using events::Payload;

std::string season_of(const Payload& payload) {
  return payload.member<GroupId>("groupId").to_string() + "#" +
         payload.member<journeys::JourneyId>("journeyId").to_string() + "#" +
         std::to_string(payload.member<std::int64_t>("season"));
}

/// One entry for what was unlocked at once: the end, else the last milestone.
Facts cards_unlocked(UserId who, const Payload& payload) {
  const bool finished = payload.member<bool>("finished");
  const auto milestones = payload.member<std::vector<std::string>>("milestoneIds");
  const std::string last = finished || milestones.empty() ? "FINISH" : milestones.back();
  News news;
  news.kind = finished ? NotificationKind::journey_finished : NotificationKind::milestone_reached;
  news.to = who;
  news.subject = season_of(payload) + "#" + last;
  news.about.group_id = payload.member<GroupId>("groupId");
  news.about.title = payload.member<std::string>("title");
  Stands stands;
  stands.source = "CARD#" + who.to_string() + "#" + news.subject;
  stands.news.push_back(std::move(news));
  return {std::move(stands)};
}

Facts member_passed(UserId who, const Payload& payload) {
  const auto by = payload.member<UserId>("byId");
  News news;
  news.kind = NotificationKind::member_passed;
  news.to = who;
  news.subject = season_of(payload);
  news.about.group_id = payload.member<GroupId>("groupId");
  Stands stands;
  stands.source = "PASS#" + news.subject + "#" + by.to_string() + "#" + who.to_string() + "#" +
                  to_rfc3339(payload.member<Instant>("passedAt"));
  stands.actor = by;
  stands.news.push_back(std::move(news));
  return {std::move(stands)};
}

constexpr std::array kReaders = {
    FactReader{journeys::CardsUnlocked::kType, cards_unlocked},
    FactReader{journeys::MemberPassed::kType, member_passed},
};

}  // namespace

std::span<const FactReader> readers_of_journeys() {
  return kReaders;
}

}  // namespace waymark::notifications
