// What moderators decide, and what the people whom it is about may do against it.
//
// Who moderates has the scope "moderator" or "admin": Error(forbidden) for everybody else, and for a moderator about a case of
// their own (error.moderation.own_case).
#pragma once

#include <optional>
#include <string>

#include <boost/describe.hpp>

#include "base/input.h"
#include "base/request_context.h"
#include "product/moderation/audit.h"
#include "product/moderation/ports.h"
#include "product/moderation/repository.h"

namespace waymark::moderation {

/// The identity, when it moderates. Throws Error(unauthenticated or forbidden).
const Principal& require_moderator(const RequestContext& context);

/// GraphQL `DecisionInput`.
struct DecisionInput {
  CaseId case_id;
  DecisionAction action = DecisionAction::dismiss;
  std::optional<Instant> until;
  std::optional<std::string> message;
  std::optional<std::string> note;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DecisionInput, (), (case_id, action, until, message, note, version))

/// One for the server, any reactor. Each change is one commit: the decision, what it does to the thing or its owner, the
/// audit log's entry, the events. Every one of them takes the next place of the audit log, so that they happen one after
/// the other, on all nodes.
class Decisions {
 public:
  explicit Decisions(const Ports& ports)
      : ports_(ports), repository_(ports.store), audit_(ports.store), people_(ports.store) {}

  /// Throws Error(conflict) when the case is not as the moderator saw it.
  Task<Case> decide(const RequestContext& context, DecisionInput input, InputPath at) const;
  /// Takes back what was decided. Again: changes nothing.
  Task<Case> lift(const RequestContext& context, DecisionId id,
                  std::optional<std::string> message) const;
  /// By the person whom it is about, once. Throws Error(not_found) for others.
  Task<Notice> appeal(const RequestContext& context, DecisionId id, std::string text) const;
  /// By somebody else than who decided, where there is one. Not upheld: lifted.
  Task<Case> decide_appeal(const RequestContext& context, DecisionId id, bool upheld,
                           std::optional<std::string> message) const;

 private:
  struct Move;  // a commit that is being made
  Task<bool> commit(const RequestContext& context, Move move) const;
  Task<void> act(Move& move, const Case& about, const Decision& decision) const;
  Task<void> undo(Move& move, Decision& decision, UserId by) const;
  Task<Decision> decision_for(UserId moderator, DecisionId id) const;
  Task<Case> case_of(CaseId id) const;
  Task<CaseState> state_after(const Decision& settled) const;
  Task<void> require_another(UserId moderator, const Decision& decision) const;
  Task<std::string> excerpt_of(const Case& about) const;

  Ports ports_;
  Repository repository_;
  AuditLog audit_;
  mutable accounts::People people_;
};

}  // namespace waymark::moderation
