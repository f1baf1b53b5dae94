// The rules a type system must keep (§3.3 to §3.13, "Type Validation").
#include <algorithm>

#include "platform/graphql/schema_loader.h"

namespace waymark::graphql {
namespace {

std::string text(std::string_view view) {
  return std::string(view);
}

ast::Offset place_of(const NamedType& type) {
  return type.nodes.front()->offset;
}

bool contains(const std::vector<const NamedType*>& types, const NamedType& type) {
  return std::find(types.begin(), types.end(), &type) != types.end();
}

/// Required as the SDL says; defaults are not coerced yet.
bool is_required(const InputDefinition& input) {
  return input.type.is_non_null() && input.node->default_value == nullptr;
}

}  // namespace

void SchemaLoader::check() {
  check_roots();
  check_directives();
  check_directive_cycles();
  for (const auto& type : schema_->types_)
    if (!type->built_in) check_type(*type);
  check_input_cycles();
}

void SchemaLoader::check_roots() {
  constexpr std::string_view kWords[] = {"Query", "Mutation", "Subscription"};
  if (schema_->query_type() == nullptr) error("Query root type must be provided.", {});
  for (std::size_t kind = 0; kind < 3; ++kind) {
    const NamedType* root = schema_->roots_[kind];
    if (root == nullptr) continue;
    const ast::Offset place = root_nodes_[kind] ? root_nodes_[kind]->type.offset : place_of(*root);
    if (root->kind != TypeKind::object || root->introspection)
      error(text(kWords[kind]) + " root type must be Object type" +
                (kind == 0 ? ", it cannot be " : " if provided, it cannot be ") + text(root->name) +
                ".",
            {place});
    for (std::size_t other = 0; other < kind; ++other)
      if (schema_->roots_[other] == root)
        error("All root types must be different, \"" + text(root->name) +
                  "\" type is used as both " + text(kWords[other]) + " and " + text(kWords[kind]) +
                  ".",
              {place});
  }
}

void SchemaLoader::check_directives() {
  for (const auto& directive : schema_->directives_) {
    if (directive->built_in) continue;
    check_name(directive->name, directive->node->name.offset);
    for (const InputDefinition& argument : directive->arguments)
      check_input(argument, "@" + text(directive->name) + "(" + text(argument.name) + ":)");
  }
}

// §3.13: a directive must not be used, directly or through the types of its arguments, in its own definition.
void SchemaLoader::check_directive_cycles() {
  struct Walk {
    const SchemaLoader& loader;
    const DirectiveDefinition& start;
    std::vector<const DirectiveDefinition*> directives;
    std::vector<const NamedType*> types;

    bool reaches(const ast::List<ast::Directive>& nodes) {
      return std::any_of(nodes.begin(), nodes.end(), [this](const ast::Directive& node) {
        const auto found = loader.directives_by_name_.find(node.name);
        return found != loader.directives_by_name_.end() && reaches(*found->second);
      });
    }
    bool reaches(const DirectiveDefinition& directive) {
      if (&directive == &start) return true;
      if (std::find(directives.begin(), directives.end(), &directive) != directives.end())
        return false;
      directives.push_back(&directive);
      return reaches(directive.arguments);
    }
    bool reaches(const std::vector<InputDefinition>& inputs) {
      return std::any_of(inputs.begin(), inputs.end(), [this](const InputDefinition& input) {
        return reaches(input.node->directives) || reaches(input.type.named());
      });
    }
    bool reaches(const NamedType& type) {
      if (contains(types, type)) return false;
      types.push_back(&type);
      for (const ast::TypeDefinition* node : type.nodes) {
        if (reaches(node->directives)) return true;
        for (const ast::EnumValueDefinition& value : node->values)
          if (reaches(value.directives)) return true;
      }
      return reaches(type.input_fields);
    }
  };
  for (const auto& directive : schema_->directives_) {
    if (directive->built_in) continue;
    Walk walk{*this, *directive, {}, {}};
    if (walk.reaches(directive->arguments))
      error("Directive \"@" + text(directive->name) + "\" must not refer to itself.",
            {directive->node->name.offset});
  }
}

void SchemaLoader::check_type(const NamedType& type) {
  check_name(type.name, type.nodes.front()->name.offset);
  switch (type.kind) {
    case TypeKind::scalar:
      return;
    case TypeKind::object:
    case TypeKind::interface:
      check_fields(type);
      check_interfaces(type);
      return;
    case TypeKind::union_:
      return check_union(type);
    case TypeKind::enumeration:
      return check_enum(type);
    case TypeKind::input_object:
      return check_input_object(type);
  }
}

void SchemaLoader::check_fields(const NamedType& type) {
  if (type.fields.empty())
    error("Type " + text(type.name) + " must define one or more fields.", {place_of(type)});
  for (const FieldDefinition& field : type.fields) {
    const std::string owner = text(type.name) + "." + text(field.name);
    check_name(field.name, field.node->name.offset);
    if (!field.type.named().is_output())
      error("The type of " + owner + " must be Output Type but got: " + field.type.text() + ".",
            {field.node->type->offset});
    for (const InputDefinition& argument : field.arguments)
      check_input(argument, owner + "(" + text(argument.name) + ":)");
  }
}

void SchemaLoader::check_input(const InputDefinition& input, const std::string& owner) {
  check_name(input.name, input.node->name.offset);
  if (!input.type.named().is_input())
    error("The type of " + owner + " must be Input Type but got: " + input.type.text() + ".",
          {input.node->type->offset});
  if (is_required(input) && input.deprecation)
    error("Required " + text(owner.back() == ')' ? "argument " : "input field ") + owner +
              " cannot be deprecated.",
          {input.node->name.offset});
}

void SchemaLoader::check_interfaces(const NamedType& type) {
  std::vector<const NamedType*> seen;
  for (const NamedType* interface : type.interfaces) {
    const std::string pair = text(type.name) + " ";
    if (interface->kind != TypeKind::interface) {
      error("Type " + pair + "must only implement Interface types, it cannot implement " +
                text(interface->name) + ".",
            {place_of(type)});
    } else if (interface == &type) {
      error(
          "Type " + pair + "cannot implement itself because it would create a circular reference.",
          {place_of(type)});
    } else if (contains(seen, *interface)) {
      error("Type " + pair + "can only implement " + text(interface->name) + " once.",
            {place_of(type)});
    } else {
      seen.push_back(interface);
      check_ancestors(type, *interface);
      check_implements(type, *interface);
    }
  }
}

void SchemaLoader::check_ancestors(const NamedType& type, const NamedType& interface) {
  for (const NamedType* ancestor : interface.interfaces) {
    if (contains(type.interfaces, *ancestor)) continue;
    error(ancestor == &type
              ? "Type " + text(type.name) + " cannot implement " + text(interface.name) +
                    " because it would create a circular reference."
              : "Type " + text(type.name) + " must implement " + text(ancestor->name) +
                    " because it is implemented by " + text(interface.name) + ".",
          {place_of(type)});
  }
}

void SchemaLoader::check_implements(const NamedType& type, const NamedType& interface) {
  for (const FieldDefinition& wanted : interface.fields) {
    const std::string name = text(interface.name) + "." + text(wanted.name);
    const FieldDefinition* field = type.field(wanted.name);
    if (field == nullptr) {
      error(
          "Interface field " + name + " expected but " + text(type.name) + " does not provide it.",
          {wanted.node->name.offset, place_of(type)});
      continue;
    }
    if (!schema_->is_subtype(field->type, wanted.type))
      error("Interface field " + name + " expects type " + wanted.type.text() + " but " +
                text(type.name) + "." + text(field->name) + " is type " + field->type.text() + ".",
            {wanted.node->type->offset, field->node->type->offset});
    if (field->deprecation && !wanted.deprecation)
      error("Interface field " + name + " is not deprecated, so implementation field " +
                text(type.name) + "." + text(field->name) + " must not be deprecated.",
            {field->node->name.offset});
    check_arguments(type, *field, interface, wanted);
  }
}

void SchemaLoader::check_arguments(const NamedType& type, const FieldDefinition& field,
                                   const NamedType& interface, const FieldDefinition& wanted) {
  const std::string wanted_name = text(interface.name) + "." + text(wanted.name);
  const std::string field_name = text(type.name) + "." + text(field.name);
  for (const InputDefinition& argument : wanted.arguments) {
    const std::string suffix = "(" + text(argument.name) + ":)";
    const InputDefinition* given = field.argument(argument.name);
    if (given == nullptr)
      error("Interface field argument " + wanted_name + suffix + " expected but " + field_name +
                " does not provide it.",
            {argument.node->name.offset, field.node->name.offset});
    else if (given->type != argument.type)
      error("Interface field argument " + wanted_name + suffix + " expects type " +
                argument.type.text() + " but " + field_name + suffix + " is type " +
                given->type.text() + ".",
            {argument.node->type->offset, given->node->type->offset});
  }
  for (const InputDefinition& argument : field.arguments)
    if (wanted.argument(argument.name) == nullptr && is_required(argument))
      error("Object field " + field_name + " includes required argument " + text(argument.name) +
                " that is missing from the Interface field " + wanted_name + ".",
            {argument.node->name.offset, wanted.node->name.offset});
}

void SchemaLoader::check_union(const NamedType& type) {
  if (type.possible_types.empty())
    error("Union type " + text(type.name) + " must define one or more member types.",
          {place_of(type)});
  std::vector<const NamedType*> seen;
  for (const NamedType* member : type.possible_types) {
    if (contains(seen, *member))
      error("Union type " + text(type.name) + " can only include type " + text(member->name) +
                " once.",
            {place_of(type)});
    else if (member->kind != TypeKind::object)
      error("Union type " + text(type.name) + " can only include Object types, it cannot include " +
                text(member->name) + ".",
            {place_of(type)});
    seen.push_back(member);
  }
}

void SchemaLoader::check_enum(const NamedType& type) {
  if (type.enum_values.empty())
    error("Enum type " + text(type.name) + " must define one or more values.", {place_of(type)});
  for (const EnumValueDefinition& value : type.enum_values)
    check_name(value.name, value.node->name.offset);
}

void SchemaLoader::check_input_object(const NamedType& type) {
  if (type.input_fields.empty())
    error("Input Object type " + text(type.name) + " must define one or more fields.",
          {place_of(type)});
  for (const InputDefinition& field : type.input_fields) {
    const std::string owner = text(type.name) + "." + text(field.name);
    check_input(field, owner);
    if (!type.one_of) continue;
    if (field.type.is_non_null())
      error("OneOf input field " + owner + " must be nullable.", {field.node->type->offset});
    if (field.node->default_value != nullptr)
      error("OneOf input field " + owner + " cannot have a default value.",
            {field.node->name.offset});
  }
}

// An input object that needs itself through non-null fields alone can never be written down. The same holds for @oneOf
// objects all of whose fields lead back, since one of them must be given: both are types without a finite value.
void SchemaLoader::check_input_cycles() {
  std::vector<bool> finite(schema_->types_.size(), false);
  const auto settled = [&](TypeRef type) {
    return type.is_list() || type.named().kind != TypeKind::input_object ||
           finite[type.named().index];
  };
  const auto has_value = [&](const NamedType& type) {
    const auto& fields = type.input_fields;
    if (type.one_of)
      return std::any_of(fields.begin(), fields.end(),
                         [&](const InputDefinition& field) { return settled(field.type); });
    return std::all_of(fields.begin(), fields.end(), [&](const InputDefinition& field) {
      return !field.type.is_non_null() || settled(field.type.inner());
    });
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& type : schema_->types_) {
      if (type->kind != TypeKind::input_object || finite[type->index] || !has_value(*type))
        continue;
      finite[type->index] = changed = true;
    }
  }
  for (const auto& type : schema_->types_)
    if (type->kind == TypeKind::input_object && !finite[type->index])
      error(
          "Input Object " + text(type->name) +
              " has no finite value: it needs itself, directly or through others, in fields that " +
              "must be given.",
          {place_of(*type)});
}

void SchemaLoader::check_name(std::string_view name, ast::Offset at) {
  if (name.substr(0, 2) == "__")
    error("Name \"" + text(name) +
              "\" must not begin with \"__\", which is reserved by GraphQL introspection.",
          {at});
}

}  // namespace waymark::graphql
