#include "platform/graphql/suggestions.h"
#include "platform/graphql/validation_rules.h"

namespace waymark::graphql::rules {
namespace {

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

/// Types below an abstract one that do have the field: those the client may have meant to condition on.
std::vector<std::string_view> types_with(const NamedType& parent, std::string_view field) {
  std::vector<std::pair<std::size_t, const NamedType*>> found;
  const auto note = [&](const NamedType* type) {
    if (!type->field(field)) return;
    for (auto& [uses, known] : found)
      if (known == type) return void(++uses);
    found.emplace_back(1, type);
  };
  if (!parent.is_abstract()) return {};
  for (const NamedType* object : parent.possible_types) {
    if (!object->field(field)) continue;
    note(object);
    for (const NamedType* interface : object->interfaces) note(interface);
  }
  // The most widely useful first: interfaces before the objects that implement them.
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first > b.first;
    if (a.second->kind != b.second->kind) return a.second->kind == TypeKind::interface;
    return a.second->name < b.second->name;
  });
  std::vector<std::string_view> names;
  for (const auto& [uses, type] : found) names.push_back(type->name);
  return names;
}

std::string suggest(const NamedType& parent, std::string_view field) {
  const std::string types = did_you_mean(types_with(parent, field), "to use an inline fragment on");
  return types.empty() ? did_you_mean(similar_names(field, names_of(parent.fields))) : types;
}

bool is_introspection_list(std::string_view name) {
  return name == "fields" || name == "interfaces" || name == "possibleTypes" ||
         name == "inputFields";
}

/// Whether lists of introspection lie deeper within each other than allowed. Each fragment is entered again only when
/// it is met at a greater depth than before, so that the work is bounded.
class IntrospectionDepth {
 public:
  explicit IntrospectionDepth(Validation& validation)
      : validation_(validation), entered_(validation.document().fragments().size(), -1) {}

  bool exceeded(const ast::SelectionSet& set, int depth) {
    validation_.spend(set.items.size());
    return std::any_of(set.items.begin(), set.items.end(), [&](const ast::Selection& node) {
      return std::visit([&](const auto* selection) { return this->within(*selection, depth); },
                        node);
    });
  }

 private:
  bool within(const ast::Field& node, int depth) {
    if (is_introspection_list(node.name) &&
        ++depth >= static_cast<int>(validation_.options().introspection_depth))
      return true;
    return exceeded(node.selections, depth);
  }
  bool within(const ast::InlineFragment& node, int depth) {
    return exceeded(node.selections, depth);
  }
  bool within(const ast::FragmentSpread& node, int depth) {
    const ast::Fragment* fragment = validation_.fragment(node.name.text);
    if (fragment == nullptr || entered_[fragment->index] >= depth) return false;
    entered_[fragment->index] = depth;
    return exceeded(fragment->selections, depth);
  }

  Validation& validation_;
  std::vector<int> entered_;
};

}  // namespace

void check_field(Validation& validation, const NamedType& parent, const ast::Field& node,
                 const FieldDefinition* field) {
  if (field == nullptr) {
    std::string message =
        "Cannot query field " + quoted(node.name) + " on type " + quoted(parent.name) + ".";
    if (validation.options().suggestions) message += suggest(parent, node.name);
    validation.report("FieldsOnCorrectType", std::move(message), {node.offset});
    return;
  }
  const std::string_view type = field->type.text();
  if (field->type.named().is_leaf()) {
    if (node.selections.present)
      validation.report("ScalarLeafs",
                        "Field " + quoted(node.name) + " must not have a selection since type " +
                            quoted(type) + " has no subfields.",
                        {node.selections.offset});
  } else if (!node.selections.present) {
    validation.report("ScalarLeafs",
                      "Field " + quoted(node.name) + " of type " + quoted(type) +
                          " must have a selection of subfields. Did you mean \"" +
                          std::string(node.name) + " { ... }\"?",
                      {node.offset});
  }
}

void check_introspection_depth(Validation& validation, const ast::Field& node) {
  if (node.name != "__schema" && node.name != "__type") return;
  if (IntrospectionDepth(validation).exceeded(node.selections, 0))
    validation.report("MaxIntrospectionDepth", "Maximum introspection depth exceeded",
                      {node.offset});
}

}  // namespace waymark::graphql::rules
