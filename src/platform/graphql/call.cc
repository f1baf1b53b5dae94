#include "platform/graphql/call.h"

#include <stdexcept>

#include "platform/graphql/run.h"

namespace waymark::graphql {

Call::Call(Run& run, const PlanField& field)
    : run_(run), field_(field), arguments_(&field.arguments) {
  if (field.constant_arguments) return;
  InputProblems problems;
  coerced_ = coerce_arguments(field.definition->arguments, field.node->arguments, run.variables(),
                              problems);
  if (!problems.empty()) {
    std::vector<FieldProblem> wrong;
    wrong.reserve(problems.size());
    for (InputProblem& problem : problems) {
      FieldProblem named;
      named.field = std::move(problem.field);
      named.message_key = std::move(problem.message_key);
      wrong.push_back(std::move(named));
    }
    throw Error(std::move(wrong));
  }
  arguments_ = &coerced_;
}

RequestContext& Call::context() const {
  return run_.context();
}

const InputValue& Call::find(std::string_view name) const {
  const auto& definitions = field_.definition->arguments;
  for (std::size_t place = 0; place < definitions.size(); ++place) {
    if (definitions[place].name == name) return (*arguments_)[place];
  }
  throw std::logic_error("the schema gives no argument '" + std::string(name) + "' to " +
                         std::string(field_.definition->name));
}

bool Call::has_argument(std::string_view path) const {
  const std::size_t dot = path.find('.');
  const InputValue& argument = find(path.substr(0, dot));
  return dot == std::string_view::npos ? !argument.is_absent() : argument.has(path.substr(dot + 1));
}

std::shared_ptr<void>& Call::shared_slot(std::type_index type) const {
  return run_.shared_slot(type);
}

}  // namespace waymark::graphql
