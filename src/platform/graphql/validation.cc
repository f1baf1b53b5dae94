#include "platform/graphql/validation.h"

#include "platform/graphql/validation_context.h"
#include "platform/graphql/validation_rules.h"

namespace waymark::graphql {
namespace {

/// One pass over the document that knows, at every node, the type that stands there.
class Walk {
 public:
  explicit Walk(Validation& validation) : validation_(validation), merging_(validation) {}

  void run() {
    rules::check_definitions(validation_);
    const auto& operations = validation_.document().operations();
    for (std::size_t i = 0; i < operations.size(); ++i) {
      facts_ = &validation_.operation_facts(i);
      operation(*operations[i]);
    }
    for (const ast::Fragment* node : validation_.document().fragments()) {
      facts_ = &validation_.facts(*node);
      fragment(*node);
    }
    rules::check_fragments(validation_);
    for (std::size_t i = 0; i < operations.size(); ++i)
      rules::check_variable_uses(validation_, *operations[i], validation_.operation_facts(i));
  }

 private:
  static DirectiveLocation location_of(ast::OperationKind kind) {
    switch (kind) {
      case ast::OperationKind::query:
        return DirectiveLocation::query;
      case ast::OperationKind::mutation:
        return DirectiveLocation::mutation;
      case ast::OperationKind::subscription:
        return DirectiveLocation::subscription;
    }
    return DirectiveLocation::query;
  }

  void operation(const ast::Operation& node) {
    rules::check_operation_type(validation_, node);
    rules::check_variable_definitions(validation_, node);
    for (const ast::VariableDefinition& variable : node.variables) {
      rules::check_directives(validation_, *facts_, variable.directives,
                              DirectiveLocation::variable_definition);
      if (variable.default_value != nullptr)
        rules::check_value(validation_, *facts_, validation_.type_of(*variable.type), false,
                           *variable.default_value);
    }
    rules::check_directives(validation_, *facts_, node.directives, location_of(node.kind));
    selections(validation_.schema().root(node.kind), node.selections);
    if (node.kind == ast::OperationKind::subscription) rules::check_subscription(validation_, node);
  }

  void fragment(const ast::Fragment& node) {
    const NamedType* type =
        rules::check_condition(validation_, node.type_condition, node.name.text);
    rules::check_directives(validation_, *facts_, node.directives,
                            DirectiveLocation::fragment_definition);
    selections(type, node.selections);
  }

  void selections(const NamedType* parent, const ast::SelectionSet& set) {
    merging_.check(parent, set);
    each(parent, set);
  }

  void each(const NamedType* parent, const ast::SelectionSet& set) {
    for (const ast::Selection& node : set.items)
      std::visit([&](const auto* selection) { this->selection(parent, *selection); }, node);
  }

  void selection(const NamedType* parent, const ast::Field& node) {
    const FieldDefinition* field =
        parent != nullptr ? validation_.schema().field(*parent, node.name) : nullptr;
    if (parent != nullptr) rules::check_field(validation_, *parent, node, field);
    rules::check_introspection_depth(validation_, node);
    rules::check_directives(validation_, *facts_, node.directives, DirectiveLocation::field);
    if (field != nullptr)
      rules::check_arguments(validation_, *facts_, node.arguments, *parent, *field, node.offset);
    else
      rules::check_untyped_arguments(validation_, *facts_, node.arguments);
    if (!node.selections.present) return;
    const NamedType* type = field != nullptr ? &field->type.named() : nullptr;
    selections(type != nullptr && type->is_composite() ? type : nullptr, node.selections);
  }

  void selection(const NamedType* parent, const ast::FragmentSpread& node) {
    facts_->spreads.push_back(&node);
    rules::check_spread(validation_, parent, node);
    rules::check_directives(validation_, *facts_, node.directives,
                            DirectiveLocation::fragment_spread);
  }

