#include "product/moderation/decisions.h"

#include <algorithm>

#include "base/error.h"
#include "product/moderation/events.h"

namespace waymark::moderation {
namespace {

constexpr TextRule kTextRule{0, kLongestMessage, true};
constexpr TextRule kAppealRule{1, kLongestMessage, true};
constexpr std::chrono::days kLongestSuspension{3'660};
constexpr std::uint32_t kStaffLooked = 20;

Error too_contended() {
  return Error::conflict("error.conflict", "too much is decided at once");
}

Error own_case() {
  return Error(ErrorCode::forbidden, "error.moderation.own_case");
}

Entry entry_of(AuditAction action, UserId actor, CaseId id, std::string detail, Instant now) {
  Entry entry;
  entry.at = now;
  entry.action = action;
  entry.actor_id = actor;
  entry.case_id = id;
  entry.detail = std::move(detail);
  return entry;
}

/// The first code points of a text.
std::string beginning_of(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (begins && ++count > kLongestExcerpt) return text.substr(0, at);
  }
  return text;
}

/// What both facts say of a decision.
template <typename Fact>
Fact fact_of(const Decision& decision) {
  Fact fact;
  fact.decision_id = decision.id;
  fact.case_id = decision.case_id;
  fact.action = decision.action;
  fact.kind = decision.kind;
  fact.subject_id = decision.subject_id;
  fact.room_id = decision.room_id;
  return fact;
}

ModerationDecided decided_of(const Decision& decision) {
  auto fact = fact_of<ModerationDecided>(decision);
  fact.until = decision.until;
  fact.decided_at = decision.decided_at;
  return fact;
}

ModerationLifted lifted_of(const Decision& decision) {
  auto fact = fact_of<ModerationLifted>(decision);
  fact.lifted_at = *decision.lifted_at;
  return fact;
}

void check_action(InputCheck& check, const DecisionInput& input, SubjectKind kind, Instant now) {
  if (input.action == DecisionAction::hide && kind == SubjectKind::person)
    check.wrong("action", "error.moderation.cannot_hide");
  if (!input.until) return;
  if (input.action != DecisionAction::suspend || *input.until <= now ||
      *input.until > now + kLongestSuspension)
    check.wrong("until", "error.moderation.until_past");
}

}  // namespace

const Principal& require_moderator(const RequestContext& context) {
  const Principal& principal = context.require_principal();
  for (const std::string& scope : principal.scopes)
    if (scope == "moderator" || scope == "admin") return principal;
  throw Error(ErrorCode::forbidden, "error.forbidden");
}

/// The head of the log is read first: whatever else is decided meanwhile makes the commit fail.
struct Decisions::Move {
  explicit Move(AuditHead at) : head(std::move(at)) {}
  AuditHead head;
  store::Transaction transaction;
  std::vector<events::NewEvent> events;
  Hiding hiding;
  std::optional<accounts::Suspension> suspension;
};

Task<bool> Decisions::commit(const RequestContext& context, Move move) const {
  const store::Outcome outcome =
      co_await ports_.outbox.commit(std::move(move.transaction), std::move(move.events), context);
  if (!outcome.committed()) co_return false;
  ports_.subjects.announce(move.hiding);
  if (move.suspension) {
    ports_.suspensions.note(*move.suspension);
    if (ports_.news != nullptr) ports_.news->tell(move.suspension->user_id);
  }
  co_return true;
}

Task<Case> Decisions::case_of(CaseId id) const {
  auto found = co_await repository_.find(id);
  if (!found) throw Error::not_found("case");
  co_return std::move(*found);
}

Task<Decision> Decisions::decision_for(UserId moderator, DecisionId id) const {
  auto found = co_await repository_.find(id);
  if (!found) throw Error::not_found("decision");
  if (found->owner_id == moderator) throw own_case();
  co_return std::move(*found);
}

Task<std::string> Decisions::excerpt_of(const Case& about) const {
  if (about.kind == SubjectKind::person) co_return std::string();
  const auto snapshots = co_await repository_.snapshots(about.id);
  co_return snapshots.empty() ? std::string() : beginning_of(snapshots.front().text);
}

/// What the decision does, added to the move.
Task<void> Decisions::act(Move& move, const Case& about, const Decision& decision) const {
  const UserId by = decision.decided_by_id;
  const Subject subject = about.subject();
  switch (decision.action) {
    case DecisionAction::dismiss:
    case DecisionAction::warn:
      if (about.held)
        move.hiding =
            co_await ports_.subjects.hide(move.transaction, move.events, subject, by, std::nullopt);
      break;
    case DecisionAction::hide:
      move.hiding = co_await ports_.subjects.hide(move.transaction, move.events, subject, by,
                                                  decision.decided_at);
      break;
    case DecisionAction::suspend: {
      accounts::Suspension& suspension = move.suspension.emplace();
      suspension.user_id = about.owner_id;
      suspension.decision_id = decision.id.to_string();
      suspension.since = suspension.changed_at = decision.decided_at;
      suspension.until = decision.until;
      accounts::Suspensions::put(move.transaction, suspension);
      break;
    }
  }
}

Task<Case> Decisions::decide(const RequestContext& context, DecisionInput input,
                             InputPath at) const {
  const UserId me = require_moderator(context).user;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Move move(co_await audit_.head());
    Case about = co_await case_of(input.case_id);
    if (about.owner_id == me) throw own_case();
    if (about.acts != input.version) throw Error::conflict("error.conflict.changed_elsewhere");
    const Instant now = ports_.clock.now();
    InputCheck check(at);
    Decision decision;
    decision.message = check.optional_text("message", input.message, kTextRule);
    decision.note = check.optional_text("note", input.note, kTextRule);
    check_action(check, input, about.kind, now);
    check.throw_if_any();
    decision.id = ports_.ids.make<DecisionId>();
    decision.case_id = about.id;
    decision.action = input.action;
    decision.kind = about.kind;
    decision.subject_id = about.subject_id;
    decision.room_id = about.room_id;
    decision.owner_id = about.owner_id;
    decision.decided_by_id = me;
    decision.excerpt = co_await excerpt_of(about);
    decision.until = input.until;
    decision.decided_at = now;

    co_await act(move, about, decision);
    Repository::add(move.transaction, decision);
    if (about.state == CaseState::open) {
      Repository::close(move.transaction, about);
      about.state = CaseState::decided;
    }
    if (decision.action != DecisionAction::suspend) about.held = false;
    about.updated_at = now;
    ++about.acts;
    Repository::change(move.transaction, about);
    AuditLog::append(
        move.transaction, move.head,
        entry_of(AuditAction::decided, me, about.id, std::string(enum_name(decision.action)), now));
    move.events.push_back(told(about.owner_id, decided_of(decision)));
    const bool committed = co_await commit(context, std::move(move));
    if (committed) co_return about;
  }
  throw too_contended();
}

