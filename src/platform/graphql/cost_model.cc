// The cost of an operation, flattened into nodes in the order of a walk: a node's selection follows it and ends at
// `end`. Only objects and lists are nodes, leaves cost nothing.
#include <algorithm>
#include <limits>

#include "platform/graphql/query_limits.h"

namespace waymark::graphql {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kMostNodes = 10'000;

std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  return a > kMost - b ? kMost : a + b;
}
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  return b != 0 && a > kMost / b ? kMost : a * b;
}

bool is_size(std::string_view name) {
  return name == "first" || name == "last" || name == "limit";
}

/// Where a list's size comes from.
struct Source {
  enum class Kind : std::uint8_t { constant, variable, field_of_variable } kind;
  std::optional<std::uint64_t> constant;  // for a variable: what holds when it is unset
  std::size_t variable = 0;               // its place in the operation
  std::string_view field;                 // of the variable's input object
};

struct Node {
  std::uint32_t end;
  std::uint32_t first_source;
  std::uint32_t source_count;
  bool list;
  bool objects;
};

/// Negative sizes are refused by resolvers; here they count as nothing.
std::optional<std::uint64_t> size_of(const InputValue& value) {
  const auto* number = value.get_if<std::int64_t>();
  if (number == nullptr) return std::nullopt;
  return *number < 0 ? 0 : static_cast<std::uint64_t>(*number);
}

}  // namespace

struct CostModel::Program {
  std::vector<Node> nodes;
  std::vector<Source> sources;
  std::uint64_t list_size = 0;
  bool too_large = false;

  std::uint64_t evaluate(std::size_t begin, std::size_t end,
                         const VariableValues& variables) const {
    std::uint64_t sum = 0;
    for (std::size_t i = begin; i < end; i = nodes[i].end) {
      const Node& node = nodes[i];
      if (!node.objects) {
        sum = plus(sum, 1);
        continue;
      }
      const std::uint64_t one = plus(1, evaluate(i + 1, node.end, variables));
      sum = plus(sum, node.list ? times(size(node, variables), one) : one);
    }
    return sum;
  }

  std::uint64_t size(const Node& node, const VariableValues& variables) const {
    std::optional<std::uint64_t> largest;
    for (std::uint32_t i = 0; i < node.source_count; ++i) {
      const auto given = value(sources[node.first_source + i], variables);
      if (given) largest = std::max(largest.value_or(0), *given);
    }
    return largest.value_or(list_size);
  }

  static std::optional<std::uint64_t> value(const Source& source, const VariableValues& variables) {
    switch (source.kind) {
      case Source::Kind::constant:
        return source.constant;
      case Source::Kind::variable: {
        if (source.variable >= variables.size()) return source.constant;
        const InputValue& given = variables.at(source.variable);
        return given.is_absent() ? source.constant : size_of(given);
      }
      case Source::Kind::field_of_variable:
        return source.variable >= variables.size() || variables.at(source.variable).is_absent()
                   ? source.constant
                   : size_of(variables.at(source.variable).field(source.field));
    }
    return std::nullopt;
  }
};

namespace {

/// Makes the nodes.
class Compiler {
 public:
  Compiler(const Schema& schema, const ast::Document& document, const ast::Operation& operation,
           std::vector<Node>& nodes, std::vector<Source>& sources)
      : schema_(schema),
        document_(document),
        operation_(operation),
        nodes_(nodes),
        sources_(sources) {}

  /// False when there are too many nodes. `outer` are the sources a connection hands down.
  bool selections(const NamedType* parent, const ast::SelectionSet& set, const Node* outer) {
    Visited visited;
    return selections(parent, set, outer, visited);
  }

 private:
  // The fragments a selection set spread already: execution takes each in once.
  using Visited = std::vector<const ast::Fragment*>;

  bool selections(const NamedType* parent, const ast::SelectionSet& set, const Node* outer,
                  Visited& visited) {
    for (const ast::Selection& node : set.items) {
      bool fits = true;
      if (const auto* field_node = std::get_if<const ast::Field*>(&node)) {
        fits = field(parent, **field_node, outer);
      } else if (const auto* inner = std::get_if<const ast::InlineFragment*>(&node)) {
        const std::string_view condition = (*inner)->type_condition.text;
        fits = selections(condition.empty() ? parent : schema_.type(condition),
                          (*inner)->selections, outer, visited);
      } else {
        const ast::Fragment* fragment =
            document_.fragment(std::get<const ast::FragmentSpread*>(node)->name.text);
        if (fragment == nullptr ||
            std::find(visited.begin(), visited.end(), fragment) != visited.end())
          continue;
        visited.push_back(fragment);
        fits = selections(schema_.type(fragment->type_condition.text), fragment->selections, outer,
                          visited);
      }
      if (!fits) return false;
    }
    return true;
  }

