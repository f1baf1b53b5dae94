#include "platform/graphql/suggestions.h"
#include "platform/graphql/validation_rules.h"

namespace waymark::graphql::rules {
namespace {

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

void check_unique(Validation& validation, const ast::List<ast::Argument>& arguments) {
  const auto name_of = [](const ast::Argument& argument) { return argument.name.text; };
  for (const auto& group : find_duplicates(arguments, name_of)) {
    std::vector<ast::Offset> places;
    for (const ast::Argument* argument : group) places.push_back(argument->name.offset);
    validation.report(
        "UniqueArgumentNames",
        "There can be only one argument named " + quoted(group.front()->name.text) + ".", places);
  }
}

/// Values are judged by their definition where there is one; unknown arguments are told as `on` says: ` on field "…"`.
template <typename Owner>
void check_given(Validation& validation, DefinitionFacts& facts,
                 const ast::List<ast::Argument>& arguments, const Owner& owner,
                 const std::string& on) {
  check_unique(validation, arguments);
  for (const ast::Argument& argument : arguments) {
    const InputDefinition* definition = owner.argument(argument.name.text);
    if (definition == nullptr) {
      std::string message = "Unknown argument " + quoted(argument.name.text) + on + ".";
      if (validation.options().suggestions)
        message += did_you_mean(similar_names(argument.name.text, names_of(owner.arguments)));
      validation.report("KnownArgumentNames", std::move(message), {argument.name.offset});
    }
    check_value(validation, facts, definition ? definition->type : TypeRef(),
                definition && definition->default_value, argument.value);
  }
}

template <typename Owner>
void check_required(Validation& validation, const ast::List<ast::Argument>& arguments,
                    const Owner& owner, const std::string& subject, ast::Offset place) {
  for (const InputDefinition& definition : owner.arguments) {
    if (!definition.required()) continue;
    const bool given = std::any_of(
        arguments.begin(), arguments.end(),
        [&](const ast::Argument& argument) { return argument.name.text == definition.name; });
    if (!given)
      validation.report("ProvidedRequiredArguments",
                        subject + " argument " + quoted(definition.name) + " of type " +
                            quoted(definition.type.text()) +
                            " is required, but it was not provided.",
                        {place});
  }
}

}  // namespace

void check_arguments(Validation& validation, DefinitionFacts& facts,
                     const ast::List<ast::Argument>& arguments, const NamedType& parent,
                     const FieldDefinition& field, ast::Offset place) {
  if (arguments.empty() && field.arguments.empty()) return;
  const std::string on = arguments.empty() ? std::string()
                                           : " on field \"" + std::string(parent.name) + "." +
                                                 std::string(field.name) + "\"";
  check_given(validation, facts, arguments, field, on);
  check_required(validation, arguments, field, "Field " + quoted(field.name), place);
}

void check_untyped_arguments(Validation& validation, DefinitionFacts& facts,
                             const ast::List<ast::Argument>& arguments) {
  check_unique(validation, arguments);
  for (const ast::Argument& argument : arguments)
    check_value(validation, facts, {}, false, argument.value);
}

void check_directives(Validation& validation, DefinitionFacts& facts,
                      const ast::List<ast::Directive>& directives, DirectiveLocation location) {
  if (directives.empty()) return;
  const auto name_of = [](const ast::Directive& directive) { return directive.name; };
  for (const auto& group : find_duplicates(directives, name_of)) {
    const DirectiveDefinition* definition = validation.schema().directive(group.front()->name);
    if (definition == nullptr || definition->repeatable) continue;
    for (std::size_t i = 1; i < group.size(); ++i)
      validation.report("UniqueDirectivesPerLocation",
                        "The directive \"@" + std::string(definition->name) +
                            "\" can only be used once at this location.",
                        {group.front()->offset, group[i]->offset});
  }
  for (const ast::Directive& directive : directives) {
    const std::string name = "\"@" + std::string(directive.name) + "\"";
    const DirectiveDefinition* definition = validation.schema().directive(directive.name);
    if (definition == nullptr) {
      validation.report("KnownDirectives", "Unknown directive " + name + ".", {directive.offset});
      check_untyped_arguments(validation, facts, directive.arguments);
      continue;
    }
    if (!definition->allows(location))
      validation.report(
          "KnownDirectives",
          "Directive " + name + " may not be used on " + std::string(to_string(location)) + ".",
          {directive.offset});
    check_given(validation, facts, directive.arguments, *definition, " on directive " + name);
    check_required(validation, directive.arguments, *definition, "Directive " + name,
                   directive.offset);
  }
}

}  // namespace waymark::graphql::rules
