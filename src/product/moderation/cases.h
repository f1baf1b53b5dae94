// Reading: the moderators' queue, and what people are told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/request_context.h"
#include "product/moderation/audit.h"
#include "product/moderation/ports.h"
#include "product/moderation/repository.h"

namespace waymark::moderation {

template <typename T>
struct Page {
  struct Entry {
    T value;
    std::string cursor;
  };
  std::vector<Entry> entries;
  bool has_next = false;
  bool has_previous = false;
};

/// GraphQL `Suspension`.
struct SuspensionView {
  std::optional<Instant> until;
  Instant since;
  std::optional<Notice> notice;
};
BOOST_DESCRIBE_STRUCT(SuspensionView, (), (until, since, notice))

/// One for the server, any reactor. All but the last two are for moderators: Error(forbidden) for others.
class Cases {
 public:
  explicit Cases(const Ports& ports)
      : repository_(ports.store),
        subjects_(ports.subjects),
        audit_(ports.store),
        suspensions_(ports.suspensions),
        clock_(ports.clock) {}

  /// The oldest first.
  Task<Page<Case>> queue(const RequestContext& context, CaseState state,
                         store::PageRequest request) const;
  Task<std::optional<Case>> find(const RequestContext& context, CaseId id) const;
  Task<Page<Report>> reports(const RequestContext& context, CaseId id,
                             store::PageRequest request) const;
  Task<std::vector<Snapshot>> snapshots(const RequestContext& context, CaseId id) const;
  Task<std::vector<Decision>> decisions(const RequestContext& context, CaseId id) const;
  /// As it is now.
  Task<std::vector<ContextLine>> context_of(const RequestContext& context, Subject subject) const;
  Task<std::vector<Entry>> history(const RequestContext& context, CaseId id) const;

  Task<Page<Notice>> notices(Owner owner, store::PageRequest request) const;
  /// nullopt: not suspended now.
  Task<std::optional<SuspensionView>> suspension(Owner owner) const;

 private:
  Repository repository_;
  const Subjects& subjects_;
  AuditLog audit_;
  const accounts::Suspensions& suspensions_;
  const Clock& clock_;
};

}  // namespace waymark::moderation
