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

/// A page of entries, each with a `cursor`, as a connection of what `node` yields of an entry.
template <typename T, typename Page, typename Node>
graphql::Connection<T> connection_of(Page page, Node node) {
  graphql::Connection<T> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  connection.edges.reserve(page.entries.size());
  for (auto& entry : page.entries)
    connection.edges.push_back({std::move(node(entry)), std::move(entry.cursor)});
  return connection;
}

}  // namespace waymark::goals
