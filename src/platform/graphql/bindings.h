// How product code gives the schema its resolvers.
//
//   Bindings b;
//   b.object<Goal>("Goal")                                  // every described member with a field of its wire name
//       .field("progress", &progress_of)                    // double progress_of(const Goal&)
//       .resolver("tasks", &GoalsGraphql::tasks, this);     // Task<Connection<TaskItem>> (const Goal&, Call&)
//   b.query("myGoals", &GoalsGraphql::my_goals, this);      // Task<Connection<Goal>> (Call&)
//   b.mutation("createGoal", &GoalsGraphql::create, this);
//   b.subscription("onRewards", &RewardsGraphql::on_rewards, this);  // Task<std::unique_ptr<Source<Rewards>>> (Call&)
//
// Result types map to GraphQL by themselves: described structs (bound by object<T>), described enums, ids, text,
// numbers, bool, Instant, Date, quantities, std::optional (null), std::vector (list), Connection<T>. Binding a result
// that cannot fit the schema's type (nullable C++ for a non-null field is allowed and checked at run time) throws
// std::logic_error when the engine is made, naming the field; so does a schema field that nothing resolves.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "base/json.h"
#include "base/request_context.h"
#include "base/task.h"

namespace waymark::graphql {

/// What is passed to a resolver: the request, and the arguments, coerced by the schema.
class Call {
 public:
  RequestContext& context() const;
  /// The argument (or input object) as a described struct, an enum, a scalar, an id, optional or vector of these.
  /// Required by the schema or not given → for a std::optional T: nullopt. Custom scalars that do not parse:
  /// Error(invalid_input) naming "input.dueAt".
  template <typename T>
  T argument(std::string_view name) const;
  /// Whether the client gave it, null included. `path` may go into input objects: "input.title". This is how "absent
  /// stays, null takes away" is told apart.
  bool has_argument(std::string_view path) const;

 private:
  friend class Execution;
  struct State;
  State* state_ = nullptr;
};

/// A Relay-style page: fields `edges { node cursor }`, `nodes`, `pageInfo`.
template <typename T>
struct Connection {
  struct Edge {
    T node;
    std::string cursor;
  };
  std::vector<Edge> edges;
  bool has_next_page = false;
  bool has_previous_page = false;
};

/// What a subscription field yields, one value an event; nullopt ends it.
template <typename T>
class Source {
 public:
  virtual ~Source() = default;
  virtual Task<std::optional<T>> next() = 0;
};

/// Batches loads within one request: load() calls made by sibling resolvers are answered by one call of `fetch`
/// (at most 100 keys each), so that a list never costs one read an element.
template <typename Key, typename Value>
class Loader;

class Bindings;

}  // namespace waymark::graphql
