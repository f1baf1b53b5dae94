#include "platform/graphql/printer.h"
#include "platform/graphql/validation_rules.h"

namespace waymark::graphql::rules {
namespace {

/// Whether a variable of type `type` (taken as non-null when `non_null`) fits where `place` is expected.
bool fits(const ast::Type& type, bool non_null, TypeRef place) {
  if (place.is_non_null()) {
    if (!non_null) return false;
    place = place.inner();
  }
  if (place.is_list())
    return type.item != nullptr && fits(*type.item, type.item->non_null, place.inner());
  return type.item == nullptr && type.name == place.named().name;
}

/// §5.8.5 IsVariableUsageAllowed.
bool may_be_used(const ast::VariableDefinition& variable, const VariableUse& use) {
  const ast::Type& type = *variable.type;
  if (!use.type.is_non_null() || type.non_null) return fits(type, type.non_null, use.type);
  const bool has_value =
      variable.default_value != nullptr && variable.default_value->kind != ast::ValueKind::null;
  return (has_value || use.has_default) && fits(type, false, use.type.inner());
}

bool names_known_type(const Schema& schema, const ast::Type& type) {
  const ast::Type* at = &type;
  while (at->item != nullptr) at = at->item;
  return schema.type(at->name) != nullptr;
}

/// The variables of one operation, and the judgement of each use.
class Uses {
 public:
  Uses(Validation& validation, const ast::Operation& operation)
      : validation_(validation), operation_(operation), used_(operation.variables.size()) {
    for (std::size_t i = 0; i < operation.variables.size(); ++i)
      places_[operation.variables[i].name.text] = i;
  }

  void check(const DefinitionFacts& facts) {
    validation_.spend(facts.variables.size());
    for (const VariableUse& use : facts.variables) check(use);
  }

  void check_all_used() const {
    for (std::size_t i = 0; i < used_.size(); ++i) {
      const ast::Name& name = operation_.variables[i].name;
      // Of two variables with the same name, a use counts for both.
      if (!used_[places_.at(name.text)])
        validation_.report(
            "NoUnusedVariables",
            "Variable \"$" + std::string(name.text) + "\" is never used" +
                (operation_.name.text.empty()
                     ? std::string()
                     : " in operation \"" + std::string(operation_.name.text) + "\"") +
                ".",
            {name.offset});
    }
  }

 private:
  void check(const VariableUse& use) {
    const std::string_view name = use.node->text;
    const auto found = places_.find(name);
    if (found == places_.end()) return undefined(use);
    used_[found->second] = true;
    const ast::VariableDefinition& variable = operation_.variables[found->second];
    if (!use.type || !names_known_type(validation_.schema(), *variable.type)) return;
    if (!may_be_used(variable, use))
      validation_.report("VariablesInAllowedPosition",
                         "Variable \"$" + std::string(name) + "\" of type \"" +
                             print(*variable.type) + "\" used in position expecting type \"" +
                             use.type.text() + "\".",
                         {variable.name.offset, use.node->offset});
    if (use.one_of != nullptr && !variable.type->non_null)
      validation_.report("VariablesInAllowedPosition",
                         "Variable \"$" + std::string(name) + "\" is of type \"" +
                             print(*variable.type) +
                             "\" but must be non-nullable to be used for OneOf Input Object \"" +
                             std::string(use.one_of->name) + "\".",
                         {variable.name.offset, use.node->offset});
  }

  void undefined(const VariableUse& use) {
    std::string message = "Variable \"$" + std::string(use.node->text) + "\" is not defined";
    if (!operation_.name.text.empty())
      message += " by operation \"" + std::string(operation_.name.text) + "\"";
    validation_.report("NoUndefinedVariables", message + ".",
                       {use.node->offset, operation_.offset});
  }

  Validation& validation_;
  const ast::Operation& operation_;
  std::unordered_map<std::string_view, std::size_t> places_;
  std::vector<bool> used_;
};

}  // namespace

void check_variable_definitions(Validation& validation, const ast::Operation& operation) {
  const auto name_of = [](const ast::VariableDefinition& variable) { return variable.name.text; };
  for (const auto& group : find_duplicates(operation.variables, name_of)) {
    std::vector<ast::Offset> places;
    // The place is that of the name, past the `$`.
    for (const ast::VariableDefinition* variable : group)
      places.push_back(variable->name.offset + 1);
    validation.report(
        "UniqueVariableNames",
        "There can be only one variable named \"$" + std::string(group.front()->name.text) + "\".",
        places);
  }
  for (const ast::VariableDefinition& variable : operation.variables) {
    check_type_names(validation, *variable.type);
    const ast::Type* at = variable.type;
    while (at->item != nullptr) at = at->item;
    const NamedType* type = validation.schema().type(at->name);
    if (type != nullptr && !type->is_input())
      validation.report("VariablesAreInputTypes",
                        "Variable \"$" + std::string(variable.name.text) +
                            "\" cannot be non-input type \"" + print(*variable.type) + "\".",
                        {variable.type->offset});
  }
}

void check_variable_uses(Validation& validation, const ast::Operation& operation,
                         const DefinitionFacts& facts) {
  Uses uses(validation, operation);
  uses.check(facts);
  for (const ast::Fragment* fragment : validation.reachable(facts))
    uses.check(validation.facts(*fragment));
  uses.check_all_used();
}

}  // namespace waymark::graphql::rules