  void selection(const NamedType* parent, const ast::InlineFragment& node) {
    const NamedType* type = parent;
    if (!node.type_condition.text.empty()) {
      type = rules::check_condition(validation_, node.type_condition, {});
      rules::check_inline_fragment(validation_, parent, node, type);
    }
    rules::check_directives(validation_, *facts_, node.directives,
                            DirectiveLocation::inline_fragment);
    // Its fields are merged with those of the set around it.
    each(type, node.selections);
  }

  Validation& validation_;
  rules::FieldMerging merging_;
  DefinitionFacts* facts_ = nullptr;
};

}  // namespace

Validation::Validation(const Schema& schema, const ast::Document& document,
                       const ValidationOptions& options)
    : schema_(schema),
      document_(document),
      options_(options),
      operation_facts_(document.operations().size()),
      fragment_facts_(document.fragments().size()),
      visited_(document.fragments().size()) {
  for (const ast::Fragment* fragment : document.fragments())
    fragments_.emplace(fragment->name.text, fragment);
}

const ast::Fragment* Validation::fragment(std::string_view name) const {
  const auto found = fragments_.find(name);
  return found == fragments_.end() ? nullptr : found->second;
}

const NamedType* Validation::condition_of(const ast::Fragment& fragment) const {
  const NamedType* type = schema_.type(fragment.type_condition.text);
  return type != nullptr && type->is_composite() ? type : nullptr;
}

std::vector<const ast::Fragment*> Validation::reachable(const DefinitionFacts& from) {
  std::vector<const ast::Fragment*> found;
  ++round_;
  const auto follow = [&](const DefinitionFacts& facts) {
    spend(facts.spreads.size());
    for (const ast::FragmentSpread* spread : facts.spreads) {
      const ast::Fragment* target = fragment(spread->name.text);
      if (target == nullptr || visited_[target->index] == round_) continue;
      visited_[target->index] = round_;
      found.push_back(target);
    }
  };
  follow(from);
  for (std::size_t i = 0; i < found.size(); ++i) follow(fragment_facts_[found[i]->index]);
  return found;
}

void Validation::report(std::string_view rule, std::string message,
                        const std::vector<ast::Offset>& places) {
  if (errors_.size() >= options_.max_errors)
    throw ValidationStopped{"Too many validation errors, error limit reached. Validation aborted."};
  GraphqlError error;
  error.message = std::move(message);
  for (const ast::Offset place : places) error.locations.push_back(document_.location(place));
  error.extensions["code"] = "GRAPHQL_VALIDATION_FAILED";
  error.rule = rule;
  errors_.push_back(std::move(error));
}

void Validation::spend(std::size_t steps) {
  spent_ += steps;
  if (spent_ > options_.work)
    throw ValidationStopped{"Document is too complex to validate. Validation aborted."};
}

TypeRef Validation::type_of(const ast::Type& node) {
  TypeRef type;
  const auto wrap = [&](TypeRef::Node::Kind kind, std::string text) {
    const TypeRef::Node* inner = type.node();
    types_.push_back({kind, 0, inner->named, inner, std::move(text)});
    return TypeRef(&types_.back());
  };
  if (node.item != nullptr) {
    type = type_of(*node.item);
    if (!type) return {};
    type = wrap(TypeRef::Node::Kind::list, "[" + type.text() + "]");
  } else {
    const NamedType* named = schema_.type(node.name);
    if (named == nullptr || !named->is_input()) return {};
    type = named->ref;
  }
  return node.non_null ? wrap(TypeRef::Node::Kind::non_null, type.text() + "!") : type;
}

std::vector<GraphqlError> validate(const Schema& schema, const ast::Document& document,
                                   const ValidationOptions& options) {
  Validation validation(schema, document, options);
  std::string stopped;
  try {
    Walk(validation).run();
  } catch (ValidationStopped& bound) {
    stopped = std::move(bound.message);
  }
  std::vector<GraphqlError> errors = validation.take_errors();
  if (!stopped.empty()) {
    GraphqlError error;
    error.message = std::move(stopped);
    error.extensions["code"] = "GRAPHQL_VALIDATION_FAILED";
    errors.push_back(std::move(error));
  }
  return errors;
}

}  // namespace waymark::graphql
