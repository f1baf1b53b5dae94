// From a valid document to a plan.
#pragma once

#include <cstddef>
#include <memory>

#include "platform/graphql/plan.h"
#include "platform/graphql/registry.h"
#include "platform/graphql/schema.h"
#include "platform/graphql/validation.h"

namespace waymark::graphql {

/// Fields and fragments of a plan, each as often as it is reached.
inline constexpr std::size_t kPlanFields = 20'000;

/// `operation` must be valid, and both must be the document's own. Throws Error(too_large) past
/// kPlanFields.
PlanPtr compile_plan(const Schema& schema, const Registry& registry,
                     std::shared_ptr<const ast::Document> document, const ast::Operation& operation,
                     const QueryLimits& limits);

}  // namespace waymark::graphql
