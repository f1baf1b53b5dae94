// The syntax tree of a GraphQL document (September 2025, appendix B).
//
// A Document owns its source text and one arena; every node lives there, is trivially destructible,
// and is valid as long as the Document. Names and numbers are views into the source; strings are
// views of their unescaped value. Nodes are immutable once parsed, so a Document may be read from
// many threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string_view>
#include <variant>

#include "platform/graphql/graphql_error.h"

namespace waymark::graphql {
class Parser;
}

namespace waymark::graphql::ast {

/// A read-only array in a document's arena.
template <typename T>
class List {
 public:
  List() = default;
  List(const T* data, std::size_t size) : data_(data), size_(static_cast<std::uint32_t>(size)) {}
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t index) const { return data_[index]; }

 private:
  const T* data_ = nullptr;
  std::uint32_t size_ = 0;
};

/// Where a node begins: bytes from the start of the source. Document::location turns it into line
/// and column.
using Offset = std::uint32_t;

struct Name {
  std::string_view text;
  Offset offset = 0;
};

enum class ValueKind : std::uint8_t {
  variable,  // text: the name without `$`
  integer,   // text: as written
  real,      // text: as written
  string,    // text: unescaped; block strings with their indentation taken away
  boolean,   // `boolean`
  null,
  enumeration,  // text: the name
  list,         // items
  object,       // fields
};

struct ObjectField;

struct Value {
  ValueKind kind = ValueKind::null;
  bool boolean = false;
  Offset offset = 0;
  std::string_view text;
  List<Value> items;
  List<ObjectField> fields;
};

struct ObjectField {
  Name name;
  Value value;
};

/// A type as written: a name, or a list of another type.
struct Type {
  bool non_null = false;
  Offset offset = 0;
  std::string_view name;       // empty for a list
  const Type* item = nullptr;  // set for a list
};

struct Argument {
  Name name;
  Value value;
};

struct Directive {
  std::string_view name;
  Offset offset = 0;  // of the `@`
  List<Argument> arguments;
};

struct Field;
struct FragmentSpread;
struct InlineFragment;
using Selection = std::variant<const Field*, const FragmentSpread*, const InlineFragment*>;

/// `{ … }`. `present` tells a missing set from a written one.
struct SelectionSet {
  bool present = false;
  Offset offset = 0;
  List<Selection> items;
};

struct Field {
  std::string_view alias;  // empty when none is written
  std::string_view name;
  Offset offset = 0;        // of the alias when there is one
  std::uint32_t index = 0;  // 0 … Document::field_count()-1, in source order
  List<Argument> arguments;
  List<Directive> directives;
  SelectionSet selections;

  std::string_view response_key() const { return alias.empty() ? name : alias; }
};

struct FragmentSpread {
  Name name;
  Offset offset = 0;
  List<Directive> directives;
};

struct InlineFragment {
  Name type_condition;  // empty text when none is written
  Offset offset = 0;
  List<Directive> directives;
  SelectionSet selections;
};

struct VariableDefinition {
  Name name;  // without `$`; the offset is that of `$`
  const Type* type = nullptr;
  const Value* default_value = nullptr;  // null when none is written
  List<Directive> directives;
  std::string_view description;
};

enum class OperationKind : std::uint8_t { query, mutation, subscription };
/// "query", "mutation" or "subscription".
std::string_view to_string(OperationKind kind);

struct Operation {
  OperationKind kind = OperationKind::query;
  bool shorthand = false;  // `{ … }` without the keyword
  Name name;               // empty text when anonymous
  Offset offset = 0;
  std::string_view description;
  List<VariableDefinition> variables;
  List<Directive> directives;
  SelectionSet selections;
};

struct Fragment {
  Name name;
  Offset offset = 0;
  std::uint32_t index = 0;  // its place in Document::fragments()
  std::string_view description;
  Name type_condition;
  List<Directive> directives;
  SelectionSet selections;
};

/// A description, told apart from an empty one.
struct Description {
  bool present = false;
  std::string_view text;
};

/// An argument of a field or directive, or a field of an input object.
struct InputValueDefinition {
  Description description;
  Name name;
  const Type* type = nullptr;
  const Value* default_value = nullptr;
  List<Directive> directives;
};

struct FieldDefinition {
  Description description;
  Name name;
  List<InputValueDefinition> arguments;
  const Type* type = nullptr;
  List<Directive> directives;
};

struct EnumValueDefinition {
  Description description;
  Name name;
  List<Directive> directives;
};

struct RootOperationType {
  OperationKind kind = OperationKind::query;
  Name type;
  Offset offset = 0;
};

/// `schema { … }` or `extend schema … { … }`.
struct SchemaDefinition {
  bool extension = false;
  Offset offset = 0;
  Description description;
  List<Directive> directives;
  List<RootOperationType> operations;
};

enum class TypeDefinitionKind : std::uint8_t {
  scalar,
  object,
  interface,
  union_,
  enumeration,
  input_object
};

/// `type Goal …`, `extend enum …` and so on; only the lists that belong to the kind are filled.
struct TypeDefinition {
  TypeDefinitionKind kind = TypeDefinitionKind::scalar;
  bool extension = false;
  Offset offset = 0;
  Description description;
  Name name;
  List<Name> interfaces;  // object, interface
  List<Directive> directives;
  List<FieldDefinition> fields;             // object, interface
  List<Name> members;                       // union
  List<EnumValueDefinition> values;         // enumeration
  List<InputValueDefinition> input_fields;  // input object
};

struct DirectiveDefinition {
  Offset offset = 0;
  Description description;
  Name name;
  List<InputValueDefinition> arguments;
  bool repeatable = false;
  List<Name> locations;
};

using Definition = std::variant<const Operation*, const Fragment*, const SchemaDefinition*,
                                const TypeDefinition*, const DirectiveDefinition*>;

/// A parsed document. Made by parse_document; never copied or moved, held by pointer.
class Document {
 public:
  explicit Document(std::string_view source);
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  std::string_view source() const { return source_; }
  const List<Definition>& definitions() const { return definitions_; }
  const List<const Operation*>& operations() const { return operations_; }
  const List<const Fragment*>& fragments() const { return fragments_; }
  std::size_t field_count() const { return field_count_; }

  /// The first fragment of that name; null when there is none.
  const Fragment* fragment(std::string_view name) const;
  /// The operation to run (§6.1 GetOperation): the one of that name, or the only one when `name` is
  /// empty; null when there is none or the choice is open.
  const Operation* operation(std::string_view name = {}) const;
  SourceLocation location(Offset offset) const;

 private:
  friend class graphql::Parser;
  std::pmr::monotonic_buffer_resource arena_;
  std::string_view source_;
  List<Definition> definitions_;
  List<const Operation*> operations_;
  List<const Fragment*> fragments_;
  std::size_t field_count_ = 0;
};

}  // namespace waymark::graphql::ast
