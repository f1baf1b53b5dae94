#include "platform/graphql/engine.h"

#include <utility>

#include <boost/asio/this_coro.hpp>

#include "base/error.h"
#include "platform/graphql/failure.h"
#include "platform/graphql/field_binding.h"
#include "platform/graphql/gathering.h"
#include "platform/graphql/introspection.h"
#include "platform/graphql/plan_compiler.h"
#include "platform/graphql/response.h"
#include "platform/graphql/sequences.h"

namespace waymark::graphql {
namespace {

// What a plan takes beside its text is taken to grow with the text.
constexpr std::size_t kPlanWeight = 1024;

Bindings with_introspection(Bindings bindings, const Schema& schema) {
  bind_introspection(bindings, schema);
  return bindings;
}

Refusal refuse(const std::vector<GraphqlError>& errors) {
  Refusal refusal;
  refusal.errors = "[";
  for (const GraphqlError& error : errors) {
    if (refusal.errors.size() > 1) refusal.errors += ',';
    append_json(refusal.errors, error);
  }
  refusal.errors += ']';
  return refusal;
}

GraphqlError request_error(std::string message, const char* code) {
  GraphqlError error;
  error.message = std::move(message);
  error.extensions["code"] = code;
  return error;
}

GraphqlError unknown_operation(const std::string& name) {
  const std::string message = name.empty()
                                  ? "Must provide operation name if query contains multiple "
                                    "operations."
                                  : "Unknown operation named \"" + name + "\".";
  return request_error(message, "INVALID_INPUT");
}

std::string cache_key(const std::string& query, const std::string& operation_name) {
  std::string key;
  key.reserve(query.size() + operation_name.size() + 1);
  key += operation_name;
  key += '\0';
  key += query;
  return key;
}

/// Why the guard does not let a field of a mutation be resolved; null: it does.
Task<std::exception_ptr> refusal_of(const FieldGuard& guard, const Run& run,
                                    const PlanField& field) {
  if (!guard || field.definition->name.starts_with("__")) co_return nullptr;
  std::exception_ptr refusal;
  try {
    co_await guard(std::string(field.definition->name), run.context());
  } catch (...) {
    refusal = std::current_exception();
  }
  co_return refusal;
}

/// Fields of a mutation run one after the other, each with everything below it.
Task<bool> write_in_turn(Run& run, const FieldGuard& guard, const Selection& selection,
                         std::string& text) {
  text += '{';
  std::size_t comma = 1;
  for (const PlanField& field : selection.fields) {
    if (field.conditional && !run.included(field)) continue;
    text.append(field.key, comma);
    comma = 0;
    const Path path{nullptr, &field};
    const std::exception_ptr refusal = co_await refusal_of(guard, run, field);
    if (refusal) {
      if (!binding_detail::fail_field(run, field, text, path, refusal)) co_return false;
      continue;
    }
    Writer writer(run, text);
    bool written = field.write(writer, field, nullptr, path);
    if (written && writer.waits()) written = co_await writer.finish();
    if (!written) co_return false;
  }
  text += '}';
  co_return true;
}

Task<bool> write_together(Run& run, const Selection& selection, std::string& text) {
  Writer writer(run, text);
  bool written = writer.root(selection);
  if (written && writer.waits()) written = co_await writer.finish();
  co_return written;
}

Task<void> keep_result(Task<std::string> task, std::string& result) {
  result = co_await std::move(task);
}

}  // namespace

Refusal refuse(const std::exception_ptr& failure, const RequestContext& context) {
  return refuse(std::vector<GraphqlError>{describe_failure(failure, context, "the request")});
}

Task<std::string> execute_in_time(Engine& engine, const Prepared& prepared,
                                  RequestContext& context) {
  const auto executor = co_await boost::asio::this_coro::executor;
  std::string response;
  Gathering in_time(executor, 1, context.deadline);
  in_time.start(keep_result(engine.execute(prepared, context), response));
  co_await in_time.wait();
  co_return response;
}

Engine::Engine(std::shared_ptr<const Schema> schema, Bindings bindings, EngineOptions options)
    : schema_(std::move(schema)),
      options_(options),
      registry_(*schema_, with_introspection(std::move(bindings), *schema_)),
      plans_(options.plans),
      feeds_(options_) {}

Engine::~Engine() = default;

std::variant<PlanPtr, Refusal> Engine::plan(const std::string& query,
                                            const std::string& operation_name,
                                            const RequestContext& context) {
  const std::string key = cache_key(query, operation_name);
  if (PlanPtr known = plans_.find(key)) return known;
  auto made = make_plan(query, operation_name, context);
  if (const PlanPtr* plan = std::get_if<PlanPtr>(&made)) plans_.put(key, *plan, kPlanWeight);
  return made;
}

std::variant<PlanPtr, Refusal> Engine::make_plan(const std::string& query,
                                                 const std::string& operation_name,
                                                 const RequestContext& context) {
  ParseResult parsed = parse_document(query, options_.parse);
  if (const auto* error = std::get_if<GraphqlError>(&parsed)) return refuse({*error});
  auto document = std::get<std::shared_ptr<const ast::Document>>(std::move(parsed));
  const std::vector<GraphqlError> invalid = validate(*schema_, *document, options_.validation);
  if (!invalid.empty()) return refuse(invalid);
  const ast::Operation* operation = document->operation(operation_name);
  if (operation == nullptr) return refuse({unknown_operation(operation_name)});
  const auto too_much = check_shape(measure(*schema_, *document, *operation), options_.query);
  if (!too_much.empty()) return refuse(too_much);
  try {
    return compile_plan(*schema_, registry_, std::move(document), *operation, options_.query);
  } catch (const Error&) {
    return refuse(std::current_exception(), context);
  }
}

std::variant<Prepared, Refusal> Engine::prepare(const Request& request,
                                                const RequestContext& context) {
  auto found = plan(request.query, request.operation_name, context);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  PlanPtr plan = std::get<PlanPtr>(std::move(found));
  VariableValues variables;
  if (!plan->operation->variables.empty()) {
    CoercedVariables coerced =
        coerce_variables(*schema_, *plan->document, *plan->operation, request.variables);
    if (!coerced.errors.empty()) return refuse(coerced.errors);
    variables = std::move(coerced.values);
  }
  const std::uint64_t cost = plan->cost.evaluate(variables);
  if (options_.query.cost != 0 && cost > options_.query.cost) {
    return refuse({request_error("The query costs " + std::to_string(cost) + ", more than the " +
                                     std::to_string(options_.query.cost) + " allowed.",
                                 "QUERY_TOO_COMPLEX")});
  }
  return Prepared(std::move(plan), std::move(variables));
}

Task<std::string> Engine::execute(const Prepared& prepared, RequestContext& context) {
  std::optional<Run> run;
  std::optional<Refusal> refusal;
  try {
    run.emplace(prepared.plan(), context, prepared.variables(), options_.run);
  } catch (const Error&) {
    refusal = refuse(std::current_exception(), context);
  }
  if (refusal) co_return refusal->body();

  std::string text;
  text.reserve(1024);
  text += kOpening;
  try {
    const Selection& root = *prepared.plan().root;
    const bool written = prepared.kind() == ast::OperationKind::mutation
                             ? co_await write_in_turn(*run, options_.guard, root, text)
                             : co_await write_together(*run, root, text);
    if (!written) null_data(text);
  } catch (const RunEnded& ended) {
    co_return ended_response(*run, ended);
  }
  co_return finish_response(*run, std::move(text));
}

Task<std::string> Engine::execute(const Request& request, RequestContext& context) {
  auto prepared = prepare(request, context);
  if (const auto* refusal = std::get_if<Refusal>(&prepared)) co_return refusal->body();
  const Prepared& ready = std::get<Prepared>(prepared);
  if (ready.kind() == ast::OperationKind::subscription) {
    const GraphqlError error =
        request_error("A subscription needs a WebSocket or server-sent events.", "INVALID_INPUT");
    co_return refuse({error}).body();
  }
  co_return co_await execute(ready, context);
}

bool Engine::is_live(const Prepared& prepared) {
  return prepared.kind() == ast::OperationKind::subscription &&
         prepared.root_field().binding->follow != nullptr;
}

Task<LiveRequest> Engine::ask(const Prepared& prepared, RequestContext& context) {
  if (options_.guard)
    co_await options_.guard(std::string(prepared.root_field().definition->name), context);
  Run run(prepared.plan(), context, prepared.variables(), options_.run);
  const PlanField& field = prepared.root_field();
  LiveRequest request = co_await field.binding->follow(run, field);
  co_return request;
}

Task<std::optional<Refusal>> Engine::follow(const Prepared& prepared, RequestContext& context,
                                            FeedMember& member) {
  std::exception_ptr failure;
  try {
    LiveRequest request = co_await ask(prepared, context);
    const Executor executor = co_await boost::asio::this_coro::executor;
    feeds_.join(executor, prepared, context, std::move(request), member);
    co_return std::nullopt;
  } catch (...) {
    failure = std::current_exception();
  }
  if (is_cancellation(failure)) std::rethrow_exception(failure);
  co_return refuse(failure, context);
}

Task<std::variant<std::unique_ptr<EventSequence>, Refusal>> Engine::subscribe(
    Prepared prepared, RequestContext& context) {
  std::exception_ptr failure;
  try {
    if (is_live(prepared)) {
      LiveRequest request = co_await ask(prepared, context);
      const Executor executor = co_await boost::asio::this_coro::executor;
      auto sequence = std::make_unique<FeedSequence>(executor);
      feeds_.join(executor, prepared, context, std::move(request), *sequence);
      co_return std::unique_ptr<EventSequence>(std::move(sequence));
    }
    if (options_.guard)
      co_await options_.guard(std::string(prepared.root_field().definition->name), context);
    Run run(prepared.plan(), context, prepared.variables(), options_.run);
    const PlanField& field = prepared.root_field();
    std::unique_ptr<EventStream> stream = co_await field.binding->subscribe(run, field);
    co_return std::unique_ptr<EventSequence>(
        std::make_unique<SourceSequence>(prepared, context, options_, std::move(stream)));
  } catch (...) {
    failure = std::current_exception();
  }
  if (is_cancellation(failure)) std::rethrow_exception(failure);
  co_return refuse(failure, context);
}

}  // namespace waymark::graphql
