// Who wants help with what a person has done, who helps them, and who thanks them.
#include <array>

#include "product/assistance/events.h"
#include "product/notifications/facts.h"

namespace waymark::notifications {
namespace {

using assistance::AssistanceId;
using events::Payload;

Stands told(std::string source, UserId actor, NotificationKind kind, AssistanceId id,
            const std::vector<UserId>& people) {
  Stands stands;
  stands.source = std::move(source);
  stands.actor = actor;
  for (const UserId to : people) {
    News news;
    news.kind = kind;
    news.to = to;
    news.subject = id.to_string();
    news.about.assistance_id = id;
    stands.news.push_back(std::move(news));
  }
  return stands;
}

std::string request_source(AssistanceId id) {
  return "HELP#" + id.to_string();
}
Facts asked(UserId who, const Payload& payload) {
  const auto id = payload.member<AssistanceId>("assistanceId");
  return {told(request_source(id), who, NotificationKind::help_wanted, id,
               payload.member<std::vector<UserId>>("matched"))};
}
Facts closed(UserId, const Payload& payload) {
  return {Gone{request_source(payload.member<AssistanceId>("assistanceId"))}};
}
Facts answered(UserId who, const Payload& payload) {
  const auto answer = payload.member<assistance::AnswerId>("answerId");
  return {told("HELPANSWER#" + answer.to_string(), who, NotificationKind::help_answered,
               payload.member<AssistanceId>("assistanceId"),
               payload.member<std::vector<UserId>>("told"))};
}
std::string thanks_source(AssistanceId id, UserId helper) {
  return "THANKS#" + id.to_string() + "#" + helper.to_string();
}
Facts thanked(UserId who, const Payload& payload) {
  const auto id = payload.member<AssistanceId>("assistanceId");
  const auto helper = payload.member<UserId>("helperId");
  return {told(thanks_source(id, helper), who, NotificationKind::thanks, id,
               std::vector<UserId>(1, helper))};
}
Facts thanks_withdrawn(UserId, const Payload& payload) {
  return {Gone{thanks_source(payload.member<AssistanceId>("assistanceId"),
                             payload.member<UserId>("helperId"))}};
}

constexpr std::array kReaders = {
    FactReader{assistance::HelpAsked::kType, asked},
    FactReader{assistance::HelpAnswered::kType, answered},
    FactReader{assistance::ThanksGiven::kType, thanked},
    FactReader{assistance::ThanksWithdrawn::kType, thanks_withdrawn},
    FactReader{assistance::AssistanceClosed::kType, closed},
};

}  // namespace

std::span<const FactReader> readers_of_assistance() {
  return kReaders;
}

}  // namespace waymark::notifications
