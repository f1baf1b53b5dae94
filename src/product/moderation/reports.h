// Telling moderators of something: by people, and by rules.
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

/// GraphQL `ReportInput`, and the body of POST /api/reports.
struct ReportInput {
  SubjectKind kind = SubjectKind::person;
  std::string id;
  std::optional<std::string> room_id;
  ReportReason reason = ReportReason::other;
  std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(ReportInput, (), (kind, id, room_id, reason, text))

/// One for the server, any reactor.
class Reports {
 public:
  explicit Reports(const Ports& ports)
      : ports_(ports), repository_(ports.store), audit_(ports.store) {}

  /// Reports of one thing gather in one case until that is decided. What it says is kept with them. Again by the same person:
  /// changes nothing. Throws Error(not_found) for what the person cannot see, Error(invalid_input) naming what is wrong.
  Task<void> report(const RequestContext& context, ReportInput input, InputPath at) const;

 private:
  Task<bool> try_report(const RequestContext& context, Subject subject, Found found,
                        Report report) const;

  Ports ports_;
  Repository repository_;
  AuditLog audit_;
};

/// A case that is opened now.
Case opened(CaseId id, const Subject& subject, UserId owner, CaseSource source, Instant now);

/// The consumer that opens cases for what rules have found (screening/screening.h).
class RuleCases final : public events::Consumer {
 public:
  explicit RuleCases(const Ports& ports)
      : ports_(ports), repository_(ports.store), audit_(ports.store) {}

  std::string_view name() const override { return "moderation-cases"; }
  bool wants(std::string_view type) const override;
  Task<events::Effects> apply(const events::Event& event) override;

 private:
  Ports ports_;
  Repository repository_;
  AuditLog audit_;
};

}  // namespace waymark::moderation
