// The rules of §5, by subject. Each function judges one thing at hand and reports under the rule's name in graphql-js.
// The walk (validation.cc) calls them; those that need the whole document come last.
#pragma once

#include <string_view>
#include <vector>

#include "platform/graphql/validation_context.h"

namespace waymark::graphql::rules {

// Operations (rules_operations.cc): ExecutableDefinitions, UniqueOperationNames, LoneAnonymousOperation,
// KnownOperationTypes, SingleFieldSubscriptions.
void check_definitions(Validation& validation);
void check_operation_type(Validation& validation, const ast::Operation& operation);
void check_subscription(Validation& validation, const ast::Operation& operation);

// Fields (rules_fields.cc): FieldsOnCorrectType, ScalarLeafs, MaxIntrospectionDepth. `field` is null when the parent has
// no such field, `parent` is not.
void check_field(Validation& validation, const NamedType& parent, const ast::Field& node,
                 const FieldDefinition* field);
void check_introspection_depth(Validation& validation, const ast::Field& node);

// Fragments (rules_fragments.cc): KnownTypeNames, FragmentsOnCompositeTypes, UniqueFragmentNames, KnownFragmentNames,
// NoUnusedFragments, PossibleFragmentSpreads, NoFragmentCycles.
/// The composite type a fragment is on; null, and reported, when it is none. `fragment_name` is empty for an inline one.
const NamedType* check_condition(Validation& validation, const ast::Name& condition,
                                 std::string_view fragment_name);
void check_type_names(Validation& validation, const ast::Type& type);
void check_inline_fragment(Validation& validation, const NamedType* parent,
                           const ast::InlineFragment& node, const NamedType* condition);
void check_spread(Validation& validation, const NamedType* parent, const ast::FragmentSpread& node);
void check_fragments(Validation& validation);

// Values (rules_values.cc): ValuesOfCorrectType, UniqueInputFieldNames. Also notes the variables within. `type` is null
// where nothing is known about the place.
void check_value(Validation& validation, DefinitionFacts& facts, TypeRef type, bool has_default,
                 const ast::Value& value);

// Arguments and directives (rules_directives.cc): KnownArgumentNames, UniqueArgumentNames, ProvidedRequiredArguments,
// KnownDirectives, UniqueDirectivesPerLocation.
/// `definitions` is null when the field is unknown; `owner` is `field "Query.goal"`.
void check_arguments(Validation& validation, DefinitionFacts& facts,
                     const ast::List<ast::Argument>& arguments, const NamedType& parent,
                     const FieldDefinition& field, ast::Offset place);
/// Of a field that is not known.
void check_untyped_arguments(Validation& validation, DefinitionFacts& facts,
                             const ast::List<ast::Argument>& arguments);
void check_directives(Validation& validation, DefinitionFacts& facts,
                      const ast::List<ast::Directive>& directives, DirectiveLocation location);

// Variables (rules_variables.cc): UniqueVariableNames, VariablesAreInputTypes, NoUndefinedVariables, NoUnusedVariables,
// VariablesInAllowedPosition.
void check_variable_definitions(Validation& validation, const ast::Operation& operation);
void check_variable_uses(Validation& validation, const ast::Operation& operation,
                         const DefinitionFacts& facts);

// Merging (rules_merging.cc): OverlappingFieldsCanBeMerged.
class FieldMerging {
 public:
  explicit FieldMerging(Validation& validation);
  ~FieldMerging();
  FieldMerging(const FieldMerging&) = delete;
  FieldMerging& operator=(const FieldMerging&) = delete;
  /// Judges one selection set of an operation, a fragment or a field.
  void check(const NamedType* parent, const ast::SelectionSet& set);

 private:
  class Comparison;
  std::unique_ptr<Comparison> comparison_;
};

}  // namespace waymark::graphql::rules
