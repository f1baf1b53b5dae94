// One execution of a plan: its variables, its errors, its bounds.
#pragma once

#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <string>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "base/request_context.h"
#include "platform/graphql/graphql_error.h"
#include "platform/graphql/plan.h"

namespace waymark::graphql {

/// What one response may cost to make. Past a bound the response is `data: null` with one error.
struct RunLimits {
  std::size_t response_bytes = 8 << 20;
  std::size_t objects = 100'000;   // objects and list items written
  std::size_t resolvers = 10'000;  // coroutines started
};

/// Ends a run whatever its schema says of nulls: a bound was passed, the deadline came, or the
/// request was cancelled.
class RunEnded : public std::exception {
 public:
  explicit RunEnded(std::exception_ptr cause) : cause_(std::move(cause)) {}
  const char* what() const noexcept override { return "the execution was ended"; }
  const std::exception_ptr& cause() const { return cause_; }

 private:
  std::exception_ptr cause_;
};

/// Lives on one reactor, from the request's coercion to its last byte.
class Run {
 public:
  Run(const Plan& plan, RequestContext& context, const VariableValues& variables,
      const RunLimits& limits);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  RequestContext& context() const { return context_; }
  const VariableValues& variables() const { return variables_; }
  const Plan& plan() const { return plan_; }

  /// Whether @skip and @include leave the field there.
  bool included(const PlanField& field) const;

  /// Counts an object or item, and holds the response to its bounds. Throws RunEnded.
  void count(const std::string& text) {
    if (++objects_ > limits_.objects || text.size() > limits_.response_bytes) too_large();
  }
  /// Counts a coroutine and looks at the clock. Throws RunEnded.
  void count_resolver();
  void check_deadline() const;

  /// Adds an error for the field at `path`; faults of ours are logged and masked. Throws RunEnded
  /// for what ends the whole run.
  void fail(const Path& path, const std::exception_ptr& failure);
  /// The error of a null where the schema says there is none.
  void fail_null(const Path& path);
  /// An error of the whole response.
  void fail_all(const std::exception_ptr& failure);

  /// A copy of the chain that lives as long as the run.
  const Path* keep(const Path& path);

  /// The place of the error that is on its way up, set where a null bubbles out of a resolver.
  std::size_t bubbling() const { return bubbling_; }
  void set_bubbling(std::size_t error) { bubbling_ = error; }
  /// Forgets an error: another one made the same object null before.
  void drop_error(std::size_t error) { errors_[error].clear(); }

  bool has_errors() const;
  /// The elements of `errors`, joined by commas.
  std::string errors() const;

  std::shared_ptr<void>& shared_slot(std::type_index type) { return shared_[type]; }

 private:
  [[noreturn]] void too_large();
  void add(const Path* path, GraphqlError error);

  const Plan& plan_;
  RequestContext& context_;
  const VariableValues& variables_;
  const RunLimits& limits_;
  std::vector<char> conditions_;
  std::size_t objects_ = 0;
  std::size_t resolvers_ = 0;
  std::vector<std::string> errors_;  // as JSON; empty when dropped
  std::size_t error_bytes_ = 0;
  std::size_t bubbling_ = 0;
  std::deque<Path> kept_;
  std::unordered_map<std::type_index, std::shared_ptr<void>> shared_;
};

}  // namespace waymark::graphql
