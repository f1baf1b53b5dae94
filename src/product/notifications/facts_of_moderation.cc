// What moderators decided about a person, or what they wrote. Who decided is not told.
#include <array>

#include "product/moderation/events.h"
#include "product/notifications/facts.h"

namespace waymark::notifications {
namespace {

using events::Payload;
using moderation::DecisionAction;
using moderation::DecisionId;

Fact told(std::string_view what, UserId who, NotificationKind kind, const Payload& payload) {
  News news;
  news.kind = kind;
  news.to = who;
  news.about.decision_id = payload.member<DecisionId>("decisionId");
  news.subject = news.about.decision_id->to_string();
  Stands stands;
  stands.source = std::string(what) + "#" + news.subject;
  stands.news.push_back(std::move(news));
  return stands;
}

std::optional<NotificationKind> kind_of(DecisionAction action) {
  switch (action) {
    case DecisionAction::dismiss:
      return std::nullopt;
    case DecisionAction::warn:
      return NotificationKind::warned;
    case DecisionAction::hide:
      return NotificationKind::content_hidden;
    case DecisionAction::suspend:
      return NotificationKind::suspended;
  }
  return std::nullopt;
}

Facts decided(UserId who, const Payload& payload) {
  const auto kind = kind_of(payload.member<DecisionAction>("action"));
  if (!kind) return {};
  return {told("DECISION", who, *kind, payload)};
}
Facts lifted(UserId who, const Payload& payload) {
  return {told("LIFTED", who, NotificationKind::decision_lifted, payload)};
}
/// One that was right is told as the lifting of what it was against.
Facts appeal_decided(UserId who, const Payload& payload) {
  if (!payload.member<bool>("upheld")) return {};
  return {told("APPEAL", who, NotificationKind::appeal_rejected, payload)};
}

constexpr std::array kReaders = {
    FactReader{moderation::ModerationDecided::kType, decided},
    FactReader{moderation::ModerationLifted::kType, lifted},
    FactReader{moderation::AppealDecided::kType, appeal_decided},
};

}  // namespace

std::span<const FactReader> readers_of_moderation() {
  return kReaders;
}

}  // namespace waymark::notifications
