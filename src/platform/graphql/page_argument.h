// Fields that are lists: their argument `page: PageInput`, and the pages of a service as their connections.
#pragma once

#include <utility>

#include "base/page_request.h"
#include "platform/graphql/call.h"
#include "platform/graphql/connection.h"

namespace waymark::graphql {

/// The first page when it is absent. Throws Error(invalid_input) naming `page.first`.
PageRequest page_of(const Call& call);

/// `value` is what an entry of the page holds beside its cursor: connection_of(std::move(page), &GoalPage::Entry::goal).
template <typename Page, typename Entry, typename Value>
Connection<Value> connection_of(Page page, Value Entry::*value) {
  Connection<Value> connection;
  connection.has_next_page = page.has_next;
  connection.has_previous_page = page.has_previous;
  for (Entry& entry : page.entries)
    connection.edges.push_back({std::move(entry.*value), std::move(entry.cursor)});
  return connection;
}

}  // namespace waymark::graphql
