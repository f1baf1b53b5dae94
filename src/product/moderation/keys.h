// Where cases, and what was decided in them, lie in the store.
//
//   CASE#c        CASE#c               the case         GSI1 CASES#<STATE>/CASE#<openedAt>#c
//   CASE#c        REPORT#<t>#u         a report of u
//   CASE#c        SNAPSHOT#<hash>      what it said, by a hash of that
//   OPENCASE#<KIND>#<id>  OPENCASE     {caseId}: the one that gathers reports of that thing, until it is decided
//   USER#u        REPORTED#<KIND>#<id> {caseId}: u has reported it
//   SCREENED#e    SCREENED             a case was opened for that event
//   DECISION#d    DECISION#d           a decision       GSI1 USER#u/NOTICE#<t>#d (not DISMISS); GSI2 CASE#c/DECISION#<t>#d
//   AUDIT         HEAD                 {number, hash} of the last entry
//   AUDIT         ENTRY#<number>       an entry of the audit log (audit.h)   GSI1 CASE#c/AUDIT#<number>
#pragma once

#include <string>
#include <string_view>

#include "base/described.h"
#include "platform/store/item.h"
#include "product/moderation/model.h"

namespace waymark::moderation::keys {

inline constexpr std::string_view kCase = "CASE#";
inline constexpr std::string_view kReport = "REPORT#";
inline constexpr std::string_view kSnapshot = "SNAPSHOT#";
inline constexpr std::string_view kNotice = "NOTICE#";
inline constexpr std::string_view kDecision = "DECISION#";
inline constexpr std::string_view kAudit = "AUDIT#";
inline constexpr std::string_view kAuditLog = "AUDIT";
inline constexpr std::string_view kEntry = "ENTRY#";

inline std::string partition(CaseId id) {
  return "CASE#" + id.to_string();
}
inline store::Key of_case(CaseId id) {
  return store::Key(partition(id), partition(id));
}
inline std::string queue(CaseState state) {
  return "CASES#" + std::string(enum_name(state));
}
inline store::Key report(CaseId id, UserId reporter, Instant at) {
  return store::Key(partition(id),
                    std::string(kReport) + to_rfc3339(at) + "#" + reporter.to_string());
}
inline std::string named(const Subject& subject) {
  return std::string(enum_name(subject.kind)) + "#" + subject.id;
}
inline store::Key open_case(const Subject& subject) {
  return store::Key("OPENCASE#" + named(subject), "OPENCASE");
}
inline std::string person(UserId user) {
  return "USER#" + user.to_string();
}
inline store::Key reported(UserId reporter, const Subject& subject) {
  return store::Key(person(reporter), "REPORTED#" + named(subject));
}
inline store::Key decision(DecisionId id) {
  const std::string key = "DECISION#" + id.to_string();
  return store::Key(key, key);
}
inline store::Key audit_head() {
  return store::Key(std::string(kAuditLog), "HEAD");
}

}  // namespace waymark::moderation::keys
