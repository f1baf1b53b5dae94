// From definitions to a graph of types.
#include <algorithm>

#include "platform/graphql/prelude.h"
#include "platform/graphql/printer.h"
#include "platform/graphql/schema_loader.h"
#include "platform/graphql/suggestions.h"

namespace waymark::graphql {
namespace {

constexpr std::string_view kDefaultReason = "No longer supported";

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

std::optional<std::string_view> text_of(const ast::Description& description) {
  if (!description.present) return std::nullopt;
  return description.text;
}

const ast::Directive* find_directive(const ast::List<ast::Directive>& nodes,
                                     std::string_view name) {
  for (const ast::Directive& node : nodes)
    if (node.name == name) return &node;
  return nullptr;
}

std::optional<std::string_view> string_argument(const ast::Directive& node, std::string_view name) {
  for (const ast::Argument& argument : node.arguments)
    if (argument.name.text == name && argument.value.kind == ast::ValueKind::string)
      return argument.value.text;
  return std::nullopt;
}

/// Why something is deprecated. Wrongly written directives are found when directives are judged.
std::optional<std::string_view> deprecation_of(const ast::List<ast::Directive>& nodes) {
  const ast::Directive* node = find_directive(nodes, "deprecated");
  if (node == nullptr) return std::nullopt;
  return string_argument(*node, "reason").value_or(kDefaultReason);
}

void set_bit(std::vector<std::uint64_t>& bits, std::size_t place) {
  if (bits.size() <= place / 64) bits.resize(place / 64 + 1);
  bits[place / 64] |= std::uint64_t{1} << (place % 64);
}

void sort_by_index(std::vector<const NamedType*>& types) {
  std::sort(types.begin(), types.end(),
            [](const NamedType* a, const NamedType* b) { return a->index < b->index; });
}

}  // namespace

void SchemaLoader::build() {
  for (std::size_t i = 0; i < schema_->types_.size(); ++i) {
    NamedType& type = *schema_->types_[i];
    type.index = static_cast<std::uint32_t>(i);
    type.ref = intern(TypeRef::Node::Kind::named, type, {});
    schema_->type_names_.add(type.name, i);
  }
  for (const auto& type : schema_->types_) build_type(*type);
  for (std::size_t i = 0; i < schema_->directives_.size(); ++i) {
    DirectiveDefinition& directive = *schema_->directives_[i];
    directive.index = static_cast<std::uint32_t>(i);
    schema_->directive_names_.add(directive.name, i);
    build_directive(directive);
  }
  build_roots();
  build_possible_types();
  build_meta_fields();
  set_scalar_checks();
}

void SchemaLoader::build_type(NamedType& type) {
  for (const ast::TypeDefinition* node : type.nodes) build_members(type, *node);
  if (const auto* node = find_directive(type.nodes.front()->directives, "specifiedBy"))
    type.specified_by = string_argument(*node, "url");
  for (const ast::TypeDefinition* node : type.nodes) {
    if (find_directive(node->directives, "oneOf")) type.one_of = true;
    if (const auto* link = find_directive(node->directives, "specifiedBy"))
      type.specified_by = string_argument(*link, "url");
  }
}

void SchemaLoader::build_members(NamedType& type, const ast::TypeDefinition& node) {
  const auto unique = [&](const ast::Name& name, std::size_t place, std::string_view what) {
    if (type.names_.find(name.text) != NameIndex::kNone) {
      error(std::string(what) + " \"" + std::string(type.name) + "." + std::string(name.text) +
                "\" can only be defined once.",
            {name.offset});
      return false;
    }
    type.names_.add(name.text, place);
    return true;
  };
  for (const ast::Name& name : node.interfaces)
    if (const NamedType* interface = resolve_name(name)) type.interfaces.push_back(interface);
  for (const ast::Name& name : node.members)
    if (const NamedType* member = resolve_name(name)) type.possible_types.push_back(member);
  for (const ast::FieldDefinition& field : node.fields)
    if (unique(field.name, type.fields.size(), "Field"))
      type.fields.push_back(make_field(type, field));
  for (const ast::InputValueDefinition& field : node.input_fields)
    if (unique(field.name, type.input_fields.size(), "Field"))
      type.input_fields.push_back(make_input(field));
  for (const ast::EnumValueDefinition& value : node.values) {
    if (!unique(value.name, type.enum_values.size(), "Enum value")) continue;
    EnumValueDefinition made;
    made.name = value.name.text;
    made.description = text_of(value.description);
    made.deprecation = deprecation_of(value.directives);
    made.index = static_cast<std::uint32_t>(schema_->enum_value_count_++);
    made.ordinal = static_cast<std::uint32_t>(type.enum_values.size());
    made.node = &value;
    type.enum_values.push_back(made);
  }
}

FieldDefinition SchemaLoader::make_field(const NamedType& parent,
                                         const ast::FieldDefinition& node) {
  FieldDefinition field;
  field.name = node.name.text;
  field.description = text_of(node.description);
  field.deprecation = deprecation_of(node.directives);
  field.parent = &parent;
  field.index = static_cast<std::uint32_t>(schema_->field_count_++);
  field.node = &node;
  field.type = resolve(*node.type);
  field.arguments =
      make_arguments(node.arguments, std::string(parent.name) + "." + std::string(node.name.text));
  return field;
}

InputDefinition SchemaLoader::make_input(const ast::InputValueDefinition& node) {
  InputDefinition input;
  input.name = node.name.text;
  input.description = text_of(node.description);
  input.deprecation = deprecation_of(node.directives);
  input.index = static_cast<std::uint32_t>(schema_->input_count_++);
  input.node = &node;
  input.type = resolve(*node.type);
  if (node.default_value != nullptr) input.default_text = print(*node.default_value);
  return input;
}

std::vector<InputDefinition> SchemaLoader::make_arguments(
    const ast::List<ast::InputValueDefinition>& nodes, const std::string& owner) {
  std::vector<InputDefinition> arguments;
  NameIndex names;
  arguments.reserve(nodes.size());
  for (const ast::InputValueDefinition& node : nodes) {
    if (names.find(node.name.text) != NameIndex::kNone) {
      error("Argument \"" + owner + "(" + std::string(node.name.text) +
                ":)\" can only be defined once.",
            {node.name.offset});
      continue;
    }
    names.add(node.name.text, arguments.size());
    arguments.push_back(make_input(node));
  }
  return arguments;
}

void SchemaLoader::build_directive(DirectiveDefinition& directive) {
  const ast::DirectiveDefinition& node = *directive.node;
  directive.description = text_of(node.description);
  directive.repeatable = node.repeatable;
  directive.arguments = make_arguments(node.arguments, "@" + std::string(directive.name));
  for (const ast::Name& location : node.locations)
    directive.locations.push_back(*parse_directive_location(location.text));
}

void SchemaLoader::build_roots() {
  std::vector<const ast::SchemaDefinition*> nodes = schema_extensions_;
  if (definition_ != nullptr) nodes.insert(nodes.begin(), definition_);
  for (const ast::SchemaDefinition* node : nodes) {
    for (const ast::RootOperationType& root : node->operations) {
      const auto kind = static_cast<std::size_t>(root.kind);
      if (root_nodes_[kind] != nullptr) {
        error("There can be only one " + std::string(to_string(root.kind)) + " type in schema.",
              {root_nodes_[kind]->offset, root.offset});
        continue;
      }
      root_nodes_[kind] = &root;
      schema_->roots_[kind] = resolve_name(root.type);
    }
  }
  if (definition_ != nullptr) return;
  constexpr std::string_view kNames[] = {"Query", "Mutation", "Subscription"};
  for (std::size_t kind = 0; kind < 3; ++kind)
    if (schema_->roots_[kind] == nullptr && root_nodes_[kind] == nullptr)
      schema_->roots_[kind] = schema_->type(kNames[kind]);
}

void SchemaLoader::build_possible_types() {
  for (const auto& type : schema_->types_) {
    if (type->kind == TypeKind::object) type->possible_types = {type.get()};
    for (const NamedType* interface : type->interfaces) {
      NamedType& wide = *schema_->types_[interface->index];
      if (wide.kind != TypeKind::interface) continue;
      if (type->kind == TypeKind::object)
        wide.possible_types.push_back(type.get());
      else
        wide.implementations.push_back(type.get());
    }
  }
  for (const auto& type : schema_->types_) {
    if (type->kind != TypeKind::union_) sort_by_index(type->possible_types);
    for (const NamedType* possible : type->possible_types)
      set_bit(type->possible_, possible->index);
  }
}

void SchemaLoader::build_meta_fields() {
  const auto take = [this](std::size_t place) {
    auto field = std::make_unique<FieldDefinition>(
        make_field(*meta_fields_, meta_fields_->nodes.front()->fields[place]));
    field->parent = nullptr;
    return field;
  };
  schema_->typename_field_ = take(0);
  schema_->schema_field_ = take(1);
  schema_->type_field_ = take(2);
}

void SchemaLoader::set_scalar_checks() {
  for (auto& [name, scalar_check] : options_.scalars) {
    const auto found = types_by_name_.find(name);
    if (found == types_by_name_.end() || found->second->kind != TypeKind::scalar ||
        found->second->built_in)
      error("There is no custom scalar named " + quoted(name) + " to check.", {});
    else
      found->second->scalar_check = std::move(scalar_check);
  }
}

TypeRef SchemaLoader::resolve(const ast::Type& node) {
  TypeRef type;
  if (node.item != nullptr) {
    const TypeRef item = resolve(*node.item);
    if (!item) return {};
    type = intern(TypeRef::Node::Kind::list, item.named(), item);
  } else {
    const NamedType* named = resolve_name({node.name, node.offset});
    if (named == nullptr) return {};
    type = named->ref;
  }
  return node.non_null ? intern(TypeRef::Node::Kind::non_null, type.named(), type) : type;
}

TypeRef SchemaLoader::intern(TypeRef::Node::Kind kind, const NamedType& named, TypeRef inner) {
  std::string text(named.name);
  if (kind == TypeRef::Node::Kind::list) text = "[" + inner.text() + "]";
  if (kind == TypeRef::Node::Kind::non_null) text = inner.text() + "!";
  const auto found = refs_by_text_.find(text);
  if (found != refs_by_text_.end()) return TypeRef(found->second);
  auto node = std::make_unique<TypeRef::Node>();
  node->kind = kind;
  node->index = static_cast<std::uint32_t>(schema_->refs_.size());
  node->named = &named;
  node->inner = kind == TypeRef::Node::Kind::named ? nullptr : schema_->refs_[inner.index()].get();
  node->text = text;
  refs_by_text_.emplace(std::move(text), node.get());
  schema_->refs_.push_back(std::move(node));
  return TypeRef(schema_->refs_.back().get());
}

const NamedType* SchemaLoader::resolve_name(const ast::Name& name) {
  const auto found = types_by_name_.find(name.text);
  if (found != types_by_name_.end()) return found->second;
  std::vector<std::string_view> names;
  for (const auto& [known, type] : types_by_name_) names.push_back(known);
  error("Unknown type " + quoted(name.text) + "." + did_you_mean(similar_names(name.text, names)),
        {name.offset});
  return nullptr;
}

}  // namespace waymark::graphql
