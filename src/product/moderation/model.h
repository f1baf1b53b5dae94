// Cases: what was reported or met a rule, what moderators decided, and what people are told of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/ids.h"
#include "base/time.h"

namespace waymark::moderation {

using CaseId = Id<struct CaseSubject>;
using DecisionId = Id<struct DecisionSubject>;

enum class SubjectKind { person, post, comment, message };
BOOST_DESCRIBE_ENUM(SubjectKind, person, post, comment, message)

enum class ReportReason {
  spam,
  harassment,
  hate,
  violence,
  self_harm,
  sexual,
  illegal,
  impersonation,
  misinformation,
  other
};
BOOST_DESCRIBE_ENUM(ReportReason, spam, harassment, hate, violence, self_harm, sexual, illegal,
                    impersonation, misinformation, other)

enum class CaseState { open, appealed, decided };
BOOST_DESCRIBE_ENUM(CaseState, open, appealed, decided)

/// Who found it first.
enum class CaseSource { reports, rules };
BOOST_DESCRIBE_ENUM(CaseSource, reports, rules)

enum class DecisionAction { dismiss, warn, hide, suspend };
BOOST_DESCRIBE_ENUM(DecisionAction, dismiss, warn, hide, suspend)

/// A thing that a case is about.
struct Subject {
  SubjectKind kind = SubjectKind::person;
  std::string id;
  std::optional<std::string> room_id;  // message
  bool operator==(const Subject&) const = default;
};

/// GraphQL `ModerationCase`.
struct Case {
  CaseId id;
  SubjectKind kind = SubjectKind::person;
  std::string subject_id;
  std::optional<std::string> room_id;
  UserId owner_id;  // who it is, or who wrote it
  CaseState state = CaseState::open;
  CaseSource source = CaseSource::reports;
  std::int64_t report_count = 0;
  std::vector<ReportReason> reasons;  // each once
  std::vector<std::string> rules;     // each once
  bool held = false;                  // by a rule: shown to nobody else until it is dismissed
  std::int64_t snapshot_count = 0;
  Instant opened_at;
  Instant updated_at;
  std::int64_t acts = 0;  // how often something was decided in it: what a moderator has seen of it
  std::int64_t version = 1;  // of the item: reports raise it too

  Subject subject() const;
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, kind, subject_id, room_id, owner_id, state, source, report_count,
                       reasons, rules, held, snapshot_count, opened_at, updated_at, acts, version))

/// What it said, kept so that neither an edit nor a deletion takes it away: GraphQL `ModerationSnapshot`.
struct Snapshot {
  std::string text;
  std::vector<std::string> pictures;  // their addresses
  Instant taken_at;
};
BOOST_DESCRIBE_STRUCT(Snapshot, (), (text, pictures, taken_at))

/// GraphQL `ModerationReport`.
struct Report {
  std::string id;  // of its reporter and case: opaque
  UserId reporter_id;
  ReportReason reason = ReportReason::other;
  std::optional<std::string> text;
  Instant reported_at;
};
BOOST_DESCRIBE_STRUCT(Report, (), (id, reporter_id, reason, text, reported_at))

struct Appeal {
  std::string text;
  Instant made_at;
  std::optional<Instant> decided_at;
  std::optional<bool> upheld;
  std::optional<std::string> message;
};
BOOST_DESCRIBE_STRUCT(Appeal, (), (text, made_at, decided_at, upheld, message))

struct Decision {
  DecisionId id;
  CaseId case_id;
  DecisionAction action = DecisionAction::dismiss;
  SubjectKind kind = SubjectKind::person;
  std::string subject_id;
  std::optional<std::string> room_id;
  UserId owner_id;
  UserId decided_by_id;
  std::string excerpt;
  std::optional<std::string> message;
  std::optional<std::string> note;
  std::optional<Instant> until;
  Instant decided_at;
  std::optional<Instant> lifted_at;
  std::optional<Appeal> appeal;
  std::int64_t version = 1;

  Subject subject() const;
};
BOOST_DESCRIBE_STRUCT(Decision, (),
                      (id, case_id, action, kind, subject_id, room_id, owner_id, decided_by_id,
                       excerpt, message, note, until, decided_at, lifted_at, appeal, version))

/// A decision as the person whom it is about is told of it: GraphQL `ModerationNotice`.
struct Notice {
  DecisionId id;
  DecisionAction action = DecisionAction::warn;
  SubjectKind kind = SubjectKind::person;
  std::string subject_id;
  std::optional<std::string> room_id;
  std::string excerpt;
  std::optional<std::string> message;
  std::optional<Instant> until;
  Instant decided_at;
  std::optional<Instant> lifted_at;
  std::optional<Appeal> appeal;
  bool appealable = false;
};
BOOST_DESCRIBE_STRUCT(Notice, (),
                      (id, action, kind, subject_id, room_id, excerpt, message, until, decided_at,
                       lifted_at, appeal, appealable))

Notice notice_of(Decision decision);
bool is_appealable(const Decision& decision);

inline constexpr std::size_t kLongestReport = 1'000;   // code points
inline constexpr std::size_t kLongestMessage = 2'000;  // to the person, of a note, of an appeal
inline constexpr std::size_t kLongestExcerpt = 300;
inline constexpr std::int64_t kMostSnapshots = 20;
inline constexpr std::uint32_t kMostDecisions = 50;
inline constexpr std::uint32_t kMostHistory = 100;

}  // namespace waymark::moderation
