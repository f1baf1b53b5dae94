#include "platform/graphql/schema.h"

#include <algorithm>
#include <array>

namespace waymark::graphql {
namespace {

constexpr std::array<std::string_view, 19> kDirectiveLocations = {"QUERY",
                                                                  "MUTATION",
                                                                  "SUBSCRIPTION",
                                                                  "FIELD",
                                                                  "FRAGMENT_DEFINITION",
                                                                  "FRAGMENT_SPREAD",
                                                                  "INLINE_FRAGMENT",
                                                                  "VARIABLE_DEFINITION",
                                                                  "SCHEMA",
                                                                  "SCALAR",
                                                                  "OBJECT",
                                                                  "FIELD_DEFINITION",
                                                                  "ARGUMENT_DEFINITION",
                                                                  "INTERFACE",
                                                                  "UNION",
                                                                  "ENUM",
                                                                  "ENUM_VALUE",
                                                                  "INPUT_OBJECT",
                                                                  "INPUT_FIELD_DEFINITION"};

bool has_bit(const std::vector<std::uint64_t>& bits, std::size_t place) {
  return place / 64 < bits.size() && ((bits[place / 64] >> (place % 64)) & 1) != 0;
}

const InputDefinition* find_input(const std::vector<InputDefinition>& inputs,
                                  std::string_view name) {
  for (const InputDefinition& input : inputs)
    if (input.name == name) return &input;
  return nullptr;
}

}  // namespace

std::string_view to_string(TypeKind kind) {
  switch (kind) {
    case TypeKind::scalar:
      return "SCALAR";
    case TypeKind::object:
      return "OBJECT";
    case TypeKind::interface:
      return "INTERFACE";
    case TypeKind::union_:
      return "UNION";
    case TypeKind::enumeration:
      return "ENUM";
    case TypeKind::input_object:
      return "INPUT_OBJECT";
  }
  return {};
}

std::string_view to_string(DirectiveLocation location) {
  return kDirectiveLocations[static_cast<std::size_t>(location)];
}

std::optional<DirectiveLocation> parse_directive_location(std::string_view name) {
  const auto found = std::find(kDirectiveLocations.begin(), kDirectiveLocations.end(), name);
  if (found == kDirectiveLocations.end()) return std::nullopt;
  return static_cast<DirectiveLocation>(found - kDirectiveLocations.begin());
}

void NameIndex::add(std::string_view name, std::size_t place) {
  const auto at = std::lower_bound(sorted_.begin(), sorted_.end(), std::pair(name, place));
  sorted_.emplace(at, name, place);
}

std::size_t NameIndex::find(std::string_view name) const {
  const auto at =
      std::lower_bound(sorted_.begin(), sorted_.end(), name,
                       [](const auto& entry, std::string_view key) { return entry.first < key; });
  return at != sorted_.end() && at->first == name ? at->second : kNone;
}

const InputDefinition* FieldDefinition::argument(std::string_view argument_name) const {
  return find_input(arguments, argument_name);
}

const InputDefinition* DirectiveDefinition::argument(std::string_view argument_name) const {
  return find_input(arguments, argument_name);
}

bool DirectiveDefinition::allows(DirectiveLocation location) const {
  return std::find(locations.begin(), locations.end(), location) != locations.end();
}

const FieldDefinition* NamedType::field(std::string_view field_name) const {
  if (fields.empty()) return nullptr;
  const std::size_t place = names_.find(field_name);
  return place == NameIndex::kNone ? nullptr : &fields[place];
}

const EnumValueDefinition* NamedType::enum_value(std::string_view value_name) const {
  if (enum_values.empty()) return nullptr;
  const std::size_t place = names_.find(value_name);
  return place == NameIndex::kNone ? nullptr : &enum_values[place];
}

const InputDefinition* NamedType::input_field(std::string_view field_name) const {
  if (input_fields.empty()) return nullptr;
  const std::size_t place = names_.find(field_name);
  return place == NameIndex::kNone ? nullptr : &input_fields[place];
}

const NamedType* Schema::type(std::string_view name) const {
  const std::size_t place = type_names_.find(name);
  return place == NameIndex::kNone ? nullptr : types_[place].get();
}

const DirectiveDefinition* Schema::directive(std::string_view name) const {
  const std::size_t place = directive_names_.find(name);
  return place == NameIndex::kNone ? nullptr : directives_[place].get();
}

const FieldDefinition* Schema::field(const NamedType& parent, std::string_view name) const {
  if (name.size() > 2 && name[0] == '_' && name[1] == '_') {
    if (name == typename_field_->name && parent.is_composite()) return typename_field_.get();
    if (&parent == query_type()) {
      if (name == schema_field_->name) return schema_field_.get();
      if (name == type_field_->name) return type_field_.get();
    }
  }
  return parent.field(name);
}

bool Schema::is_possible(const NamedType& type, const NamedType& object) const {
  return has_bit(type.possible_, object.index);
}

bool Schema::overlap(const NamedType& a, const NamedType& b) const {
  const std::size_t words = std::min(a.possible_.size(), b.possible_.size());
  for (std::size_t i = 0; i < words; ++i)
    if ((a.possible_[i] & b.possible_[i]) != 0) return true;
  return &a == &b;
}

bool Schema::is_subtype(TypeRef sub, TypeRef super) const {
  if (sub == super) return true;
  if (super.is_non_null()) return sub.is_non_null() && is_subtype(sub.inner(), super.inner());
  if (sub.is_non_null()) return is_subtype(sub.inner(), super);
  if (super.is_list()) return sub.is_list() && is_subtype(sub.inner(), super.inner());
  if (sub.is_list()) return false;
  const NamedType& wanted = super.named();
  const NamedType& given = sub.named();
  if (wanted.kind == TypeKind::union_) return is_possible(wanted, given);
  const auto& interfaces = given.interfaces;
  return wanted.kind == TypeKind::interface &&
         std::find(interfaces.begin(), interfaces.end(), &wanted) != interfaces.end();
}

}  // namespace waymark::graphql
