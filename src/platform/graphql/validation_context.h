// What the rules of validation share: the document, its fragments by name, what the walk has found, and the errors.
#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/graphql/ast.h"
#include "platform/graphql/schema.h"
#include "platform/graphql/validation.h"

namespace waymark::graphql {

/// Thrown when a bound of ValidationOptions is reached; caught in validate().
struct ValidationStopped {
  std::string message;
};

/// A variable where it is used, and what is expected there.
struct VariableUse {
  const ast::Value* node;
  TypeRef type;             // null when nothing is known about the place
  bool has_default;         // of the argument or input field
  const NamedType* one_of;  // the @oneOf object it is a field of, or null
};

/// What one operation or fragment holds itself, without the fragments it spreads.
struct DefinitionFacts {
  std::vector<VariableUse> variables;
  std::vector<const ast::FragmentSpread*> spreads;
};

class Validation {
 public:
  Validation(const Schema& schema, const ast::Document& document, const ValidationOptions& options);

  const Schema& schema() const { return schema_; }
  const ast::Document& document() const { return document_; }
  const ValidationOptions& options() const { return options_; }
  /// The first fragment of that name; null when there is none.
  const ast::Fragment* fragment(std::string_view name) const;
  /// A fragment's type condition when it is a known composite type, else null.
  const NamedType* condition_of(const ast::Fragment& fragment) const;
  DefinitionFacts& facts(const ast::Fragment& fragment) { return fragment_facts_[fragment.index]; }
  DefinitionFacts& operation_facts(std::size_t place) { return operation_facts_[place]; }
  /// All fragments an operation or fragment reaches, each once.
  std::vector<const ast::Fragment*> reachable(const DefinitionFacts& from);

  void report(std::string_view rule, std::string message, const std::vector<ast::Offset>& places);
  /// Accounts for work that grows faster than the document. Throws ValidationStopped.
  void spend(std::size_t steps);
  /// A type as written, when all its names are known. Not interned; lives as long as this.
  TypeRef type_of(const ast::Type& node);

  std::vector<GraphqlError> take_errors() { return std::move(errors_); }

 private:
  const Schema& schema_;
  const ast::Document& document_;
  const ValidationOptions& options_;
  std::unordered_map<std::string_view, const ast::Fragment*> fragments_;
  std::vector<DefinitionFacts> operation_facts_;
  std::vector<DefinitionFacts> fragment_facts_;
  std::vector<std::uint32_t>
      visited_;  // by fragment index: the last round of reachable() that saw it
  std::uint32_t round_ = 0;
  std::size_t spent_ = 0;
  std::deque<TypeRef::Node> types_;
  std::vector<GraphqlError> errors_;
};

/// Groups of two or more elements of `list` that share a name, in source order.
template <typename T, typename NameOf>
std::vector<std::vector<const T*>> find_duplicates(const ast::List<T>& list, NameOf name_of) {
  std::vector<std::vector<const T*>> groups;
  constexpr std::size_t kFew = 8;
  if (list.size() <= kFew) {
    bool any = false;
    for (std::size_t i = 1; i < list.size() && !any; ++i)
      for (std::size_t j = 0; j < i && !any; ++j) any = name_of(list[i]) == name_of(list[j]);
    if (!any) return groups;
  }
  std::vector<const T*> sorted;
  sorted.reserve(list.size());
  for (const T& element : list) sorted.push_back(&element);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const T* a, const T* b) { return name_of(*a) < name_of(*b); });
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t end = i + 1;
    while (end < sorted.size() && name_of(*sorted[end]) == name_of(*sorted[i])) ++end;
    if (end - i > 1)
      groups.emplace_back(sorted.begin() + static_cast<std::ptrdiff_t>(i),
                          sorted.begin() + static_cast<std::ptrdiff_t>(end));
    i = end;
  }
  return groups;
}

}  // namespace waymark::graphql
