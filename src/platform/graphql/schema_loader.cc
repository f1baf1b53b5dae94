#include "platform/graphql/schema_loader.h"

#include <algorithm>
#include <unordered_set>

#include "platform/graphql/parser.h"
#include "platform/graphql/prelude.h"
#include "platform/graphql/suggestions.h"

namespace waymark::graphql {
namespace {

TypeKind kind_of(ast::TypeDefinitionKind kind) {
  switch (kind) {
    case ast::TypeDefinitionKind::scalar:
      return TypeKind::scalar;
    case ast::TypeDefinitionKind::object:
      return TypeKind::object;
    case ast::TypeDefinitionKind::interface:
      return TypeKind::interface;
    case ast::TypeDefinitionKind::union_:
      return TypeKind::union_;
    case ast::TypeDefinitionKind::enumeration:
      return TypeKind::enumeration;
    case ast::TypeDefinitionKind::input_object:
      return TypeKind::input_object;
  }
  return TypeKind::scalar;
}

std::string_view word_for(TypeKind kind) {
  switch (kind) {
    case TypeKind::scalar:
      return "scalar";
    case TypeKind::object:
      return "object";
    case TypeKind::interface:
      return "interface";
    case TypeKind::union_:
      return "union";
    case TypeKind::enumeration:
      return "enum";
    case TypeKind::input_object:
      return "input object";
  }
  return {};
}

ScalarKind scalar_kind(std::string_view name) {
  if (name == "Int") return ScalarKind::integer;
  if (name == "Float") return ScalarKind::real;
  if (name == "String") return ScalarKind::string;
  if (name == "Boolean") return ScalarKind::boolean;
  if (name == "ID") return ScalarKind::id;
  return ScalarKind::custom;
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

using Names = std::unordered_set<std::string_view>;

void gather(const ast::Type& type, Names& names) {
  const ast::Type* at = &type;
  while (at->item != nullptr) at = at->item;
  names.insert(at->name);
}

void gather(const ast::List<ast::InputValueDefinition>& inputs, Names& names) {
  for (const ast::InputValueDefinition& input : inputs) gather(*input.type, names);
}

void gather(const ast::Document& document, Names& names) {
  for (const ast::Definition& definition : document.definitions()) {
    if (const auto* type = std::get_if<const ast::TypeDefinition*>(&definition)) {
      for (const ast::FieldDefinition& field : (*type)->fields) {
        gather(*field.type, names);
        gather(field.arguments, names);
      }
      gather((*type)->input_fields, names);
      for (const ast::Name& name : (*type)->members) names.insert(name.text);
      for (const ast::Name& name : (*type)->interfaces) names.insert(name.text);
    } else if (const auto* directive = std::get_if<const ast::DirectiveDefinition*>(&definition)) {
      gather((*directive)->arguments, names);
    }
  }
}

}  // namespace

SchemaResult load_schema(std::string_view sdl, SchemaOptions options) {
  return SchemaLoader(std::move(options)).load(sdl);
}

SchemaResult SchemaLoader::load(std::string_view sdl) {
  if (!read(sdl, false) || !read(prelude(), true)) return std::move(errors_);
  collect(*schema_->sources_[0], false);
  collect(*schema_->sources_[1], true);
  drop_unused_scalars();
  build();
  if (errors_.empty()) check();
  if (errors_.empty()) settle();
  if (!errors_.empty()) return std::move(errors_);
  return std::shared_ptr<const Schema>(std::move(schema_));
}

bool SchemaLoader::read(std::string_view sdl, bool built_in) {
  ParseResult parsed = parse_document(sdl, kSchemaLimits);
  if (auto* problem = std::get_if<GraphqlError>(&parsed)) {
    errors_.push_back(std::move(*problem));
    return false;
  }
  schema_->sources_.push_back(std::get<0>(std::move(parsed)));
  if (!built_in) document_ = schema_->sources_.back().get();
  return true;
}

void SchemaLoader::collect(const ast::Document& document, bool built_in) {
  std::vector<const ast::TypeDefinition*> extensions;
  for (const ast::Definition& definition : document.definitions()) {
    if (const auto* type = std::get_if<const ast::TypeDefinition*>(&definition)) {
      if ((*type)->extension)
        extensions.push_back(*type);
      else
        add_type(**type, built_in);
    } else if (const auto* directive = std::get_if<const ast::DirectiveDefinition*>(&definition)) {
      add_directive(**directive, built_in);
    } else if (const auto* root = std::get_if<const ast::SchemaDefinition*>(&definition)) {
      add_schema_definition(**root);
    } else if (const auto* operation = std::get_if<const ast::Operation*>(&definition)) {
      error("A schema holds no operations.", {(*operation)->offset});
    } else {
      error("A schema holds no fragments.", {std::get<const ast::Fragment*>(definition)->offset});
    }
  }
  for (const ast::TypeDefinition* extension : extensions) add_extension(*extension);
}

void SchemaLoader::add_type(const ast::TypeDefinition& node, bool built_in) {
  // Writing down what is built in anyway is allowed and changes nothing.
  if (!built_in && scalar_kind(node.name.text) != ScalarKind::custom &&
      node.kind == ast::TypeDefinitionKind::scalar)
    return;
  auto type = std::make_unique<NamedType>();
  type->kind = kind_of(node.kind);
  type->name = node.name.text;
  if (node.description.present) type->description = node.description.text;
  type->built_in = built_in;
  type->introspection = built_in && type->kind != TypeKind::scalar;
  if (built_in && type->kind == TypeKind::scalar) type->scalar = scalar_kind(type->name);
  type->nodes.push_back(&node);
  if (built_in && type->name == kMetaFields) {
    meta_fields_ = std::move(type);
    return;
  }
  const auto [at, inserted] = types_by_name_.emplace(type->name, type.get());
  if (!inserted) {
    // A built-in type that the operator defined as something else is told at the operator's place.
    const std::string message = "There can be only one type named " + quoted(node.name.text) + ".";
    const ast::Offset first = at->second->nodes.front()->name.offset;
    if (built_in)
      error(message, {first});
    else
      error(message, {first, node.name.offset});
    return;
  }
  schema_->types_.push_back(std::move(type));
}

void SchemaLoader::add_extension(const ast::TypeDefinition& node) {
  const auto found = types_by_name_.find(node.name.text);
  if (found == types_by_name_.end()) {
    std::vector<std::string_view> names;
    for (const auto& [name, type] : types_by_name_) names.push_back(name);
    error("Cannot extend type " + quoted(node.name.text) + " because it is not defined." +
              did_you_mean(similar_names(node.name.text, names)),
          {node.name.offset});
  } else if (found->second->kind != kind_of(node.kind)) {
    error("Cannot extend non-" + std::string(word_for(kind_of(node.kind))) + " type " +
              quoted(node.name.text) + ".",
          {found->second->nodes.front()->offset, node.offset});
  } else {
    found->second->nodes.push_back(&node);
  }
}

void SchemaLoader::add_directive(const ast::DirectiveDefinition& node, bool built_in) {
  const auto found = directives_by_name_.find(node.name.text);
  if (found != directives_by_name_.end()) {
    // The prelude comes last: a directive of its name that the operator wrote down gives way to it.
    if (built_in) {
      found->second->node = &node;
      found->second->built_in = true;
      return;
    }
    error("There can be only one directive named \"@" + std::string(node.name.text) + "\".",
          {found->second->node->name.offset, node.name.offset});
    return;
  }
  auto directive = std::make_unique<DirectiveDefinition>();
  directive->name = node.name.text;
  directive->node = &node;
  directive->built_in = built_in;
  directives_by_name_.emplace(directive->name, directive.get());
  schema_->directives_.push_back(std::move(directive));
}

void SchemaLoader::add_schema_definition(const ast::SchemaDefinition& node) {
  if (node.extension) {
    schema_extensions_.push_back(&node);
  } else if (definition_ != nullptr) {
    error("Must provide only one schema definition.", {node.offset});
  } else {
    definition_ = &node;
    if (node.description.present) schema_->description_ = node.description.text;
  }
}

// §3.5: a built-in scalar that nothing refers to is no part of the schema.
void SchemaLoader::drop_unused_scalars() {
  Names used;
  for (const auto& source : schema_->sources_) gather(*source, used);
  std::erase_if(schema_->types_, [&](const std::unique_ptr<NamedType>& type) {
    if (type->scalar == ScalarKind::custom || used.contains(type->name)) return false;
    types_by_name_.erase(type->name);
    return true;
  });
}

void SchemaLoader::error(std::string message, std::initializer_list<ast::Offset> places) {
  GraphqlError problem;
  problem.message = std::move(message);
  for (const ast::Offset place : places) problem.locations.push_back(document_->location(place));
  problem.extensions["code"] = "INVALID_SCHEMA";
  errors_.push_back(std::move(problem));
}

}  // namespace waymark::graphql
