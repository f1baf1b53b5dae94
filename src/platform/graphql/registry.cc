#include "platform/graphql/registry.h"

#include <algorithm>
#include <stdexcept>

namespace waymark::graphql {
namespace {

std::string_view to_string(ShapeKind kind) {
  switch (kind) {
    case ShapeKind::boolean:
      return "a bool";
    case ShapeKind::integer:
      return "a whole number";
    case ShapeKind::real:
      return "a real number";
    case ShapeKind::text:
      return "a text";
    case ShapeKind::id:
      return "an id";
    case ShapeKind::instant:
      return "an instant";
    case ShapeKind::date:
      return "a date";
    case ShapeKind::json:
      return "JSON";
    case ShapeKind::enumeration:
      return "an enum";
    case ShapeKind::object:
      return "an object";
    case ShapeKind::variant:
      return "a variant";
    case ShapeKind::list:
      return "a list";
    case ShapeKind::nullable:
      return "an optional value";
  }
  return "?";
}

/// Whether a C++ scalar can be the schema's scalar of that name.
bool fits_scalar(std::string_view scalar, ShapeKind kind) {
  switch (kind) {
    case ShapeKind::boolean:
      return scalar == "Boolean";
    case ShapeKind::integer:
      return scalar == "Int" || scalar == "Float";
    case ShapeKind::real:
      return scalar == "Float";
    case ShapeKind::text:
      return scalar == "String" || scalar == "ID";
    case ShapeKind::id:
      return scalar == "ID";
    case ShapeKind::instant:
      return scalar == "DateTime";
    case ShapeKind::date:
      return scalar == "Date";
    case ShapeKind::json:
      return scalar == "JSON";
    case ShapeKind::enumeration:
    case ShapeKind::object:
    case ShapeKind::variant:
    case ShapeKind::list:
    case ShapeKind::nullable:
      return false;
  }
  return false;
}

std::string join(const std::vector<std::string>& problems) {
  std::string text = "the GraphQL schema and its resolvers do not fit:";
  for (const std::string& problem : problems) text += "\n  " + problem;
  return text;
}

}  // namespace

Registry::Registry(const Schema& schema, Bindings bindings)
    : schema_(schema), bindings_(std::move(bindings)) {
  check_names();
  bind_root(ast::OperationKind::query, bindings_.query_table());
  bind_root(ast::OperationKind::mutation, bindings_.mutation_table());
  bind_root(ast::OperationKind::subscription, bindings_.subscription_table());
  for (const FieldDefinition* meta : {&schema.schema_field(), &schema.type_field()})
    check(meta->type, *meta_field(meta->name).shape, std::string(meta->name));
  if (!problems_.empty()) throw std::logic_error(join(problems_));
}

void Registry::check_names() {
  for (const auto& table : bindings_.objects()) {
    const NamedType* type = schema_.type(table->type_name);
    if (type == nullptr || type->kind != TypeKind::object) {
      complain(table->type_name + ": bound, but the schema has no such object type");
      continue;
    }
    for (const FieldBinding& field : table->fields) {
      if (field.target != nullptr && type->field(field.name) == nullptr)
        complain(table->type_name + "." + field.name + ": bound, but not in the schema");
    }
  }
}

void Registry::bind_root(ast::OperationKind kind, const ObjectTable& table) {
  const NamedType* type = schema_.root(kind);
  const bool query = kind == ast::OperationKind::query;
  for (const FieldBinding& field : table.fields) {
    const bool meta = query && field.name.starts_with("__");
    if (!meta && (type == nullptr || type->field(field.name) == nullptr))
      complain(std::string(ast::to_string(kind)) + " " + field.name +
               ": bound, but not in the schema");
  }
  if (type == nullptr) return;
  auto& object = roots_[static_cast<std::size_t>(kind)];
  object = std::make_unique<BoundObject>();
  object->type = type;
  bind_fields(*object, table);
}

void Registry::bind_fields(BoundObject& object, const ObjectTable& table) {
  for (const FieldDefinition& definition : object.type->fields) {
    const std::string where = std::string(object.type->name) + "." + std::string(definition.name);
    const FieldBinding* binding = table.find(definition.name);
    object.fields.push_back(binding);
    if (binding == nullptr)
      complain(where + ": nothing resolves it");
    else
      check(definition.type, *binding->shape, where);
  }
}

const ObjectTable* Registry::table_of(const NamedType& type, const Shape& shape) {
  for (const auto& table : bindings_.objects()) {
    if (table->type_name == type.name && *table->type == *shape.type) return table.get();
  }
  if (shape.members == nullptr) return nullptr;
  auto table = std::make_unique<ObjectTable>();
  table->type_name = type.name;
  table->type = shape.type;
  table->fields = shape.members();
  described_.push_back(std::move(table));
  return described_.back().get();
}

void Registry::bind_object(const NamedType& type, const Shape& shape, const std::string& where) {
  const Key key(&type, std::type_index(*shape.type));
  if (objects_.contains(key)) return;
  BoundObject& object = *(objects_[key] = std::make_unique<BoundObject>());
  object.type = &type;
  const ObjectTable* table = table_of(type, shape);
  if (table == nullptr)
    complain(where + ": its C++ type is neither described nor bound as " + std::string(type.name));
  else
    bind_fields(object, *table);
}

const NamedType* Registry::concrete_type(const NamedType& type, const Shape& shape) const {
  if (type.kind == TypeKind::object) return &type;
  for (const auto& table : bindings_.objects()) {
    const NamedType* bound = schema_.type(table->type_name);
    if (*table->type == *shape.type && bound != nullptr && schema_.is_possible(type, *bound))
      return bound;
  }
  return nullptr;
}

void Registry::bind_abstract(const NamedType& type, const Shape& shape, const std::string& where) {
  if (shape.kind == ShapeKind::variant) {
    for (const auto& alternative : shape.alternatives) bind_abstract(type, *alternative(), where);
    return;
  }
  const NamedType* concrete =
      shape.kind == ShapeKind::object ? concrete_type(type, shape) : nullptr;
  if (concrete == nullptr)
    complain(where + ": a C++ type of it is bound to no possible type of " +
             std::string(type.name));
  else
    bind_object(*concrete, shape, where);
}

void Registry::check(TypeRef type, const Shape& shape, const std::string& where) {
  const TypeRef bare = type.nullable();
  if (shape.kind == ShapeKind::nullable) return check(bare, *shape.inner(), where);
  if (bare.is_list() != (shape.kind == ShapeKind::list)) {
    complain(where + ": the schema says " + type.text() + ", the resolver yields " +
             std::string(to_string(shape.kind)));
    return;
  }
  if (bare.is_list()) return check(bare.inner(), *shape.inner(), where);
  const NamedType& named = bare.named();
  if (named.is_leaf()) return check_leaf(named, shape, where);
  if (named.is_abstract()) return bind_abstract(named, shape, where);
  if (shape.kind != ShapeKind::object) {
    complain(where + ": the schema says " + type.text() + ", the resolver yields " +
             std::string(to_string(shape.kind)));
    return;
  }
  bind_object(named, shape, where);
}

void Registry::check_leaf(const NamedType& type, const Shape& shape, const std::string& where) {
  if (type.kind == TypeKind::scalar) {
    if (!fits_scalar(type.name, shape.kind))
      complain(where + ": the schema says " + std::string(type.name) + ", the resolver yields " +
               std::string(to_string(shape.kind)));
    return;
  }
  if (shape.kind != ShapeKind::enumeration) {
    complain(where + ": the schema says the enum " + std::string(type.name) +
             ", the resolver yields " + std::string(to_string(shape.kind)));
    return;
  }
  for (const std::string_view name : shape.names) {
    if (type.enum_value(name) == nullptr)
      complain(where + ": the schema's enum " + std::string(type.name) + " has no " +
               std::string(name));
  }
}

const BoundObject& Registry::root(ast::OperationKind kind) const {
  return *roots_[static_cast<std::size_t>(kind)];
}

const BoundObject& Registry::object(const NamedType& type, const Shape& shape) const {
  const NamedType* concrete = concrete_type(type, shape);
  return *objects_.at(Key(concrete, std::type_index(*shape.type)));
}

const FieldBinding& Registry::meta_field(std::string_view name) const {
  const FieldBinding* binding = bindings_.query_table().find(name);
  if (binding == nullptr) throw std::logic_error(std::string(name) + ": nothing resolves it");
  return *binding;
}

}  // namespace waymark::graphql
