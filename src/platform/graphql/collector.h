// CollectFields (September 2025 §6.3.2), done once for all values of the variables: what @skip and
// @include say of a variable becomes a condition that is looked at when the plan runs.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/plan.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {

/// A selection set, and under which conditions it counts.
struct ConditionalSet {
  const ast::SelectionSet* set = nullptr;
  Conditions when;
};

/// One place where a response key is asked for.
struct Occurrence {
  const ast::Field* field = nullptr;
  Conditions when;
};

/// All occurrences of one response key, to be merged.
struct CollectedField {
  std::string_view key;
  std::vector<Occurrence> occurrences;
};

/// Where a field stands in the response: at its first occurrence that counts. When that depends on
/// variables, a field has several places, of which one is used.
struct Place {
  std::size_t field = 0;  // in Collected::fields
  Conditions when;
  std::vector<Conditions> unless;
};

struct Collected {
  std::vector<CollectedField> fields;
  std::vector<Place> places;
};

/// Collects for one operation. Fields are counted over the whole life of the collector; past
/// `limit` it throws Error(too_large).
class Collector {
 public:
  Collector(const Schema& schema, const ast::Document& document, const ast::Operation& operation,
            std::size_t limit)
      : schema_(schema), document_(document), operation_(operation), left_(limit) {}

  Collected collect(const NamedType& object, const std::vector<ConditionalSet>& sets);
  /// Places in Operation::variables, by Condition::variable.
  const std::vector<std::size_t>& variables() const { return variables_; }

 private:
  struct Walk;
  void visit(Walk& walk, const ast::SelectionSet& set, const Conditions& when);
  void visit_fragment(Walk& walk, std::string_view type, const ast::SelectionSet& set,
                      const Conditions& when);
  void add(Walk& walk, const ast::Field& field, Conditions when);
  bool narrow(Conditions& when, const ast::List<ast::Directive>& directives);
  Condition condition(std::string_view variable, bool wanted);
  void count();

  const Schema& schema_;
  const ast::Document& document_;
  const ast::Operation& operation_;
  std::size_t left_;
  std::vector<std::size_t> variables_;
};

}  // namespace waymark::graphql
