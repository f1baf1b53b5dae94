#include "platform/graphql/plan_compiler.h"

#include <utility>

#include "base/json.h"
#include "platform/graphql/collector.h"

namespace waymark::graphql {
namespace {

bool write_constant(Writer& writer, const PlanField& field, const void*, const Path&) {
  writer.text() += field.constant;
  return true;
}

bool write_later(Writer& writer, const PlanField& field, const void* object, const Path& path) {
  writer.defer(field, object, path);
  return true;
}

bool has_variable(const ast::Value& value) {
  if (value.kind == ast::ValueKind::variable) return true;
  for (const ast::Value& item : value.items) {
    if (has_variable(item)) return true;
  }
  for (const ast::ObjectField& field : value.fields) {
    if (has_variable(field.value)) return true;
  }
  return false;
}

bool has_variable(const ast::List<ast::Argument>& arguments) {
  for (const ast::Argument& argument : arguments) {
    if (has_variable(argument.value)) return true;
  }
  return false;
}

class Compiler {
 public:
  Compiler(const Schema& schema, const Registry& registry, Plan& plan)
      : schema_(schema),
        registry_(registry),
        plan_(plan),
        collector_(schema, *plan.document, *plan.operation, kPlanFields) {}

  void compile() {
    const BoundObject& root = registry_.root(plan_.operation->kind);
    plan_.root = select(root, {ConditionalSet{&plan_.operation->selections, {}}});
    plan_.condition_variables = collector_.variables();
  }

 private:
  const Selection* select(const BoundObject& object, const std::vector<ConditionalSet>& sets);
  PlanField field(const BoundObject& object, const CollectedField& collected);
  void answer(PlanField& field, const BoundObject& object, const CollectedField& collected);
  void arguments(PlanField& field);
  PlanValue value(TypeRef type, const Shape& shape, const std::vector<ConditionalSet>& sets);
  const FieldBinding& binding(const BoundObject& object, const FieldDefinition& definition) const;

  const Schema& schema_;
  const Registry& registry_;
  Plan& plan_;
  Collector collector_;
};

const Selection* Compiler::select(const BoundObject& object,
                                  const std::vector<ConditionalSet>& sets) {
  const Collected collected = collector_.collect(*object.type, sets);
  std::vector<PlanField> merged;
  merged.reserve(collected.fields.size());
  for (const CollectedField& each : collected.fields) merged.push_back(field(object, each));

  Selection& selection = plan_.selections.emplace_back();
  selection.type = object.type;
  selection.fields.reserve(collected.places.size());
  for (const Place& place : collected.places) {
    PlanField& placed = selection.fields.emplace_back(merged[place.field]);
    placed.when = place.when;
    placed.unless = place.unless;
    placed.conditional = !place.when.empty() || !place.unless.empty();
    selection.waits = selection.waits || placed.value.waits || placed.write == &write_later;
  }
  return &selection;
}

PlanField Compiler::field(const BoundObject& object, const CollectedField& collected) {
  PlanField result;
  const ast::Field& first = *collected.occurrences.front().field;
  result.name = collected.key;
  result.key = ",\"" + result.name + "\":";
  result.node = &first;
  for (const Occurrence& each : collected.occurrences) result.places.push_back(each.field->offset);
  result.definition = schema_.field(*object.type, first.name);
  if (result.definition == &schema_.typename_field()) {
    json::append_string(result.constant, object.type->name);
    result.write = &write_constant;
  } else {
    answer(result, object, collected);
  }
  return result;
}

void Compiler::answer(PlanField& field, const BoundObject& object,
                      const CollectedField& collected) {
  field.binding = &binding(object, *field.definition);
  arguments(field);
  std::vector<ConditionalSet> sets;
  const bool alone = collected.occurrences.size() == 1;
  for (const Occurrence& each : collected.occurrences)
    sets.push_back({&each.field->selections, alone ? Conditions{} : each.when});
  field.value = value(field.definition->type, *field.binding->shape, sets);
  const bool later =
      field.binding->write == nullptr || (field.binding->by_value && field.value.waits);
  field.write = later ? &write_later : field.binding->write;
}

void Compiler::arguments(PlanField& field) {
  if (field.definition->arguments.empty()) return;
  field.constant_arguments = !has_variable(field.node->arguments);
  if (!field.constant_arguments) return;
  InputProblems problems;
  field.arguments = coerce_arguments(field.definition->arguments, field.node->arguments,
                                     VariableValues(), problems);
  if (!problems.empty()) field.constant_arguments = false;  // reported when the field runs
}

PlanValue Compiler::value(TypeRef type, const Shape& shape,
                          const std::vector<ConditionalSet>& sets) {
  if (shape.kind == ShapeKind::nullable) return value(type, *shape.inner(), sets);
  PlanValue result;
  result.type = type;
  result.non_null = type.is_non_null();
  const TypeRef bare = type.nullable();
  if (shape.kind == ShapeKind::list) {
    PlanValue& item = plan_.values.emplace_back();
    item = value(bare.inner(), *shape.inner(), sets);
    result.item = &item;
    result.waits = item.waits;
  } else if (shape.kind == ShapeKind::object) {
    result.selection = select(registry_.object(bare.named(), shape), sets);
    result.waits = result.selection->waits;
  } else if (shape.kind == ShapeKind::variant) {
    for (const auto& alternative : shape.alternatives) {
      const BoundObject& object = registry_.object(bare.named(), *alternative());
      result.alternatives.push_back(select(object, sets));
      result.waits = result.waits || result.alternatives.back()->waits;
    }
  } else {
    result.int32 = bare.named().name == "Int";
  }
  return result;
}

const FieldBinding& Compiler::binding(const BoundObject& object,
                                      const FieldDefinition& definition) const {
  if (&definition == &schema_.schema_field() || &definition == &schema_.type_field())
    return registry_.meta_field(definition.name);
  return *object.fields[static_cast<std::size_t>(&definition - object.type->fields.data())];
}

}  // namespace

PlanPtr compile_plan(const Schema& schema, const Registry& registry,
                     std::shared_ptr<const ast::Document> document, const ast::Operation& operation,
                     const QueryLimits& limits) {
  auto plan = std::make_shared<Plan>();
  plan->cost = CostModel(schema, *document, operation, limits);
  plan->document = std::move(document);
  plan->operation = &operation;
  Compiler(schema, registry, *plan).compile();
  return plan;
}

}  // namespace waymark::graphql
