#include "platform/graphql/validation_rules.h"

namespace waymark::graphql::rules {
namespace {

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

struct DefinitionName {
  std::string name;
  ast::Offset place;
};

/// What a definition that cannot be executed is called; nothing for one that can.
std::optional<DefinitionName> not_executable(const ast::Definition& definition) {
  if (const auto* schema = std::get_if<const ast::SchemaDefinition*>(&definition))
    return DefinitionName{"schema", (*schema)->offset};
  if (const auto* type = std::get_if<const ast::TypeDefinition*>(&definition))
    return DefinitionName{quoted((*type)->name.text), (*type)->offset};
  if (const auto* directive = std::get_if<const ast::DirectiveDefinition*>(&definition))
    return DefinitionName{quoted((*directive)->name.text), (*directive)->offset};
  return std::nullopt;
}

/// The root fields of a subscription, by response key, in order.
class RootFields {
 public:
  RootFields(Validation& validation, const NamedType& root)
      : validation_(validation), root_(root), visited_(validation.document().fragments().size()) {}

  void collect(const ast::SelectionSet& set) {
    validation_.spend(set.items.size());
    for (const ast::Selection& node : set.items)
      std::visit([this](const auto* selection) { this->add(*selection); }, node);
  }

  std::vector<std::vector<const ast::Field*>> groups;
  std::vector<ast::Offset> conditions;  // of @skip and @include

 private:
  void note_conditions(const ast::List<ast::Directive>& directives) {
    for (const ast::Directive& directive : directives)
      if (directive.name == "skip" || directive.name == "include")
        conditions.push_back(directive.offset);
  }

  bool applies(const NamedType* condition) const {
    return condition != nullptr && validation_.schema().is_possible(*condition, root_);
  }

  void add(const ast::Field& node) {
    note_conditions(node.directives);
    validation_.spend(groups.size());
    for (auto& group : groups) {
      if (group.front()->response_key() != node.response_key()) continue;
      group.push_back(&node);
      return;
    }
    groups.push_back({&node});
  }

  void add(const ast::InlineFragment& node) {
    note_conditions(node.directives);
    if (node.type_condition.text.empty() ||
        applies(validation_.schema().type(node.type_condition.text)))
      collect(node.selections);
  }

  void add(const ast::FragmentSpread& node) {
    note_conditions(node.directives);
    const ast::Fragment* fragment = validation_.fragment(node.name.text);
    if (fragment == nullptr || visited_[fragment->index]) return;
    visited_[fragment->index] = true;
    if (applies(validation_.condition_of(*fragment))) collect(fragment->selections);
  }

  Validation& validation_;
  const NamedType& root_;
  std::vector<bool> visited_;
};

}  // namespace

void check_definitions(Validation& validation) {
  const ast::Document& document = validation.document();
  for (const ast::Definition& definition : document.definitions())
    if (const auto found = not_executable(definition))
      validation.report("ExecutableDefinitions",
                        "The " + found->name + " definition is not executable.", {found->place});

  const auto name_of = [](const ast::Operation* operation) { return operation->name.text; };
  for (const auto& group : find_duplicates(document.operations(), name_of)) {
    const ast::Name& first = (*group.front())->name;
    for (std::size_t i = 1; i < group.size() && !first.text.empty(); ++i)
      validation.report("UniqueOperationNames",
                        "There can be only one operation named " + quoted(first.text) + ".",
                        {first.offset, (*group[i])->name.offset});
  }
  for (const ast::Operation* operation : document.operations())
    if (operation->name.text.empty() && document.operations().size() > 1)
      validation.report("LoneAnonymousOperation",
                        "This anonymous operation must be the only defined operation.",
                        {operation->offset});
}

void check_operation_type(Validation& validation, const ast::Operation& operation) {
  if (validation.schema().root(operation.kind) != nullptr) return;
  validation.report("KnownOperationTypes",
                    "The " + std::string(to_string(operation.kind)) +
                        " operation is not supported by the schema.",
                    {operation.offset});
}

void check_subscription(Validation& validation, const ast::Operation& operation) {
  const NamedType* root = validation.schema().subscription_type();
  if (root == nullptr) return;
  RootFields fields(validation, *root);
  fields.collect(operation.selections);
  const std::string subject = operation.name.text.empty()
                                  ? "Anonymous Subscription"
                                  : "Subscription " + quoted(operation.name.text);
  if (fields.groups.size() > 1) {
    std::vector<ast::Offset> extra;
    for (std::size_t i = 1; i < fields.groups.size(); ++i)
      for (const ast::Field* field : fields.groups[i]) extra.push_back(field->offset);
    validation.report("SingleFieldSubscriptions",
                      subject + " must select only one top level field.", extra);
  }
  for (const auto& group : fields.groups) {
    if (group.front()->name.substr(0, 2) != "__") continue;
    std::vector<ast::Offset> places;
    for (const ast::Field* field : group) places.push_back(field->offset);
    validation.report("SingleFieldSubscriptions",
                      subject + " must not select an introspection top level field.", places);
  }
  if (!fields.conditions.empty())
    validation.report(
        "SingleFieldSubscriptions",
        subject + " must not use `@skip` or `@include` directives in the top level selection.",
        fields.conditions);
}

}  // namespace waymark::graphql::rules
