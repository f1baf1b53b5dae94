#include "platform/graphql/coercion.h"

#include "base/json.h"
#include "platform/graphql/leaf_values.h"
#include "platform/graphql/printer.h"
#include "platform/graphql/suggestions.h"

namespace waymark::graphql {
namespace {

const InputValue kAbsent;
// A list of a hundred thousand wrong items is answered with the first of them.
constexpr std::size_t kMaximumProblems = 50;

std::string join(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

/// One walk of a value and its type; what is wrong is added to `problems`.
class Coercion {
 public:
  Coercion(const VariableValues& variables, InputProblems& problems)
      : variables_(variables), problems_(problems) {}

  InputValue literal(TypeRef type, const ast::Value& value, const std::string& path) {
    if (value.kind == ast::ValueKind::variable) return variable(type, value, path);
    if (type.is_non_null()) {
      if (value.kind == ast::ValueKind::null) return null_refused(type, path);
      return literal(type.inner(), value, path);
    }
    if (value.kind == ast::ValueKind::null) return Null{};
    if (type.is_list()) return list(type.inner(), value, path);
    if (type.named().kind == TypeKind::input_object) return object(type.named(), value, path);
    return leaf(coerce_leaf(type.named(), value, true, &variables_), path);
  }

  InputValue json(TypeRef type, const boost::json::value& value, const std::string& path) {
    if (type.is_non_null()) {
      if (value.is_null()) return null_refused(type, path);
      return json(type.inner(), value, path);
    }
    if (value.is_null()) return Null{};
    if (type.is_list()) {
      return list_of(value, path,
                     [&](const boost::json::value& item, const std::string& item_path) {
                       return json(type.inner(), item, item_path);
                     });
    }
    return json(type.named(), value, path);
  }

  /// As `json`, for a variable's type, which need not occur in the schema in this form.
  InputValue json(const Schema& schema, const ast::Type& type, const boost::json::value& value,
                  const std::string& path) {
    if (value.is_null()) {
      if (!type.non_null) return Null{};
      return refused(path, "Expected non-nullable type " + quoted(print(type)) + " not to be null.",
                     "error.required");
    }
    if (type.item != nullptr) {
      return list_of(value, path,
                     [&](const boost::json::value& item, const std::string& item_path) {
                       return json(schema, *type.item, item, item_path);
                     });
    }
    const NamedType* named = schema.type(type.name);
    if (named == nullptr || !named->is_input())
      return refused(path, "Unknown type " + quoted(type.name) + ".", "error.type.value");
    return json(*named, value, path);
  }

  /// As `literal`, for a variable's default.
  InputValue literal(const Schema& schema, const ast::Type& type, const ast::Value& value,
                     const std::string& path) {
    if (value.kind == ast::ValueKind::null) return Null{};
    if (type.item == nullptr) {
      const NamedType* named = schema.type(type.name);
      if (named == nullptr || !named->is_input())
        return refused(path, "Unknown type " + quoted(type.name) + ".", "error.type.value");
      return literal(named->ref, value, path);
    }
    InputList items;
    if (value.kind != ast::ValueKind::list) {
      items.push_back(literal(schema, *type.item, value, path));
      return items;
    }
    for (const ast::Value& item : value.items)
      items.push_back(literal(schema, *type.item, item, join(path, std::to_string(items.size()))));
    return items;
  }

 private:
  InputValue refused(const std::string& path, std::string message, std::string_view key) {
    if (problems_.size() < kMaximumProblems)
      problems_.push_back({path, std::move(message), std::string(key)});
    return {};
  }
  InputValue null_refused(TypeRef type, const std::string& path) {
    return refused(path, "Expected non-nullable type " + quoted(type.text()) + " not to be null.",
                   "error.required");
  }
  InputValue leaf(LeafResult result, const std::string& path) {
    if (auto* value = std::get_if<InputValue>(&result)) return std::move(*value);
    LeafProblem& problem = std::get<LeafProblem>(result);
    return refused(path, std::move(problem.message), problem.message_key);
  }

  InputValue variable(TypeRef type, const ast::Value& value, const std::string& path) {
    const InputValue& given = variables_.get(value.text);
    if (given.is_null() && type.is_non_null()) return null_refused(type, path);
    return given;
  }

  InputValue list(TypeRef item_type, const ast::Value& value, const std::string& path) {
    InputList items;
    if (value.kind != ast::ValueKind::list) {
      items.push_back(literal(item_type, value, path));
      return items;
    }
    items.reserve(value.items.size());
    for (const ast::Value& item : value.items) {
      const std::string item_path = join(path, std::to_string(items.size()));
      const bool unset =
          item.kind == ast::ValueKind::variable && variables_.get(item.text).is_absent();
      if (unset && item_type.is_non_null()) null_refused(item_type, item_path);
      items.push_back(unset ? InputValue(Null{}) : literal(item_type, item, item_path));
    }
    return items;
  }

  template <typename Item>
  InputValue list_of(const boost::json::value& value, const std::string& path, Item item) {
    InputList items;
    if (!value.is_array()) {
      items.push_back(item(value, path));
      return items;
    }
    items.reserve(value.get_array().size());
    for (const boost::json::value& element : value.get_array())
      items.push_back(item(element, join(path, std::to_string(items.size()))));
    return items;
  }

  InputValue json(const NamedType& type, const boost::json::value& value, const std::string& path) {
    if (type.kind != TypeKind::input_object) return leaf(coerce_leaf(type, value), path);
    if (!value.is_object())
      return refused(path, "Expected type " + quoted(type.name) + " to be an object.",
                     "error.type.object");
    const boost::json::object& given = value.get_object();
    InputObject object;
    object.reserve(type.input_fields.size());
    std::size_t known = 0;
    for (const InputDefinition& field : type.input_fields) {
      const auto found = given.find(boost::json::string_view(field.name.data(), field.name.size()));
      if (found == given.end()) {
        fall_back(object, field, path);
        continue;
      }
      ++known;
      object.emplace_back(std::string(field.name),
                          json(field.type, found->value(), join(path, field.name)));
    }
    if (known < given.size())
      for (const auto& entry : given)
        check_known(type, {entry.key().data(), entry.key().size()}, path);
    return finish(type, std::move(object), path);
  }

  InputValue object(const NamedType& type, const ast::Value& value, const std::string& path) {
    if (value.kind != ast::ValueKind::object)
      return refused(path, "Expected type " + quoted(type.name) + " to be an object.",
                     "error.type.object");
    InputObject object;
    object.reserve(type.input_fields.size());
    for (const InputDefinition& field : type.input_fields) {
      const ast::Value* given = find(value, field.name);
      const bool unset = given == nullptr || (given->kind == ast::ValueKind::variable &&
                                              variables_.get(given->text).is_absent());
      if (unset)
        fall_back(object, field, path);
      else
        object.emplace_back(std::string(field.name),
                            literal(field.type, *given, join(path, field.name)));
    }
    for (const ast::ObjectField& field : value.fields) check_known(type, field.name.text, path);
    return finish(type, std::move(object), path);
  }

  static const ast::Value* find(const ast::Value& object, std::string_view name) {
    for (const ast::ObjectField& field : object.fields)
      if (field.name.text == name) return &field.value;
    return nullptr;
  }

  /// What a field is worth that was not given.
  void fall_back(InputObject& object, const InputDefinition& field, const std::string& path) {
    if (field.default_value) {
      object.emplace_back(std::string(field.name), *field.default_value);
    } else if (field.type.is_non_null()) {
      refused(join(path, field.name),
              "Field " + quoted(field.name) + " of required type " + quoted(field.type.text()) +
                  " was not provided.",
              "error.required");
    }
  }

  void check_known(const NamedType& type, std::string_view name, const std::string& path) {
    if (type.input_field(name)) return;
    refused(join(path, name),
            "Field " + quoted(name) + " is not defined by type " + quoted(type.name) + "." +
                did_you_mean(similar_names(name, names_of(type.input_fields))),
            "error.unknown_field");
  }

  InputValue finish(const NamedType& type, InputObject object, const std::string& path) {
    if (!type.one_of) return object;
    if (object.size() != 1)
      return refused(path,
                     "Exactly one key must be specified for OneOf type " + quoted(type.name) + ".",
                     "error.type.one_of");
    if (object.front().second.is_null())
      return refused(join(path, object.front().first),
                     "Field " + quoted(object.front().first) + " must be non-null.",
                     "error.required");
    return object;
  }

  const VariableValues& variables_;
  InputProblems& problems_;
};

GraphqlError variable_error(const ast::Document& document,
                            const ast::VariableDefinition& definition, const InputProblem& problem,
                            std::string message) {
  GraphqlError error;
  error.message = std::move(message);
  error.locations = {document.location(definition.name.offset)};
  error.extensions["code"] = "INVALID_INPUT";
  error.extensions["field"] = problem.field;
  error.extensions["messageKey"] = problem.message_key;
  return error;
}

/// One variable: its value, or errors.
InputValue coerce_variable(const Schema& schema, const ast::Document& document,
                           const ast::VariableDefinition& definition,
                           const boost::json::object& given, std::vector<GraphqlError>& errors) {
  const std::string name(definition.name.text);
  const std::string type_text = quoted(print(*definition.type));
  const VariableValues none;
  InputProblems problems;
  Coercion coercion(none, problems);
  const auto found = given.find(name);
  const bool absent = found == given.end();
  if (absent && definition.default_value != nullptr)
    return coercion.literal(schema, *definition.type, *definition.default_value, name);
  if (absent && !definition.type->non_null) return {};
  if (absent || (found->value().is_null() && definition.type->non_null)) {
    const std::string what = absent ? "\" of required type " + type_text + " was not provided."
                                    : "\" of non-null type " + type_text + " must not be null.";
    errors.push_back(variable_error(document, definition, {name, {}, "error.required"},
                                    "Variable \"$" + name + what));
    return {};
  }
  InputValue value = coercion.json(schema, *definition.type, found->value(), name);
  for (const InputProblem& problem : problems) {
    const std::string at = problem.field == name ? std::string() : " at " + quoted(problem.field);
    errors.push_back(variable_error(
        document, definition, problem,
        "Variable \"$" + name + "\" got invalid value" + at + "; " + problem.message));
  }
  return value;
}

}  // namespace

const InputValue& InputValue::field(std::string_view name) const {
  if (const auto* object = get_if<InputObject>())
    for (const auto& [key, value] : *object)
      if (key == name) return value;
  return kAbsent;
}

bool InputValue::has(std::string_view path) const {
  const InputValue* value = this;
  while (true) {
    const std::size_t dot = path.find('.');
    value = &value->field(path.substr(0, dot));
    if (value->is_absent()) return false;
    if (dot == std::string_view::npos) return true;
    path.remove_prefix(dot + 1);
  }
}

void append_json(std::string& out, const InputValue& value) {
  struct Writer {
    std::string& out;
    void operator()(Absent) const { out += "null"; }
    void operator()(Null) const { out += "null"; }
    void operator()(bool given) const { out += given ? "true" : "false"; }
    void operator()(std::int64_t number) const { json::append_number(out, number); }
    void operator()(double number) const { json::append_number(out, number); }
    void operator()(const std::string& text) const { json::append_string(out, text); }
    void operator()(EnumChoice choice) const { json::append_string(out, choice.definition->name); }
    void operator()(const InputList& list) const {
      out += '[';
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out += ',';
        append_json(out, list[i]);
      }
      out += ']';
    }
    void operator()(const InputObject& object) const {
      out += '{';
      for (std::size_t i = 0; i < object.size(); ++i) {
        if (i > 0) out += ',';
        json::append_string(out, object[i].first);
        out += ':';
        append_json(out, object[i].second);
      }
      out += '}';
    }
  };
  std::visit(Writer{out}, value.variant());
}

const InputValue& VariableValues::get(std::string_view name) const {
  if (operation_ == nullptr) return kAbsent;
  for (std::size_t i = 0; i < operation_->variables.size(); ++i)
    if (operation_->variables[i].name.text == name) return values_[i];
  return kAbsent;
}

CoercedVariables coerce_variables(const Schema& schema, const ast::Document& document,
                                  const ast::Operation& operation,
                                  const boost::json::object& variables) {
  CoercedVariables result;
  std::vector<InputValue> values;
  values.reserve(operation.variables.size());
  for (const ast::VariableDefinition& definition : operation.variables)
    values.push_back(coerce_variable(schema, document, definition, variables, result.errors));
  result.values = VariableValues(operation, std::move(values));
  return result;
}

InputValue coerce_literal(TypeRef type, const ast::Value& literal, const VariableValues& variables,
                          const std::string& path, InputProblems& problems) {
  return Coercion(variables, problems).literal(type, literal, path);
}

InputValue coerce_json(TypeRef type, const boost::json::value& value, const std::string& path,
                       InputProblems& problems) {
  const VariableValues none;
  return Coercion(none, problems).json(type, value, path);
}

std::vector<InputValue> coerce_arguments(const std::vector<InputDefinition>& definitions,
                                         const ast::List<ast::Argument>& arguments,
                                         const VariableValues& variables, InputProblems& problems) {
  std::vector<InputValue> values;
  values.reserve(definitions.size());
  Coercion coercion(variables, problems);
  for (const InputDefinition& definition : definitions) {
    const ast::Value* given = nullptr;
    for (const ast::Argument& argument : arguments)
      if (argument.name.text == definition.name) given = &argument.value;
    const std::string name(definition.name);
    const bool unset = given == nullptr || (given->kind == ast::ValueKind::variable &&
                                            variables.get(given->text).is_absent());
    if (!unset) {
      values.push_back(coercion.literal(definition.type, *given, name));
    } else if (definition.default_value) {
      values.push_back(*definition.default_value);
    } else {
      values.emplace_back();
      if (definition.type.is_non_null())
        problems.push_back({name,
                            "Argument " + quoted(name) + " of required type " +
                                quoted(definition.type.text()) + " was not provided.",
                            "error.required"});
    }
  }
  return values;
}

}  // namespace waymark::graphql
