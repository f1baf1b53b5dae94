// A plan and the variables to run it with.
#pragma once

#include <utility>

#include "platform/graphql/plan.h"

namespace waymark::graphql {

class Prepared {
 public:
  Prepared(PlanPtr plan, VariableValues variables)
      : plan_(std::move(plan)), variables_(std::move(variables)) {}
  ast::OperationKind kind() const { return plan_->operation->kind; }
  const Plan& plan() const { return *plan_; }
  const VariableValues& variables() const { return variables_; }
  /// The field of a subscription.
  const PlanField& root_field() const { return plan_->root->fields.front(); }

 private:
  PlanPtr plan_;
  VariableValues variables_;
};

}  // namespace waymark::graphql
