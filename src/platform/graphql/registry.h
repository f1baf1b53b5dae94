// Bindings held against the schema: which function answers which field, checked once at start.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <typeindex>
#include <utility>
#include <vector>

#include "platform/graphql/bindings.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {

/// One C++ type standing for one object type of the schema.
struct BoundObject {
  const NamedType* type = nullptr;
  std::vector<const FieldBinding*> fields;  // by their place in NamedType::fields
};

/// Immutable once made.
class Registry {
 public:
  /// Throws std::logic_error naming every field that nothing resolves, or whose C++ type cannot be
  /// what the schema says, and every bound name that the schema does not know.
  Registry(const Schema& schema, Bindings bindings);

  const BoundObject& root(ast::OperationKind kind) const;
  /// `shape` is an object's; `type` the schema's object type, or an abstract type that it belongs
  /// to.
  const BoundObject& object(const NamedType& type, const Shape& shape) const;
  /// `__schema` and `__type`.
  const FieldBinding& meta_field(std::string_view name) const;

 private:
  using Key = std::pair<const NamedType*, std::type_index>;

  void bind_root(ast::OperationKind kind, const ObjectTable& table);
  void bind_object(const NamedType& type, const Shape& shape, const std::string& where);
  void bind_fields(BoundObject& object, const ObjectTable& table);
  void bind_abstract(const NamedType& type, const Shape& shape, const std::string& where);
  void check(TypeRef type, const Shape& shape, const std::string& where);
  void check_leaf(const NamedType& type, const Shape& shape, const std::string& where);
  void check_names();
  const NamedType* concrete_type(const NamedType& type, const Shape& shape) const;
  const ObjectTable* table_of(const NamedType& type, const Shape& shape);
  void complain(std::string problem) { problems_.push_back(std::move(problem)); }

  const Schema& schema_;
  Bindings bindings_;
  std::vector<std::unique_ptr<ObjectTable>> described_;  // of types that were not bound by name
  std::map<Key, std::unique_ptr<BoundObject>> objects_;
  std::unique_ptr<BoundObject> roots_[3];
  std::vector<std::string> problems_;
};

}  // namespace waymark::graphql
