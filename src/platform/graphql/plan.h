// A compiled operation: what the walk that writes the response follows.
//
// A plan is made once per document and operation name, for all values of the variables, and is
// immutable: many threads may run it. Nodes point at each other inside the plan's own storage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/coercion.h"
#include "platform/graphql/path.h"
#include "platform/graphql/schema.h"
#include "platform/graphql/validation.h"

namespace waymark::graphql {

struct FieldBinding;
struct Selection;
class Writer;

/// Where a value stands: what the schema says of it, and what was asked of it.
struct PlanValue {
  bool non_null = false;
  bool int32 = false;  // an Int: must fit 32 bits
  bool waits = false;  // a resolver that is a coroutine is asked for, here or below
  TypeRef type;
  const PlanValue* item = nullptr;             // of a list
  const Selection* selection = nullptr;        // of an object
  std::vector<const Selection*> alternatives;  // of an abstract type: by the variant's index
};

/// A variable of @skip or @include, and the value under which the field stays.
struct Condition {
  std::uint16_t variable = 0;  // place in Plan::condition_variables
  bool wanted = true;
  friend bool operator==(const Condition&, const Condition&) = default;
};
using Conditions = std::vector<Condition>;  // all must hold

/// Writes the field's value at the end of the response; the key is there already. False: the value
/// is null where the schema has no room for it, so the object around it becomes null.
using WriteField = bool (*)(Writer&, const PlanField&, const void* object, const Path&);

struct PlanField {
  std::string key;   // `,"title":`
  std::string name;  // the response key
  WriteField write = nullptr;
  const FieldBinding* binding = nullptr;
  PlanValue value;
  const FieldDefinition* definition = nullptr;
  const ast::Field* node = nullptr;   // the first of those that were merged
  std::vector<ast::Offset> places;    // of all of them
  std::string constant;               // of __typename: its text
  bool constant_arguments = true;     // `arguments` holds them already
  std::vector<InputValue> arguments;  // by their place in the schema
  bool conditional = false;
  Conditions when;
  std::vector<Conditions> unless;  // an earlier field of the same key is there already
};

/// What is asked of one object type.
struct Selection {
  const NamedType* type = nullptr;
  std::vector<PlanField> fields;
  bool waits = false;
};

struct Plan {
  std::shared_ptr<const ast::Document> document;
  const ast::Operation* operation = nullptr;
  const Selection* root = nullptr;
  std::deque<Selection> selections;
  std::deque<PlanValue> values;
  std::vector<std::size_t> condition_variables;  // places in Operation::variables
  CostModel cost;
};
using PlanPtr = std::shared_ptr<const Plan>;

}  // namespace waymark::graphql