/// A later suspension of the same person stands on its own.
Task<void> Decisions::undo(Move& move, Decision& decision, UserId by) const {
  const Instant now = ports_.clock.now();
  decision.lifted_at = now;
  move.events.push_back(told(decision.owner_id, lifted_of(decision)));
  if (decision.action == DecisionAction::hide)
    move.hiding = co_await ports_.subjects.hide(move.transaction, move.events, decision.subject(),
                                                by, std::nullopt);
  if (decision.action != DecisionAction::suspend) co_return;
  move.suspension = co_await ports_.suspensions.of(Owner::acting_for(decision.owner_id));
  if (move.suspension && move.suspension->decision_id != decision.id.to_string())
    move.suspension.reset();
  if (!move.suspension) co_return;
  move.suspension->lifted = true;
  move.suspension->changed_at = now;
  accounts::Suspensions::put(move.transaction, *move.suspension);
}

/// Of the case, once the appeal against that decision is settled.
Task<CaseState> Decisions::state_after(const Decision& settled) const {
  const auto all = co_await repository_.decisions(settled.case_id);
  const bool waits = std::ranges::any_of(all, [&](const Decision& each) {
    return each.id != settled.id && each.appeal && !each.appeal->decided_at;
  });
  co_return waits ? CaseState::appealed : CaseState::decided;
}

