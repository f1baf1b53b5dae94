// Arguments of the GraphQL edge that need more than a struct.
#pragma once

#include "platform/graphql/call.h"
#include "platform/graphql/connection.h"
#include "platform/graphql/page_argument.h"
#include "platform/store/listing.h"
#include "product/goals/goals.h"
#include "product/goals/tasks.h"

namespace waymark::goals {

/// `filter`, all of it when absent.
template <typename Filter>
Filter filter_of(const graphql::Call& call) {
  return call.argument<std::optional<Filter>>("filter").value_or(Filter());
}
/// `input: GoalUpdate`, `input: TaskUpdate`: what is absent stays, null takes away. Throws
/// Error(invalid_input) for null where there must be something.
GoalChanges goal_changes_of(const graphql::Call& call);
TaskChanges task_changes_of(const graphql::Call& call);

}  // namespace waymark::goals
