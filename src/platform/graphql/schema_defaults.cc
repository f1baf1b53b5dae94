// Directives used in the SDL, and default values: both need a sound type system.
#include "platform/graphql/coercion.h"
#include "platform/graphql/schema_loader.h"
#include "platform/graphql/suggestions.h"

namespace waymark::graphql {
namespace {

std::string text(std::string_view view) {
  return std::string(view);
}

DirectiveLocation location_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::scalar:
      return DirectiveLocation::scalar;
    case TypeKind::object:
      return DirectiveLocation::object;
    case TypeKind::interface:
      return DirectiveLocation::interface;
    case TypeKind::union_:
      return DirectiveLocation::union_;
    case TypeKind::enumeration:
      return DirectiveLocation::enumeration;
    case TypeKind::input_object:
      return DirectiveLocation::input_object;
  }
  return DirectiveLocation::scalar;
}

}  // namespace

void SchemaLoader::settle() {
  defaults_.assign(schema_->input_count_, DefaultState::untouched);
  for (const auto& type : schema_->types_) {
    for (InputDefinition& field : type->input_fields)
      settle_default(field, text(type->name) + "." + text(field.name));
    for (FieldDefinition& field : type->fields)
      for (InputDefinition& argument : field.arguments)
        settle_default(
            argument, text(type->name) + "." + text(field.name) + "(" + text(argument.name) + ":)");
  }
  for (const auto& directive : schema_->directives_)
    for (InputDefinition& argument : directive->arguments)
      settle_default(argument, "@" + text(directive->name) + "(" + text(argument.name) + ":)");
  if (!errors_.empty()) return;

  Seen on_schema;
  if (definition_ != nullptr)
    judge_directives(definition_->directives, DirectiveLocation::schema, on_schema);
  for (const ast::SchemaDefinition* node : schema_extensions_)
    judge_directives(node->directives, DirectiveLocation::schema, on_schema);
  for (const auto& type : schema_->types_)
    if (!type->built_in || type->nodes.size() > 1) judge_type_directives(*type);
  for (const auto& directive : schema_->directives_)
    if (!directive->built_in)
      judge_inputs(directive->node->arguments, DirectiveLocation::argument_definition);
}

void SchemaLoader::judge_type_directives(const NamedType& type) {
  Seen on_type;
  for (const ast::TypeDefinition* node : type.nodes) {
    judge_directives(node->directives, location_of(type.kind), on_type);
    for (const ast::FieldDefinition& field : node->fields) {
      judge_directives(field.directives, DirectiveLocation::field_definition);
      judge_inputs(field.arguments, DirectiveLocation::argument_definition);
    }
    for (const ast::EnumValueDefinition& value : node->values)
      judge_directives(value.directives, DirectiveLocation::enum_value);
    judge_inputs(node->input_fields, DirectiveLocation::input_field_definition);
  }
}

void SchemaLoader::judge_inputs(const ast::List<ast::InputValueDefinition>& nodes,
                                DirectiveLocation location) {
  for (const ast::InputValueDefinition& node : nodes) judge_directives(node.directives, location);
}

void SchemaLoader::judge_directives(const ast::List<ast::Directive>& nodes,
                                    DirectiveLocation location) {
  Seen seen;
  judge_directives(nodes, location, seen);
}

void SchemaLoader::judge_directives(const ast::List<ast::Directive>& nodes,
                                    DirectiveLocation location, Seen& seen) {
  for (const ast::Directive& node : nodes) {
    const DirectiveDefinition* directive = schema_->directive(node.name);
    if (directive == nullptr) {
      error("Unknown directive \"@" + text(node.name) + "\".", {node.offset});
      continue;
    }
    if (!directive->allows(location))
      error("Directive \"@" + text(node.name) + "\" may not be used on " +
                text(to_string(location)) + ".",
            {node.offset});
    for (const ast::Directive* other : seen)
      if (other->name == node.name && !directive->repeatable)
        error("The directive \"@" + text(node.name) + "\" can only be used once at this location.",
              {other->offset, node.offset});
    seen.push_back(&node);
    judge_arguments(node, *directive);
  }
}

void SchemaLoader::judge_arguments(const ast::Directive& node,
                                   const DirectiveDefinition& directive) {
  const std::string name = "\"@" + text(node.name) + "\"";
  NameIndex given;
  for (const ast::Argument& argument : node.arguments) {
    if (given.find(argument.name.text) != NameIndex::kNone)
      error("There can be only one argument named \"" + text(argument.name.text) + "\".",
            {argument.name.offset});
    given.add(argument.name.text, 0);
    const InputDefinition* definition = directive.argument(argument.name.text);
    if (definition == nullptr) {
      error("Unknown argument \"" + text(argument.name.text) + "\" on directive " + name + "." +
                did_you_mean(similar_names(argument.name.text, names_of(directive.arguments))),
            {argument.name.offset});
      continue;
    }
    InputProblems problems;
    coerce_literal(definition->type, argument.value, {}, text(argument.name.text), problems);
    for (const InputProblem& problem : problems) error(problem.message, {argument.value.offset});
  }
  for (const InputDefinition& definition : directive.arguments)
    if (definition.required() && given.find(definition.name) == NameIndex::kNone)
      error("Directive " + name + " argument \"" + text(definition.name) + "\" of type \"" +
                definition.type.text() + "\" is required, but it was not provided.",
            {node.offset});
}

// A default may lean on the defaults of an input object's fields that it leaves out; those come first.
void SchemaLoader::settle_default(InputDefinition& input, const std::string& owner) {
  DefaultState& state = defaults_[input.index];
  const ast::Value* literal = input.node->default_value;
  if (state == DefaultState::settled || literal == nullptr) return;
  if (state == DefaultState::open) {
    error("The default value of " + owner + " leads back to itself.", {literal->offset});
    return;
  }
  state = DefaultState::open;
  settle_within(input.type, *literal);
  InputProblems problems;
  InputValue value = coerce_literal(input.type, *literal, {}, owner, problems);
  for (const InputProblem& problem : problems)
    error("The default value of " + problem.field + " is invalid: " + problem.message,
          {literal->offset});
  input.default_value = std::make_shared<const InputValue>(std::move(value));
  defaults_[input.index] = DefaultState::settled;
}

void SchemaLoader::settle_within(TypeRef type, const ast::Value& literal) {
  if (type.named().kind != TypeKind::input_object) return;
  for (const ast::Value& item : literal.items) settle_within(type, item);
  if (literal.kind != ast::ValueKind::object) return;
  for (InputDefinition& field : input_fields_of(type.named())) {
    const ast::Value* given = nullptr;
    for (const ast::ObjectField& entry : literal.fields)
      if (entry.name.text == field.name) given = &entry.value;
    if (given != nullptr)
      settle_within(field.type, *given);
    else
      settle_default(field, text(type.named().name) + "." + text(field.name));
  }
}

std::vector<InputDefinition>& SchemaLoader::input_fields_of(const NamedType& type) {
  return schema_->types_[type.index]->input_fields;
}

}  // namespace waymark::graphql