Task<Case> Decisions::lift(const RequestContext& context, DecisionId id,
                           std::optional<std::string> message) const {
  const UserId me = require_moderator(context).user;
  InputCheck check{InputPath()};
  message = check.optional_text("message", message, kTextRule);
  check.throw_if_any();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Move move(co_await audit_.head());
    Decision decision = co_await decision_for(me, id);
    Case about = co_await case_of(decision.case_id);
    if (decision.lifted_at || decision.action == DecisionAction::dismiss) co_return about;
    const Instant now = ports_.clock.now();
    co_await undo(move, decision, me);
    if (message) decision.message = message;
    if (decision.appeal && !decision.appeal->decided_at) {
      decision.appeal->decided_at = now;
      decision.appeal->upheld = false;
      about.state = co_await state_after(decision);
    }
    Repository::change(move.transaction, decision);
    about.updated_at = now;
    ++about.acts;
    Repository::change(move.transaction, about);
    AuditLog::append(
        move.transaction, move.head,
        entry_of(AuditAction::lifted, me, about.id, std::string(enum_name(decision.action)), now));
    const bool committed = co_await commit(context, std::move(move));
    if (committed) co_return about;
  }
  throw too_contended();
}

Task<Notice> Decisions::appeal(const RequestContext& context, DecisionId id,
                               std::string text) const {
  const UserId me = context.require_principal().user;
  InputCheck check{InputPath()};
  text = check.text("text", text, kAppealRule);
  check.throw_if_any();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Move move(co_await audit_.head());
    auto decision = co_await repository_.find(id);
    if (!decision || decision->owner_id != me || decision->action == DecisionAction::dismiss)
      throw Error::not_found("decision");
    if (decision->lifted_at) throw Error::conflict("error.moderation.lifted");
    if (decision->appeal) throw Error::conflict("error.moderation.appealed");
    Case about = co_await case_of(decision->case_id);
    const Instant now = ports_.clock.now();
    Appeal& appeal = decision->appeal.emplace();
    appeal.text = text;
    appeal.made_at = now;
    Repository::change(move.transaction, *decision);
    if (about.state == CaseState::open) Repository::close(move.transaction, about);
    about.state = CaseState::appealed;
    about.updated_at = now;
    ++about.acts;
    Repository::change(move.transaction, about);
    AuditLog::append(move.transaction, move.head,
                     entry_of(AuditAction::appealed, me, about.id,
                              std::string(enum_name(decision->action)), now));
    AppealMade fact;
    fact.decision_id = id;
    fact.case_id = about.id;
    fact.made_at = now;
    move.events.push_back(told(me, fact));
    const bool committed = co_await commit(context, std::move(move));
    if (committed) co_return notice_of(std::move(*decision));
  }
  throw too_contended();
}

Task<void> Decisions::require_another(UserId moderator, const Decision& decision) const {
  if (decision.decided_by_id != moderator) co_return;
  const auto staff = co_await people_.staff(kStaffLooked);
  for (const UserId each : staff)
    if (each != moderator && each != decision.owner_id)
      throw Error(ErrorCode::forbidden, "error.moderation.another_decides");
}

Task<Case> Decisions::decide_appeal(const RequestContext& context, DecisionId id, bool upheld,
                                    std::optional<std::string> message) const {
  const UserId me = require_moderator(context).user;
  InputCheck check{InputPath()};
  message = check.optional_text("message", message, kTextRule);
  check.throw_if_any();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    Move move(co_await audit_.head());
    Decision decision = co_await decision_for(me, id);
    if (!decision.appeal || decision.appeal->decided_at)
      throw Error::conflict("error.moderation.no_appeal");
    co_await require_another(me, decision);
    Case about = co_await case_of(decision.case_id);
    const Instant now = ports_.clock.now();
    decision.appeal->decided_at = now;
    decision.appeal->upheld = upheld;
    decision.appeal->message = message;
    if (!upheld) co_await undo(move, decision, me);
    Repository::change(move.transaction, decision);
    about.state = co_await state_after(decision);
    about.updated_at = now;
    ++about.acts;
    Repository::change(move.transaction, about);
    AuditLog::append(
        move.transaction, move.head,
        entry_of(AuditAction::appeal_decided, me, about.id, upheld ? "UPHELD" : "LIFTED", now));
    AppealDecided fact;
    fact.decision_id = id;
    fact.case_id = about.id;
    fact.upheld = upheld;
    fact.decided_at = now;
    move.events.push_back(told(decision.owner_id, fact));
    const bool committed = co_await commit(context, std::move(move));
    if (committed) co_return about;
  }
  throw too_contended();
}

}  // namespace waymark::moderation
