// The GraphQL edge of assistance (api/schema.graphql): the types Assistance and AssistanceAnswer, their queries and mutations.
#pragma once

#include <vector>

#include "platform/graphql/bindings.h"
#include "product/assistance/assistance.h"
#include "product/social/person_loader.h"

namespace waymark::assistance {

/// Outlives the engine that it is bound to, as what it borrows does.
class AssistanceGraphql {
 public:
  AssistanceGraphql(const Helping& helping, const social::Social& social)
      : helping_(helping), social_(social) {}
  void bind(graphql::Bindings& bindings);

 private:
  Task<std::optional<AssistanceView>> assistance(graphql::Call& call) const;
  Task<graphql::Connection<AssistanceView>> mine(graphql::Call& call) const;
  Task<graphql::Connection<AssistanceView>> for_me(graphql::Call& call) const;
  Task<std::int64_t> thanks_of(graphql::Call& call) const;
  Task<AssistanceView> ask(graphql::Call& call) const;
  Task<Answer> answer(graphql::Call& call) const;
  Task<AssistanceView> thank(graphql::Call& call) const;
  Task<AssistanceView> withdraw_thanks(graphql::Call& call) const;
  Task<AssistanceView> close(graphql::Call& call) const;

  Task<social::PersonPtr> asker(const AssistanceView& view, graphql::Call& call) const;
  Task<social::PersonPtr> author(const Answer& answer, graphql::Call& call) const;
  Task<std::vector<social::PersonPtr>> thanked(const AssistanceView& view,
                                               graphql::Call& call) const;
  Task<graphql::Connection<Answer>> answers(const AssistanceView& view, graphql::Call& call) const;

  const Helping& helping_;
  const social::Social& social_;
};

}  // namespace waymark::assistance
