// Input values: what literals and variables become once the schema has judged them (§3.5–§3.12,
// "Input Coercion").
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <boost/json.hpp>

#include "platform/graphql/ast.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {

class InputValue;

struct Absent {
  friend bool operator==(Absent, Absent) = default;
};
struct Null {
  friend bool operator==(Null, Null) = default;
};
/// An enum's value; points into the schema.
struct EnumChoice {
  const EnumValueDefinition* definition = nullptr;
  friend bool operator==(EnumChoice, EnumChoice) = default;
};
using InputList = std::vector<InputValue>;
/// Only what was given or has a default, in the schema's order (in the client's for a custom
/// scalar's object).
using InputObject = std::vector<std::pair<std::string, InputValue>>;

/// One coerced value. Int is int64 (always within 32 bits), Float double, String and ID text. A
/// custom scalar keeps what was written: null, bool, int64, double, text, list or object.
class InputValue {
 public:
  using Variant = std::variant<Absent, Null, bool, std::int64_t, double, std::string, EnumChoice,
                               InputList, InputObject>;

  InputValue() = default;  // absent
  template <typename T>
    requires(!std::is_same_v<std::remove_cvref_t<T>, InputValue>)
  InputValue(T value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor)

  const Variant& variant() const { return value_; }
  bool is_absent() const { return std::holds_alternative<Absent>(value_); }
  bool is_null() const { return std::holds_alternative<Null>(value_); }
  /// Null when it holds another alternative.
  template <typename T>
  const T* get_if() const {
    return std::get_if<T>(&value_);
  }
  template <typename T>
  T* get_if() {
    return std::get_if<T>(&value_);
  }

  /// A field of an object; an absent value when there is none or this is no object.
  const InputValue& field(std::string_view name) const;
  /// Whether "input.title" leads to a value that is not absent; null counts as given.
  bool has(std::string_view path) const;

  friend bool operator==(const InputValue&, const InputValue&) = default;

 private:
  Variant value_;
};

/// The value as JSON text, enums as their names, absent as null. For tests, logs and cache keys.
void append_json(std::string& out, const InputValue& value);

/// The variables of one request, by their place in Operation::variables. Unset ones are absent.
class VariableValues {
 public:
  VariableValues() = default;
  VariableValues(const ast::Operation& operation, std::vector<InputValue> values)
      : operation_(&operation), values_(std::move(values)) {}

  /// Absent for a name the operation does not define.
  const InputValue& get(std::string_view name) const;
  const InputValue& at(std::size_t index) const { return values_[index]; }
  std::size_t size() const { return values_.size(); }

 private:
  const ast::Operation* operation_ = nullptr;
  std::vector<InputValue> values_;
};

/// What is wrong with an input, and where: "input.tags.2".
struct InputProblem {
  std::string field;
  std::string message;      // for developers: `Int cannot represent non-integer value: "x"`
  std::string message_key;  // for people, of api/messages
};
using InputProblems = std::vector<InputProblem>;

/// Coerces the client's variables (§6.1.2). Problems become request errors with code INVALID_INPUT
/// and `extensions.field`; when there is any, nothing may run.
struct CoercedVariables {
  VariableValues values;
  std::vector<GraphqlError> errors;
};
CoercedVariables coerce_variables(const Schema& schema, const ast::Document& document,
                                  const ast::Operation& operation,
                                  const boost::json::object& variables);

/// Coerces a literal to `type`; variables in it are replaced. Returns absent after adding to
/// `problems` under `path`. A literal that is a single unset variable is absent without a problem.
InputValue coerce_literal(TypeRef type, const ast::Value& literal, const VariableValues& variables,
                          const std::string& path, InputProblems& problems);

/// Coerces JSON to `type`, as for a variable. Returns absent after adding to `problems` under
/// `path`.
InputValue coerce_json(TypeRef type, const boost::json::value& value, const std::string& path,
                       InputProblems& problems);

/// CoerceArgumentValues (§6.4.1): one value for each of `definitions`, by their place; absent where
/// neither the client nor the schema gave one. Problems name the argument ("input.title").
std::vector<InputValue> coerce_arguments(const std::vector<InputDefinition>& definitions,
                                         const ast::List<ast::Argument>& arguments,
                                         const VariableValues& variables, InputProblems& problems);

}  // namespace waymark::graphql
