// What is passed to a resolver: the request, its arguments, and what the request shares.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "base/request_context.h"
#include "platform/graphql/argument.h"

namespace waymark::graphql {

class Run;
struct PlanField;

/// Lives as long as the field is being resolved.
class Call {
 public:
  /// Coerces the arguments; throws Error(invalid_input) naming what is wrong.
  Call(Run& run, const PlanField& field);
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  RequestContext& context() const;

  /// The argument (or input object) as a described struct, an enum, a scalar, an id, optional or
  /// vector of these. Absent or null → nullopt for an optional, an empty vector; for anything else
  /// Error(invalid_input). Texts that are no id, instant or date: Error(invalid_input) naming
  /// "input.dueAt". Asking for an argument that the schema does not have is a bug:
  /// std::logic_error.
  template <typename T>
  T argument(std::string_view name) const {
    json::Problems problems;
    T value = decode_input<T>(find(name), std::string(name), problems);
    problems.throw_if_any();
    return value;
  }

  /// Whether the client (or the schema's default) gave it, null included. `path` may go into input
  /// objects: "input.title". This is how "absent stays, null takes away" is told apart.
  bool has_argument(std::string_view path) const;

  /// The request's one T (a Loader, a cache), made by `make()` when first asked for, destroyed when
  /// the request ends.
  template <typename T, typename Make>
  T& shared(Make&& make) const {
    std::shared_ptr<void>& slot = shared_slot(typeid(T));
    if (!slot) slot = std::make_shared<T>(std::forward<Make>(make)());
    return *static_cast<T*>(slot.get());
  }

 private:
  const InputValue& find(std::string_view name) const;
  std::shared_ptr<void>& shared_slot(std::type_index type) const;

  Run& run_;
  const PlanField& field_;
  std::vector<InputValue> coerced_;           // when they depend on variables
  const std::vector<InputValue>* arguments_;  // by their place in the schema
};

}  // namespace waymark::graphql
