#include "platform/graphql/response.h"

#include <boost/asio/this_coro.hpp>

#include "platform/graphql/engine.h"
#include "platform/graphql/failure.h"
#include "platform/graphql/gathering.h"

namespace waymark::graphql {
namespace {

Task<void> write_event(Run& run, const PlanField& field, EventValue& event, std::string& text) {
  text += '{';
  text.append(field.key, 1);
  const Path path{nullptr, &field};
  const bool written = co_await event.write(run, field, text, path);
  text += '}';
  if (!written) null_data(text);
}

}  // namespace

std::string finish_response(const Run& run, std::string text) {
  text += '}';
  if (!run.has_errors()) return text;
  std::string response = "{\"errors\":[";
  response.reserve(text.size() + run.errors().size() + 16);
  response += run.errors();
  response += "],";
  response.append(text, 1);
  return response;
}

std::string ended_response(Run& run, const RunEnded& ended) {
  if (is_cancellation(ended.cause())) std::rethrow_exception(ended.cause());
  run.fail_all(ended.cause());
  return finish_response(run, std::string(kOpening) + "null");
}

void null_data(std::string& text) {
  text.resize(kOpening.size());
  text += "null";
}

Task<std::string> respond_to_event(const Prepared& prepared, RequestContext& context,
                                   const EngineOptions& options, EventValue& event) {
  context.deadline = std::chrono::steady_clock::now() + options.event_timeout;
  Run run(prepared.plan(), context, prepared.variables(), options.run);
  std::string text(kOpening);
  try {
    const auto executor = co_await boost::asio::this_coro::executor;
    Gathering in_time(executor, 1, context.deadline);
    in_time.start(write_event(run, prepared.root_field(), event, text));
    co_await in_time.wait();
  } catch (const RunEnded& ended) {
    co_return ended_response(run, ended);
  }
  co_return finish_response(run, std::move(text));
}

}  // namespace waymark::graphql
