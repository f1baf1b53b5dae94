// Makes a Schema from SDL, in steps that each need the one before:
//   collect   every definition gets its type or directive; extensions find theirs     (schema_loader.cc)
//   build     members are made, types resolved, possible types gathered               (schema_build.cc)
//   check     the rules of §3                                                          (schema_check.cc)
//   settle    directives in the SDL are judged and default values coerced              (schema_defaults.cc)
// Steps after one that found errors are skipped where they would only find their consequences.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/schema.h"

namespace waymark::graphql {

class SchemaLoader {
 public:
  explicit SchemaLoader(SchemaOptions options) : options_(std::move(options)) {}
  SchemaResult load(std::string_view sdl);

 private:
  // collect
  bool read(std::string_view sdl, bool built_in);
  void collect(const ast::Document& document, bool built_in);
  void add_type(const ast::TypeDefinition& node, bool built_in);
  void add_extension(const ast::TypeDefinition& node);
  void add_directive(const ast::DirectiveDefinition& node, bool built_in);
  void add_schema_definition(const ast::SchemaDefinition& node);
  void drop_unused_scalars();

  // build
  void build();
  void build_type(NamedType& type);
  void build_members(NamedType& type, const ast::TypeDefinition& node);
  FieldDefinition make_field(const NamedType& parent, const ast::FieldDefinition& node);
  InputDefinition make_input(const ast::InputValueDefinition& node);
  std::vector<InputDefinition> make_arguments(const ast::List<ast::InputValueDefinition>& nodes,
                                              const std::string& owner);
  void build_directive(DirectiveDefinition& directive);
  void build_roots();
  void build_possible_types();
  void build_meta_fields();
  void set_scalar_checks();
  TypeRef resolve(const ast::Type& node);
  TypeRef intern(TypeRef::Node::Kind kind, const NamedType& named, TypeRef inner);
  const NamedType* resolve_name(const ast::Name& name);

  // check
  void check();
  void check_roots();
  void check_directives();
  void check_directive_cycles();
  void check_type(const NamedType& type);
  void check_fields(const NamedType& type);
  void check_input(const InputDefinition& input, const std::string& owner);
  void check_interfaces(const NamedType& type);
  void check_ancestors(const NamedType& type, const NamedType& interface);
  void check_implements(const NamedType& type, const NamedType& interface);
  void check_arguments(const NamedType& type, const FieldDefinition& field,
                       const NamedType& interface, const FieldDefinition& wanted);
  void check_union(const NamedType& type);
  void check_enum(const NamedType& type);
  void check_input_object(const NamedType& type);
  void check_input_cycles();
  void check_name(std::string_view name, ast::Offset at);

  // settle
  void settle();
  void judge_type_directives(const NamedType& type);
  void judge_inputs(const ast::List<ast::InputValueDefinition>& nodes, DirectiveLocation location);
  using Seen = std::vector<const ast::Directive*>;
  void judge_directives(const ast::List<ast::Directive>& nodes, DirectiveLocation location,
                        Seen& seen);
  void judge_directives(const ast::List<ast::Directive>& nodes, DirectiveLocation location);
  void judge_arguments(const ast::Directive& node, const DirectiveDefinition& directive);
  enum class DefaultState : std::uint8_t { untouched, open, settled };
  void settle_default(InputDefinition& input, const std::string& owner);
  void settle_within(TypeRef type, const ast::Value& literal);
  std::vector<InputDefinition>& input_fields_of(const NamedType& type);

  void error(std::string message, std::initializer_list<ast::Offset> places);

  SchemaOptions options_;
  std::shared_ptr<Schema> schema_ = std::make_shared<Schema>();
  const ast::Document* document_ = nullptr;  // the operator's SDL
  std::vector<GraphqlError> errors_;
  std::unordered_map<std::string_view, NamedType*> types_by_name_;
  std::unordered_map<std::string_view, DirectiveDefinition*> directives_by_name_;
  std::unordered_map<std::string, const TypeRef::Node*> refs_by_text_;
  const ast::SchemaDefinition* definition_ = nullptr;
  std::vector<const ast::SchemaDefinition*> schema_extensions_;
  const ast::RootOperationType* root_nodes_[3] = {};
  std::unique_ptr<NamedType> meta_fields_;
  std::vector<DefaultState> defaults_;  // by InputDefinition::index
};

}  // namespace waymark::graphql
