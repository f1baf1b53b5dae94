// The facts that moderation tells of: payloads as in api/events/*.v1.json. The user of all but ContentReported is the person
// whom it is about.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include "base/json.h"
#include "platform/events/outbox.h"
#include "product/moderation/model.h"

namespace waymark::moderation {

/// By who reported.
struct ContentReported {
  static constexpr std::string_view kType = "ContentReported";
  CaseId case_id;
  SubjectKind kind = SubjectKind::person;
  std::string subject_id;
  Instant reported_at;
};
BOOST_DESCRIBE_STRUCT(ContentReported, (), (case_id, kind, subject_id, reported_at))

struct ModerationDecided {
  static constexpr std::string_view kType = "ModerationDecided";
  DecisionId decision_id;
  CaseId case_id;
  DecisionAction action = DecisionAction::dismiss;
  SubjectKind kind = SubjectKind::person;
  std::string subject_id;
  std::optional<std::string> room_id;
  std::optional<Instant> until;
  Instant decided_at;
};
BOOST_DESCRIBE_STRUCT(ModerationDecided, (),
                      (decision_id, case_id, action, kind, subject_id, room_id, until, decided_at))

struct ModerationLifted {
  static constexpr std::string_view kType = "ModerationLifted";
  DecisionId decision_id;
  CaseId case_id;
  DecisionAction action = DecisionAction::warn;
  SubjectKind kind = SubjectKind::person;
  std::string subject_id;
  std::optional<std::string> room_id;
  Instant lifted_at;
};
BOOST_DESCRIBE_STRUCT(ModerationLifted, (),
                      (decision_id, case_id, action, kind, subject_id, room_id, lifted_at))

struct AppealMade {
  static constexpr std::string_view kType = "AppealMade";
  DecisionId decision_id;
  CaseId case_id;
  Instant made_at;
};
BOOST_DESCRIBE_STRUCT(AppealMade, (), (decision_id, case_id, made_at))

struct AppealDecided {
  static constexpr std::string_view kType = "AppealDecided";
  DecisionId decision_id;
  CaseId case_id;
  bool upheld = false;
  Instant decided_at;
};
BOOST_DESCRIBE_STRUCT(AppealDecided, (), (decision_id, case_id, upheld, decided_at))

template <typename Fact>
events::NewEvent told(UserId user, const Fact& fact) {
  return events::NewEvent(std::string(Fact::kType), user, json::to_string(fact));
}

}  // namespace waymark::moderation
