#include "platform/graphql/suggestions.h"
#include "platform/graphql/validation_rules.h"

namespace waymark::graphql::rules {
namespace {

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

/// The type of that name; null, and reported, when there is none.
const NamedType* known_type(Validation& validation, std::string_view name, ast::Offset place) {
  if (const NamedType* type = validation.schema().type(name)) return type;
  std::string message = "Unknown type " + quoted(name) + ".";
  if (validation.options().suggestions) {
    std::vector<std::string_view> names;
    for (const auto& type : validation.schema().types()) names.push_back(type->name);
    message += did_you_mean(similar_names(name, names));
  }
  validation.report("KnownTypeNames", std::move(message), {place});
  return nullptr;
}

/// Finds every way by which a fragment comes back to itself. Each fragment is entered once.
class Cycles {
 public:
  explicit Cycles(Validation& validation)
      : validation_(validation),
        entered_(validation.document().fragments().size()),
        place_on_path_(validation.document().fragments().size(), kNotOnPath) {}

  void follow(const ast::Fragment& fragment) {
    if (entered_[fragment.index]) return;
    entered_[fragment.index] = true;
    place_on_path_[fragment.index] = path_.size();
    for (const ast::FragmentSpread* spread : validation_.facts(fragment).spreads) {
      const ast::Fragment* target = validation_.fragment(spread->name.text);
      if (target == nullptr) continue;
      path_.push_back(spread);
      if (place_on_path_[target->index] == kNotOnPath)
        follow(*target);
      else
        report(place_on_path_[target->index]);
      path_.pop_back();
    }
    place_on_path_[fragment.index] = kNotOnPath;
  }

 private:
  static constexpr std::size_t kNotOnPath = static_cast<std::size_t>(-1);
  // A cycle may run through hundreds of fragments; so many are named.
  static constexpr std::size_t kNamed = 20;

  void report(std::size_t from) {
    std::string message =
        "Cannot spread fragment " + quoted(path_.back()->name.text) + " within itself";
    std::vector<ast::Offset> places;
    const std::size_t last = path_.size() - 1;
    for (std::size_t i = from; i < last && i < from + kNamed; ++i)
      message += (i == from ? " via " : ", ") + quoted(path_[i]->name.text);
    for (std::size_t i = from; i <= last && i < from + kNamed; ++i)
      places.push_back(path_[i]->offset);
    validation_.report("NoFragmentCycles", message + ".", places);
  }

  Validation& validation_;
  std::vector<bool> entered_;
  std::vector<std::size_t> place_on_path_;
  std::vector<const ast::FragmentSpread*> path_;
};

void check_use(Validation& validation) {
  std::vector<bool> used(validation.document().fragments().size());
  for (std::size_t i = 0; i < validation.document().operations().size(); ++i)
    for (const ast::Fragment* fragment : validation.reachable(validation.operation_facts(i)))
      used[fragment->index] = true;
  for (const ast::Fragment* fragment : validation.document().fragments()) {
    // One of two fragments with the same name counts for both.
    const ast::Fragment* named = validation.fragment(fragment->name.text);
    if (!used[named->index])
      validation.report("NoUnusedFragments",
                        "Fragment " + quoted(fragment->name.text) + " is never used.",
                        {fragment->offset});
  }
}

}  // namespace

const NamedType* check_condition(Validation& validation, const ast::Name& condition,
                                 std::string_view fragment_name) {
  const NamedType* type = known_type(validation, condition.text, condition.offset);
  if (type == nullptr || type->is_composite()) return type;
  const std::string subject =
      fragment_name.empty() ? "Fragment" : "Fragment " + quoted(fragment_name);
  validation.report(
      "FragmentsOnCompositeTypes",
      subject + " cannot condition on non composite type " + quoted(condition.text) + ".",
      {condition.offset});
  return nullptr;
}

void check_type_names(Validation& validation, const ast::Type& type) {
  const ast::Type* at = &type;
  while (at->item != nullptr) at = at->item;
  known_type(validation, at->name, at->offset);
}

void check_inline_fragment(Validation& validation, const NamedType* parent,
                           const ast::InlineFragment& node, const NamedType* condition) {
  if (parent == nullptr || condition == nullptr || validation.schema().overlap(*parent, *condition))
    return;
  validation.report("PossibleFragmentSpreads",
                    "Fragment cannot be spread here as objects of type " + quoted(parent->name) +
                        " can never be of type " + quoted(condition->name) + ".",
                    {node.offset});
}

void check_spread(Validation& validation, const NamedType* parent,
                  const ast::FragmentSpread& node) {
  const ast::Fragment* fragment = validation.fragment(node.name.text);
  if (fragment == nullptr) {
    validation.report("KnownFragmentNames", "Unknown fragment " + quoted(node.name.text) + ".",
                      {node.name.offset});
    return;
  }
  const NamedType* type = validation.condition_of(*fragment);
  if (parent == nullptr || type == nullptr || validation.schema().overlap(*parent, *type)) return;
  validation.report("PossibleFragmentSpreads",
                    "Fragment " + quoted(node.name.text) +
                        " cannot be spread here as objects of type " + quoted(parent->name) +
                        " can never be of type " + quoted(type->name) + ".",
                    {node.offset});
}

void check_fragments(Validation& validation) {
  const auto& fragments = validation.document().fragments();
  const auto name_of = [](const ast::Fragment* fragment) { return fragment->name.text; };
  for (const auto& group : find_duplicates(fragments, name_of))
    for (std::size_t i = 1; i < group.size(); ++i)
      validation.report(
          "UniqueFragmentNames",
          "There can be only one fragment named " + quoted((*group[i])->name.text) + ".",
          {(*group.front())->name.offset, (*group[i])->name.offset});
  Cycles cycles(validation);
  for (const ast::Fragment* fragment : fragments) cycles.follow(*fragment);
  check_use(validation);
}

}  // namespace waymark::graphql::rules
