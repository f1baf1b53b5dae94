// The type system (§3): an immutable graph, loaded from SDL.
//
// Every type, field, argument, input field, enum value, directive and type reference has a dense
// `index`, so that side tables (resolvers, plans, introspection) are vectors. Pointers into a
// Schema hold as long as the Schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/graphql_error.h"

namespace waymark::graphql {

class InputValue;
class Schema;
struct NamedType;

enum class TypeKind : std::uint8_t { scalar, object, interface, union_, enumeration, input_object };
/// "SCALAR", "OBJECT" … as in introspection's __TypeKind.
std::string_view to_string(TypeKind kind);

/// A type as a field, argument or variable uses it: a named type, a list, or non-null. Interned
/// within its Schema: the same type is the same pointer. Null only when made by default or by a
/// look-up that failed.
class TypeRef {
 public:
  struct Node {
    enum class Kind : std::uint8_t { named, list, non_null } kind = Kind::named;
    std::uint32_t index = 0;           // 0 … Schema::type_refs().size()-1
    const NamedType* named = nullptr;  // the innermost type
    const Node* inner = nullptr;       // of a list or non-null
    std::string text;                  // "[Goal!]!"
  };

  TypeRef() = default;
  explicit TypeRef(const Node* node) : node_(node) {}

  explicit operator bool() const { return node_ != nullptr; }
  bool is_non_null() const { return node_->kind == Node::Kind::non_null; }
  bool is_list() const { return node_->kind == Node::Kind::list; }
  bool is_named() const { return node_->kind == Node::Kind::named; }
  /// What a list or a non-null type wraps.
  TypeRef inner() const { return TypeRef(node_->inner); }
  /// Without the outermost `!`.
  TypeRef nullable() const { return is_non_null() ? inner() : *this; }
  /// The type at the bottom of all wrappers.
  const NamedType& named() const { return *node_->named; }
  const Node* node() const { return node_; }
  std::uint32_t index() const { return node_->index; }
  const std::string& text() const { return node_->text; }

  friend bool operator==(TypeRef, TypeRef) = default;

 private:
  const Node* node_ = nullptr;
};

/// An argument of a field or directive, or a field of an input object.
struct InputDefinition {
  std::string_view name;
  std::optional<std::string_view> description;
  TypeRef type;
  /// Coerced; null when the schema gives none.
  std::shared_ptr<const InputValue> default_value;
  /// As GraphQL text, for introspection.
  std::string default_text;
  std::optional<std::string_view> deprecation;
  std::uint32_t index = 0;  // among all arguments and input fields of the schema
  const ast::InputValueDefinition* node = nullptr;

  /// Must be given: non-null and without default.
  bool required() const { return type.is_non_null() && default_value == nullptr; }
};

struct FieldDefinition {
  std::string_view name;
  std::optional<std::string_view> description;
  std::vector<InputDefinition> arguments;
  TypeRef type;
  std::optional<std::string_view> deprecation;
  const NamedType* parent = nullptr;
  std::uint32_t index =
      0;  // among all fields of the schema, meta-fields and introspection included
  const ast::FieldDefinition* node = nullptr;

  const InputDefinition* argument(std::string_view argument_name) const;
};

struct EnumValueDefinition {
  std::string_view name;
  std::optional<std::string_view> description;
  std::optional<std::string_view> deprecation;
  std::uint32_t index = 0;    // among all enum values of the schema
  std::uint32_t ordinal = 0;  // within its enum
  const ast::EnumValueDefinition* node = nullptr;
};

/// Names to places in a vector, in O(log n).
class NameIndex {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  void add(std::string_view name, std::size_t place);
  std::size_t find(std::string_view name) const;

 private:
  std::vector<std::pair<std::string_view, std::size_t>> sorted_;
};

/// Why a custom scalar refuses a value.
struct ScalarProblem {
  std::string message;  // for developers: "expected an RFC 3339 instant"
  std::string_view message_key = "error.type.value";  // for people, of api/messages; lives for ever
};

/// Judges a custom scalar's value, which is neither absent nor null; nullopt when it will do. Must be pure.
using ScalarCheck = std::function<std::optional<ScalarProblem>(const InputValue&)>;

enum class ScalarKind : std::uint8_t { custom, integer, real, string, boolean, id };

struct NamedType {
  TypeKind kind = TypeKind::scalar;
  std::string_view name;
  std::optional<std::string_view> description;
  std::uint32_t index = 0;                       // its place in Schema::types()
  bool introspection = false;                    // one of the __ types
  bool built_in = false;                         // introspection, or one of the five scalars
  bool one_of = false;                           // input object with @oneOf
  ScalarKind scalar = ScalarKind::custom;        // scalar
  ScalarCheck scalar_check;                      // custom scalar; empty when every value will do
  std::optional<std::string_view> specified_by;  // scalar
  std::vector<FieldDefinition> fields;           // object, interface
  std::vector<const NamedType*>
      interfaces;  // object, interface: as declared (transitive ones included)
  std::vector<const NamedType*> possible_types;   // interface, union: objects; an object: itself
  std::vector<const NamedType*> implementations;  // interface: the interfaces that implement it
  std::vector<EnumValueDefinition> enum_values;   // enumeration
  std::vector<InputDefinition> input_fields;      // input object
  TypeRef ref;                                    // this type, nullable
  /// The definition and then its extensions.
  std::vector<const ast::TypeDefinition*> nodes;

