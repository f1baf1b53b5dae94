// The GraphQL edge of moderation (api/schema.graphql): reports, the queue, decisions, notices.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "platform/graphql/bindings.h"
#include "product/moderation/moderation.h"
#include "product/social/person_loader.h"

namespace waymark::moderation {

/// Outlives the engine that it is bound to, as what it borrows does.
class ModerationGraphql {
 public:
  ModerationGraphql(const Moderation& moderation, const social::Social& social)
      : moderation_(moderation), social_(social) {}
  void bind(graphql::Bindings& bindings);

 private:
  void bind_types(graphql::Bindings& bindings);

  Task<bool> report_content(graphql::Call& call) const;
  Task<graphql::Connection<Case>> cases(graphql::Call& call) const;
  Task<std::optional<Case>> find_case(graphql::Call& call) const;
  Task<graphql::Connection<Notice>> my_notices(graphql::Call& call) const;
  Task<std::optional<SuspensionView>> my_suspension(graphql::Call& call) const;
  Task<Case> decide_case(graphql::Call& call) const;
  Task<Case> decide_appeal(graphql::Call& call) const;
  Task<Case> lift_decision(graphql::Call& call) const;
  Task<Notice> appeal_decision(graphql::Call& call) const;

  Task<social::PersonPtr> owner(const Case& about, graphql::Call& call) const;
  Task<std::vector<Snapshot>> snapshots(const Case& about, graphql::Call& call) const;
  Task<graphql::Connection<Report>> reports(const Case& about, graphql::Call& call) const;
  Task<std::vector<Decision>> decisions(const Case& about, graphql::Call& call) const;
  Task<std::vector<ContextLine>> context(const Case& about, graphql::Call& call) const;
  Task<social::PersonPtr> line_author(const ContextLine& line, graphql::Call& call) const;
  Task<std::vector<Entry>> history(const Case& about, graphql::Call& call) const;
  Task<social::PersonPtr> reporter(const Report& report, graphql::Call& call) const;
  Task<social::PersonPtr> decider(const Decision& decision, graphql::Call& call) const;
  Task<social::PersonPtr> actor(const Entry& entry, graphql::Call& call) const;
  Task<social::PersonPtr> card(graphql::Call& call, UserId id) const;

  const Moderation& moderation_;
  const social::Social& social_;
};

}  // namespace waymark::moderation
