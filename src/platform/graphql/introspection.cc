#include "platform/graphql/introspection.h"

#include <optional>
#include <string_view>
#include <vector>

namespace waymark::graphql {
namespace {

// Shown as __TypeKind and __DirectiveLocation: the enumerators are the values' names.
enum class Kind { scalar, object, interface, union_, enum_, input_object, list, non_null };
BOOST_DESCRIBE_ENUM(Kind, scalar, object, interface, union_, enum_, input_object, list, non_null)

enum class Location {
  query,
  mutation,
  subscription,
  field,
  fragment_definition,
  fragment_spread,
  inline_fragment,
  variable_definition,
  schema,
  scalar,
  object,
  field_definition,
  argument_definition,
  interface,
  union_,
  enum_,
  enum_value,
  input_object,
  input_field_definition,
};
BOOST_DESCRIBE_ENUM(Location, query, mutation, subscription, field, fragment_definition,
                    fragment_spread, inline_fragment, variable_definition, schema, scalar, object,
                    field_definition, argument_definition, interface, union_, enum_, enum_value,
                    input_object, input_field_definition)

struct ShownSchema {
  const Schema* schema;
};
struct ShownType {
  TypeRef type;
};
struct ShownField {
  const FieldDefinition* field;
};
struct ShownInput {
  const InputDefinition* input;
};
struct ShownEnumValue {
  const EnumValueDefinition* value;
};
struct ShownDirective {
  const DirectiveDefinition* directive;
};

using MaybeText = std::optional<std::string_view>;
template <typename T>
using MaybeList = std::optional<std::vector<T>>;

/// A TypeRef may be a list or non-null; what a named type has, those have not.
const NamedType* named_of(const ShownType& shown) {
  return shown.type.is_named() ? &shown.type.named() : nullptr;
}

ShownType shown_type(const NamedType& type) {
  return ShownType{type.ref};
}

template <typename Shown, typename Definition>
std::vector<Shown> shown_unless_deprecated(const std::vector<Definition>& all, Call& call) {
  const bool deprecated = call.argument<std::optional<bool>>("includeDeprecated").value_or(false);
  std::vector<Shown> shown;
  for (const Definition& each : all) {
    if (deprecated || !each.deprecation) shown.push_back(Shown{&each});
  }
  return shown;
}

std::vector<ShownType> shown_types(const std::vector<const NamedType*>& types) {
  std::vector<ShownType> shown;
  for (const NamedType* type : types) shown.push_back(shown_type(*type));
  return shown;
}

Kind kind_of(const ShownType& shown) {
  if (shown.type.is_non_null()) return Kind::non_null;
  if (shown.type.is_list()) return Kind::list;
  switch (shown.type.named().kind) {
    case TypeKind::scalar:
      return Kind::scalar;
    case TypeKind::object:
      return Kind::object;
    case TypeKind::interface:
      return Kind::interface;
    case TypeKind::union_:
      return Kind::union_;
    case TypeKind::enumeration:
      return Kind::enum_;
    case TypeKind::input_object:
      return Kind::input_object;
  }
  return Kind::scalar;
}

MaybeText name_of(const ShownType& shown) {
  const NamedType* type = named_of(shown);
  return type != nullptr ? MaybeText(type->name) : std::nullopt;
}

MaybeText description_of(const ShownType& shown) {
  const NamedType* type = named_of(shown);
  return type != nullptr ? type->description : std::nullopt;
}

MaybeText specified_by_of(const ShownType& shown) {
  const NamedType* type = named_of(shown);
  return type != nullptr ? type->specified_by : std::nullopt;
}

bool has_fields(const NamedType* type) {
  return type != nullptr && (type->kind == TypeKind::object || type->kind == TypeKind::interface);
}

MaybeList<ShownField> fields_of(const ShownType& shown, Call& call) {
  const NamedType* type = named_of(shown);
  if (!has_fields(type)) return std::nullopt;
  return shown_unless_deprecated<ShownField>(type->fields, call);
}

MaybeList<ShownType> interfaces_of(const ShownType& shown) {
  const NamedType* type = named_of(shown);
  if (!has_fields(type)) return std::nullopt;
  return shown_types(type->interfaces);
}

MaybeList<ShownType> possible_types_of(const ShownType& shown) {
  const NamedType* type = named_of(shown);
  if (type == nullptr || !type->is_abstract()) return std::nullopt;
  return shown_types(type->possible_types);
}

MaybeList<ShownEnumValue> enum_values_of(const ShownType& shown, Call& call) {
  const NamedType* type = named_of(shown);
  if (type == nullptr || type->kind != TypeKind::enumeration) return std::nullopt;
  return shown_unless_deprecated<ShownEnumValue>(type->enum_values, call);
}

MaybeList<ShownInput> input_fields_of(const ShownType& shown, Call& call) {
  const NamedType* type = named_of(shown);
  if (type == nullptr || type->kind != TypeKind::input_object) return std::nullopt;
  return shown_unless_deprecated<ShownInput>(type->input_fields, call);
}

std::optional<ShownType> of_type(const ShownType& shown) {
  if (shown.type.is_named()) return std::nullopt;
  return ShownType{shown.type.inner()};
}

std::optional<bool> is_one_of(const ShownType& shown) {
  const NamedType* type = named_of(shown);
  if (type == nullptr || type->kind != TypeKind::input_object) return std::nullopt;
  return type->one_of;
}

void bind_type(Bindings& bindings) {
  bindings.object<ShownType>("__Type")
      .field("kind", &kind_of)
      .field("name", &name_of)
      .field("description", &description_of)
      .field("specifiedByURL", &specified_by_of)
      .field("fields", &fields_of)
      .field("interfaces", &interfaces_of)
      .field("possibleTypes", &possible_types_of)
      .field("enumValues", &enum_values_of)
      .field("inputFields", &input_fields_of)
      .field("ofType", &of_type)
      .field("isOneOf", &is_one_of);
}

void bind_field(Bindings& bindings) {
  bindings.object<ShownField>("__Field")
      .field("name", [](const ShownField& shown) { return shown.field->name; })
      .field("description", [](const ShownField& shown) { return shown.field->description; })
      .field("args",
             [](const ShownField& shown, Call& call) {
               return shown_unless_deprecated<ShownInput>(shown.field->arguments, call);
             })
      .field("type", [](const ShownField& shown) { return ShownType{shown.field->type}; })
      .field("isDeprecated",
             [](const ShownField& shown) { return shown.field->deprecation.has_value(); })
      .field("deprecationReason", [](const ShownField& shown) { return shown.field->deprecation; });
}

void bind_input(Bindings& bindings) {
  bindings.object<ShownInput>("__InputValue")
      .field("name", [](const ShownInput& shown) { return shown.input->name; })
      .field("description", [](const ShownInput& shown) { return shown.input->description; })
      .field("type", [](const ShownInput& shown) { return ShownType{shown.input->type}; })
      .field("defaultValue",
             [](const ShownInput& shown) {
               return shown.input->default_value ? MaybeText(shown.input->default_text)
                                                 : std::nullopt;
             })
      .field("isDeprecated",
             [](const ShownInput& shown) { return shown.input->deprecation.has_value(); })
      .field("deprecationReason", [](const ShownInput& shown) { return shown.input->deprecation; });
}

void bind_enum_value(Bindings& bindings) {
  bindings.object<ShownEnumValue>("__EnumValue")
      .field("name", [](const ShownEnumValue& shown) { return shown.value->name; })
      .field("description", [](const ShownEnumValue& shown) { return shown.value->description; })
      .field("isDeprecated",
             [](const ShownEnumValue& shown) { return shown.value->deprecation.has_value(); })
      .field("deprecationReason",
             [](const ShownEnumValue& shown) { return shown.value->deprecation; });
}

std::vector<Location> locations_of(const ShownDirective& shown) {
  std::vector<Location> locations;
  for (const DirectiveLocation each : shown.directive->locations) {
    if (const auto location = parse_enum<Location>(to_string(each))) locations.push_back(*location);
  }
  return locations;
}

void bind_directive(Bindings& bindings) {
  bindings.object<ShownDirective>("__Directive")
      .field("name", [](const ShownDirective& shown) { return shown.directive->name; })
      .field("description",
             [](const ShownDirective& shown) { return shown.directive->description; })
      .field("isRepeatable",
             [](const ShownDirective& shown) { return shown.directive->repeatable; })
      .field("locations", &locations_of)
      .field("args", [](const ShownDirective& shown, Call& call) {
        return shown_unless_deprecated<ShownInput>(shown.directive->arguments, call);
      });
}

std::vector<ShownType> types_of(const ShownSchema& shown) {
  std::vector<ShownType> types;
  for (const auto& type : shown.schema->types()) types.push_back(shown_type(*type));
  return types;
}

std::vector<ShownDirective> directives_of(const ShownSchema& shown) {
  std::vector<ShownDirective> directives;
  for (const auto& directive : shown.schema->directives())
    directives.push_back(ShownDirective{directive.get()});
  return directives;
}

std::optional<ShownType> root_of(const ShownSchema& shown, ast::OperationKind kind) {
  const NamedType* type = shown.schema->root(kind);
  if (type == nullptr) return std::nullopt;
  return shown_type(*type);
}

void bind_schema(Bindings& bindings) {
  bindings.object<ShownSchema>("__Schema")
      .field("description", [](const ShownSchema& shown) { return shown.schema->description(); })
      .field("types", &types_of)
      .field("queryType",
             [](const ShownSchema& shown) { return root_of(shown, ast::OperationKind::query); })
      .field("mutationType",
             [](const ShownSchema& shown) { return root_of(shown, ast::OperationKind::mutation); })
      .field(
          "subscriptionType",
          [](const ShownSchema& shown) { return root_of(shown, ast::OperationKind::subscription); })
      .field("directives", &directives_of);
}

}  // namespace

void bind_introspection(Bindings& bindings, const Schema& schema) {
  bind_schema(bindings);
  bind_type(bindings);
  bind_field(bindings);
  bind_input(bindings);
  bind_enum_value(bindings);
  bind_directive(bindings);
  bindings.query("__schema", [&schema](Call&) { return ShownSchema{&schema}; });
  bindings.query("__type", [&schema](Call& call) -> std::optional<ShownType> {
    const NamedType* type = schema.type(call.argument<std::string>("name"));
    if (type == nullptr) return std::nullopt;
    return shown_type(*type);
  });
}

}  // namespace waymark::graphql