  bool is_leaf() const { return kind == TypeKind::scalar || kind == TypeKind::enumeration; }
  bool is_composite() const {
    return kind == TypeKind::object || kind == TypeKind::interface || kind == TypeKind::union_;
  }
  bool is_abstract() const { return kind == TypeKind::interface || kind == TypeKind::union_; }
  bool is_input() const { return is_leaf() || kind == TypeKind::input_object; }
  bool is_output() const { return kind != TypeKind::input_object; }

  /// Declared fields only; Schema::field also knows the meta-fields.
  const FieldDefinition* field(std::string_view field_name) const;
  const EnumValueDefinition* enum_value(std::string_view value_name) const;
  const InputDefinition* input_field(std::string_view field_name) const;

 private:
  friend class SchemaLoader;
  friend class Schema;
  NameIndex names_;                      // of fields, enum values or input fields
  std::vector<std::uint64_t> possible_;  // bitset over type indexes
};

enum class DirectiveLocation : std::uint8_t {
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
  enumeration,
  enum_value,
  input_object,
  input_field_definition,
};
/// "FRAGMENT_SPREAD" and so on.
std::string_view to_string(DirectiveLocation location);
std::optional<DirectiveLocation> parse_directive_location(std::string_view name);

struct DirectiveDefinition {
  std::string_view name;
  std::optional<std::string_view> description;
  std::vector<InputDefinition> arguments;
  bool built_in = false;
  bool repeatable = false;
  std::vector<DirectiveLocation> locations;
  std::uint32_t index = 0;  // its place in Schema::directives()
  const ast::DirectiveDefinition* node = nullptr;

  const InputDefinition* argument(std::string_view argument_name) const;
  bool allows(DirectiveLocation location) const;
};

class Schema {
 public:
  Schema() = default;
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  std::optional<std::string_view> description() const { return description_; }
  /// All types, the built-in ones included, by index.
  const std::vector<std::unique_ptr<NamedType>>& types() const { return types_; }
  const std::vector<std::unique_ptr<DirectiveDefinition>>& directives() const {
    return directives_;
  }
  const std::vector<std::unique_ptr<TypeRef::Node>>& type_refs() const { return refs_; }
  /// One past the largest index of a field, of an argument or input field, of an enum value.
  std::size_t field_count() const { return field_count_; }
  std::size_t input_count() const { return input_count_; }
  std::size_t enum_value_count() const { return enum_value_count_; }

  const NamedType* type(std::string_view name) const;
  const DirectiveDefinition* directive(std::string_view name) const;
  const NamedType* query_type() const { return root(ast::OperationKind::query); }
  const NamedType* mutation_type() const { return root(ast::OperationKind::mutation); }
  const NamedType* subscription_type() const { return root(ast::OperationKind::subscription); }
  /// Null when the schema has no such root.
  const NamedType* root(ast::OperationKind kind) const {
    return roots_[static_cast<std::size_t>(kind)];
  }

  /// A field of a composite type: its own, `__typename` everywhere, `__schema` and `__type` on the
  /// query root.
  const FieldDefinition* field(const NamedType& parent, std::string_view name) const;
  const FieldDefinition& typename_field() const { return *typename_field_; }
  const FieldDefinition& schema_field() const { return *schema_field_; }
  const FieldDefinition& type_field() const { return *type_field_; }

  /// Whether `object` is `type`, implements it, or is its member.
  bool is_possible(const NamedType& type, const NamedType& object) const;
  /// Whether an object exists that is both (§5.5.2.3).
  bool overlap(const NamedType& a, const NamedType& b) const;
  /// Whether a value of `sub` may stand where `super` is expected (§3.6
  /// IsValidImplementationFieldType).
  bool is_subtype(TypeRef sub, TypeRef super) const;

 private:
  friend class SchemaLoader;
  std::vector<std::shared_ptr<const ast::Document>> sources_;
  std::optional<std::string_view> description_;
  std::vector<std::unique_ptr<NamedType>> types_;
  std::vector<std::unique_ptr<DirectiveDefinition>> directives_;
  std::vector<std::unique_ptr<TypeRef::Node>> refs_;
  NameIndex type_names_;
  NameIndex directive_names_;
  const NamedType* roots_[3] = {};
  std::unique_ptr<FieldDefinition> typename_field_;
  std::unique_ptr<FieldDefinition> schema_field_;
  std::unique_ptr<FieldDefinition> type_field_;
  std::size_t field_count_ = 0;
  std::size_t input_count_ = 0;
  std::size_t enum_value_count_ = 0;
};

struct SchemaOptions {
  /// By scalar name; naming a type that is no custom scalar is an error.
  std::map<std::string, ScalarCheck, std::less<>> scalars;
};

using SchemaResult = std::variant<std::shared_ptr<const Schema>, std::vector<GraphqlError>>;

/// Reads SDL (definitions and extensions), adds what is built in, and judges the whole by §3.
/// Either a schema, or every reason why it is none.
SchemaResult load_schema(std::string_view sdl, SchemaOptions options = {});

}  // namespace waymark::graphql
