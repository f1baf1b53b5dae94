// Moderation and safety: what people report, what moderators decide, and the rules that need nobody to look.
//
//   reports.h     telling moderators of something        decisions.h  what they decide; appeals
//   cases.h       the queue, notices: reading            audit.h      the log that only grows
//   subjects.h    the things that cases are about        model.h, keys.h, repository.h  where it all lies
//   guard.h       what is asked before any change
//   screening.h   what is asked before a text is kept    rules.h      words, links, repeats
//   classifier.h  asking a machine                       graphql.h, rest.h  the edges
//
// What is decided lies with what it is about: a post knows that it is hidden, every node who is suspended
// (accounts/suspensions.h). So whoever reads posts, messages or people asks nothing here
// (docs/decisions/moderation.md).
#pragma once

#include "product/moderation/cases.h"
#include "product/moderation/decisions.h"
#include "product/moderation/reports.h"

namespace waymark::moderation {

/// One object for the server, any reactor; what the ports hold outlives it.
struct Moderation {
  explicit Moderation(const Ports& ports)
      : reports(ports), decisions(ports), cases(ports), rule_cases(ports), audit(ports.store) {}

  Reports reports;
  Decisions decisions;
  Cases cases;
  RuleCases rule_cases;  // a consumer
  AuditLog audit;
};

}  // namespace waymark::moderation