  bool field(const NamedType* parent, const ast::Field& node, const Node* outer) {
    const FieldDefinition* definition =
        parent != nullptr ? schema_.field(*parent, node.name) : nullptr;
    if (definition == nullptr || definition == &schema_.schema_field() ||
        definition == &schema_.type_field())
      return true;
    const bool list = definition->type.nullable().is_list();
    const bool objects = definition->type.named().is_composite();
    if (!list && !objects) return true;
    if (nodes_.size() >= kMostNodes) return false;
    const std::size_t at = nodes_.size();
    Node made{0, static_cast<std::uint32_t>(sources_.size()), 0, list, objects};
    add_sources(*definition, node);
    made.source_count = static_cast<std::uint32_t>(sources_.size()) - made.first_source;
    if (made.source_count == 0 && list && outer != nullptr) {
      made.first_source = outer->first_source;
      made.source_count = outer->source_count;
    }
    nodes_.push_back(made);
    const bool connection = !list && made.source_count > 0;
    if (!selections(&definition->type.named(), node.selections, connection ? &made : nullptr))
      return false;
    nodes_[at].end = static_cast<std::uint32_t>(nodes_.size());
    return true;
  }

  void add_sources(const FieldDefinition& definition, const ast::Field& node) {
    for (const InputDefinition& argument : definition.arguments) {
      const ast::Value* given = nullptr;
      for (const ast::Argument& entry : node.arguments)
        if (entry.name.text == argument.name) given = &entry.value;
      if (is_size(argument.name))
        add_source(given, argument);
      else if (argument.type.named().kind == TypeKind::input_object &&
               !argument.type.nullable().is_list())
        add_from_object(given, argument);
    }
  }

  void add_source(const ast::Value* given, const InputDefinition& definition) {
    if (given == nullptr) return add_default(definition);
    if (given->kind == ast::ValueKind::variable)
      return add_variable(given->text, {}, definition.default_value.get());
    InputProblems problems;
    const InputValue value = coerce_literal(definition.type, *given, {}, {}, problems);
    if (const auto size = size_of(value))
      sources_.push_back({Source::Kind::constant, *size, 0, {}});
  }

  void add_default(const InputDefinition& definition) {
    if (!definition.default_value) return;
    if (const auto size = size_of(*definition.default_value))
      sources_.push_back({Source::Kind::constant, *size, 0, {}});
  }

  void add_variable(std::string_view name, std::string_view field_name,
                    const InputValue* fall_back) {
    for (std::size_t i = 0; i < operation_.variables.size(); ++i) {
      if (operation_.variables[i].name.text != name) continue;
      const auto kind =
          field_name.empty() ? Source::Kind::variable : Source::Kind::field_of_variable;
      std::optional<std::uint64_t> unset;
      if (fall_back != nullptr) unset = size_of(*fall_back);
      sources_.push_back({kind, unset, i, field_name});
      return;
    }
  }

  void add_from_object(const ast::Value* given, const InputDefinition& argument) {
    for (const InputDefinition& field : argument.type.named().input_fields) {
      if (!is_size(field.name)) continue;
      if (given != nullptr && given->kind == ast::ValueKind::variable) {
        add_variable(given->text, field.name,
                     argument.default_value ? &argument.default_value->field(field.name) : nullptr);
      } else if (given != nullptr && given->kind == ast::ValueKind::object) {
        const ast::Value* value = nullptr;
        for (const ast::ObjectField& entry : given->fields)
          if (entry.name.text == field.name) value = &entry.value;
        add_source(value, field);
      } else if (given == nullptr && argument.default_value) {
        if (const auto size = size_of(argument.default_value->field(field.name)))
          sources_.push_back({Source::Kind::constant, *size, 0, {}});
      }
    }
  }

  const Schema& schema_;
  const ast::Document& document_;
  const ast::Operation& operation_;
  std::vector<Node>& nodes_;
  std::vector<Source>& sources_;
};

}  // namespace

CostModel::CostModel(const Schema& schema, const ast::Document& document,
                     const ast::Operation& operation, const QueryLimits& limits) {
  auto program = std::make_shared<Program>();
  program->list_size = limits.list_size;
  Compiler compiler(schema, document, operation, program->nodes, program->sources);
  program->too_large =
      !compiler.selections(schema.root(operation.kind), operation.selections, nullptr);
  program_ = std::move(program);
}

std::uint64_t CostModel::evaluate(const VariableValues& variables) const {
  if (!program_) return 0;
  if (program_->too_large) return kMost;
  return program_->evaluate(0, program_->nodes.size(), variables);
}

}  // namespace waymark::graphql
