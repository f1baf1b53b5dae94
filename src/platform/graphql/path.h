// Where in the response a value stands: a chain of stack objects, turned into text only for an
// error.
#pragma once

#include <cstddef>

namespace waymark::graphql {

struct PlanField;

/// One step: a field of an object, or an item of a list. Lives on the stack of the walk that writes
/// the response; what outlives the walk (a resolver that waits) keeps copies in its Run.
struct Path {
  const Path* parent = nullptr;
  const PlanField* field = nullptr;  // null for a list item
  std::size_t index = 0;             // of a list item
  bool kept = false;                 // lives as long as the Run
};

}  // namespace waymark::graphql
