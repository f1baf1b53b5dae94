#include "platform/graphql/collector.h"

#include <algorithm>
#include <set>

#include "base/error.h"

namespace waymark::graphql {
namespace {

bool contains(const Conditions& all, const Condition& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Whether `weaker` holds whenever `stronger` does.
bool implied(const Conditions& weaker, const Conditions& stronger) {
  return std::all_of(weaker.begin(), weaker.end(),
                     [&](const Condition& each) { return contains(stronger, each); });
}

/// False when the conditions can never hold together.
bool join(Conditions& all, Condition one) {
  if (contains(all, Condition{one.variable, !one.wanted})) return false;
  if (!contains(all, one)) all.push_back(one);
  return true;
}

}  // namespace

struct Collector::Walk {
  const NamedType& object;
  Collected result;
  std::unordered_map<std::string_view, std::size_t> by_key;
  std::set<std::uint32_t> visited;  // fragments that count under all conditions
};

Collected Collector::collect(const NamedType& object, const std::vector<ConditionalSet>& sets) {
  Walk walk{object, {}, {}, {}};
  for (const ConditionalSet& each : sets) visit(walk, *each.set, each.when);
  return std::move(walk.result);
}

void Collector::visit(Walk& walk, const ast::SelectionSet& set, const Conditions& when) {
  for (const ast::Selection& selection : set.items) {
    Conditions here = when;
    if (const auto* field = std::get_if<const ast::Field*>(&selection)) {
      if (narrow(here, (*field)->directives)) add(walk, **field, std::move(here));
    } else if (const auto* part = std::get_if<const ast::InlineFragment*>(&selection)) {
      if (narrow(here, (*part)->directives))
        visit_fragment(walk, (*part)->type_condition.text, (*part)->selections, here);
    } else {
      const ast::FragmentSpread& spread = *std::get<const ast::FragmentSpread*>(selection);
      const ast::Fragment* fragment = document_.fragment(spread.name.text);
      if (!narrow(here, spread.directives) || walk.visited.contains(fragment->index)) continue;
      if (here.empty()) walk.visited.insert(fragment->index);
      visit_fragment(walk, fragment->type_condition.text, fragment->selections, here);
    }
  }
}

void Collector::visit_fragment(Walk& walk, std::string_view type, const ast::SelectionSet& set,
                               const Conditions& when) {
  count();
  if (!type.empty() && !schema_.is_possible(*schema_.type(type), walk.object)) return;
  visit(walk, set, when);
}

void Collector::add(Walk& walk, const ast::Field& field, Conditions when) {
  count();
  Collected& result = walk.result;
  const auto [at, fresh] = walk.by_key.emplace(field.response_key(), result.fields.size());
  if (fresh) result.fields.push_back({field.response_key(), {}});
  CollectedField& collected = result.fields[at->second];
  bool placed = false;
  for (const Occurrence& earlier : collected.occurrences)
    placed = placed || implied(earlier.when, when);
  if (!placed) {
    Place place;
    place.field = at->second;
    place.when = when;
    for (const Occurrence& earlier : collected.occurrences) place.unless.push_back(earlier.when);
    result.places.push_back(std::move(place));
  }
  collected.occurrences.push_back({&field, std::move(when)});
}

bool Collector::narrow(Conditions& when, const ast::List<ast::Directive>& directives) {
  for (const ast::Directive& directive : directives) {
    const bool skip = directive.name == "skip";
    if (!skip && directive.name != "include") continue;
    const ast::Value& condition_value = directive.arguments[0].value;
    if (condition_value.kind == ast::ValueKind::variable) {
      if (!join(when, condition(condition_value.text, !skip))) return false;
    } else if (condition_value.boolean == skip) {
      return false;
    }
  }
  return true;
}

Condition Collector::condition(std::string_view variable, bool wanted) {
  std::size_t place = 0;
  while (operation_.variables[place].name.text != variable) ++place;
  auto known = std::find(variables_.begin(), variables_.end(), place);
  if (known == variables_.end()) known = variables_.insert(known, place);
  return Condition{static_cast<std::uint16_t>(known - variables_.begin()), wanted};
}

void Collector::count() {
  if (left_ == 0) throw Error(ErrorCode::too_large, "error.query_too_complex");
  --left_;
}

}  // namespace waymark::graphql
