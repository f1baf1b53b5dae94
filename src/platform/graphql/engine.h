// The GraphQL engine: documents in, JSON out.
//
//   Engine engine(schema, std::move(bindings));
//   std::string body = co_await engine.execute(request, context);     // queries and mutations
//
// Transports take the two steps apart: prepare() parses, validates and compiles (or finds the plan
// of an earlier request with the same document) and coerces the variables; execute() and
// subscribe() run what it prepared. Documents are kept by their text and operation name, not by
// their variables.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <boost/json.hpp>

#include "base/request_context.h"
#include "base/task.h"
#include "platform/graphql/bindings.h"
#include "platform/graphql/feed.h"
#include "platform/graphql/lru_cache.h"
#include "platform/graphql/parser.h"
#include "platform/graphql/plan.h"
#include "platform/graphql/prepared.h"
#include "platform/graphql/registry.h"
#include "platform/graphql/run.h"
#include "platform/graphql/schema.h"
#include "platform/graphql/validation.h"

namespace waymark::graphql {

/// Asked before each field of a mutation is resolved, and before a subscription begins, with the field's name. Throws Error
/// to refuse: that field fails, as if its resolver had thrown.
using FieldGuard = std::function<Task<void>(std::string field, const RequestContext& context)>;

struct EngineOptions {
  ParseLimits parse;
  ValidationOptions validation;
  QueryLimits query;
  RunLimits run;
  CacheLimits plans;
  std::chrono::milliseconds event_timeout{10'000};  // to answer one event of a subscription
  FieldGuard guard;                                 // none: nothing is asked
};

/// What a client asks (GraphQL over HTTP, "Request").
struct Request {
  std::string query;
  std::string operation_name;  // "" for the only one
  boost::json::object variables;
};

/// A request that cannot run: syntax, validation, unknown operation, variables, limits.
struct Refusal {
  std::string errors;  // JSON array
  /// The response: {"errors":[…]}, without data.
  std::string body() const { return "{\"errors\":" + errors + "}"; }
};

/// A running subscription, on one reactor. The request context must outlive it.
class EventSequence {
 public:
  virtual ~EventSequence() = default;
  /// The response to the next event, {"data":{…}}; nullopt when the source has ended. Throws what
  /// the source throws; cancellation ends it.
  virtual Task<std::optional<std::string>> next() = 0;
};

/// One for the server; immutable but for its cache. Any thread.
class Engine {
 public:
  /// Throws std::logic_error naming every field of the schema that nothing resolves or whose
  /// resolver yields something else.
  Engine(std::shared_ptr<const Schema> schema, Bindings bindings,
         EngineOptions options = EngineOptions());
  ~Engine();

  const Schema& schema() const { return *schema_; }

  std::variant<Prepared, Refusal> prepare(const Request& request, const RequestContext& context);
  /// The plan alone, from the cache or made now.
  std::variant<PlanPtr, Refusal> plan(const std::string& query, const std::string& operation_name,
                                      const RequestContext& context);

  /// Runs a query or mutation and yields the response, {"data":…} or {"errors":[…],"data":…}. Past
  /// the context's deadline it ends with DEADLINE_EXCEEDED. Throws only when it is cancelled.
  Task<std::string> execute(const Prepared& prepared, RequestContext& context);
  /// Both steps. A subscription is refused.
  Task<std::string> execute(const Request& request, RequestContext& context);

  /// Starts a subscription. A resolver that throws is a Refusal.
  Task<std::variant<std::unique_ptr<EventSequence>, Refusal>> subscribe(Prepared prepared,
                                                                        RequestContext& context);

  /// Whether a subscription can be followed instead (its field is a Live<T>).
  static bool is_live(const Prepared& prepared);
  /// Makes `member` follow, and wait for FeedMember::catch_up() until that says it is live. A
  /// resolver that throws is a Refusal. The engine outlives the member.
  Task<std::optional<Refusal>> follow(const Prepared& prepared, RequestContext& context,
                                      FeedMember& member);
  /// Ends what the feeds are doing. Before the engine goes, when their sockets are closed; on a
  /// reactor.
  Task<void> stop() { return feeds_.stop(); }

  std::size_t cached_plans() { return plans_.size(); }

 private:
  /// Runs the resolver of a live field.
  Task<LiveRequest> ask(const Prepared& prepared, RequestContext& context);
  std::variant<PlanPtr, Refusal> make_plan(const std::string& query,
                                           const std::string& operation_name,
                                           const RequestContext& context);

  std::shared_ptr<const Schema> schema_;
  EngineOptions options_;
  Registry registry_;
  LruCache<Plan> plans_;
  Feeds feeds_;
};

/// Engine::execute, cancelled at the context's deadline even while it waits for something that knows
/// of none. For transports that have no time-out of their own.
Task<std::string> execute_in_time(Engine& engine, const Prepared& prepared,
                                  RequestContext& context);

/// A refusal with one error, described as failure.h says.
Refusal refuse(const std::exception_ptr& failure, const RequestContext& context);

}  // namespace waymark::graphql
