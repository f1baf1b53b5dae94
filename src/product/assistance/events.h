// The facts that assistance tells of: payloads as in api/events/*.v1.json. None holds what anybody wrote.
#pragma once

#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "base/json.h"
#include "platform/events/outbox.h"
#include "product/assistance/model.h"

namespace waymark::assistance {

/// By who asks.
struct HelpAsked {
  static constexpr std::string_view kType = "HelpAsked";
  AssistanceId assistance_id;
  GoalId goal_id;
  std::vector<UserId> matched;  // have done it, and may be told
  Instant asked_at;
};
BOOST_DESCRIBE_STRUCT(HelpAsked, (), (assistance_id, goal_id, matched, asked_at))

/// By who answers: a helper, or the asker who answers them.
struct HelpAnswered {
  static constexpr std::string_view kType = "HelpAnswered";
  AssistanceId assistance_id;
  AnswerId answer_id;
  std::vector<UserId> told;
  Instant answered_at;
};
BOOST_DESCRIBE_STRUCT(HelpAnswered, (), (assistance_id, answer_id, told, answered_at))

/// By the asker.
struct ThanksGiven {
  static constexpr std::string_view kType = "ThanksGiven";
  AssistanceId assistance_id;
  UserId helper_id;
  Instant thanked_at;
};
BOOST_DESCRIBE_STRUCT(ThanksGiven, (), (assistance_id, helper_id, thanked_at))

/// By the asker, who takes them back.
struct ThanksWithdrawn {
  static constexpr std::string_view kType = "ThanksWithdrawn";
  AssistanceId assistance_id;
  UserId helper_id;
  Instant withdrawn_at;
};
BOOST_DESCRIBE_STRUCT(ThanksWithdrawn, (), (assistance_id, helper_id, withdrawn_at))

/// By the asker.
struct AssistanceClosed {
  static constexpr std::string_view kType = "AssistanceClosed";
  AssistanceId assistance_id;
  Instant closed_at;
};
BOOST_DESCRIBE_STRUCT(AssistanceClosed, (), (assistance_id, closed_at))

/// One event, ready for a commit.
template <typename Payload>
std::vector<events::NewEvent> told(UserId user, const Payload& payload) {
  std::vector<events::NewEvent> events;
  events.emplace_back(std::string(Payload::kType), user, json::to_string(payload));
  return events;
}

}  // namespace waymark::assistance
