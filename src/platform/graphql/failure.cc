#include "platform/graphql/failure.h"

#include <string>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::graphql {
namespace {

boost::json::string_view view(std::string_view text) {
  return {text.data(), text.size()};
}

void add_problems(GraphqlError& shown, const Error& error, Locale locale) {
  if (error.problems().empty()) return;
  shown.extensions["field"] = error.problems().front().field;
  boost::json::array list;
  for (const FieldProblem& problem : error.problems()) {
    boost::json::object entry;
    entry["field"] = problem.field;
    entry["message"] = translate(locale, problem.message_key, problem.arguments);
    list.push_back(std::move(entry));
  }
  shown.extensions["errors"] = std::move(list);
  if (error.problems().size() == 1) {
    const FieldProblem& problem = error.problems().front();
    shown.message = translate(locale, problem.message_key, problem.arguments);
  }
}

void log_failure(const RequestContext& context, std::string_view place, const char* cause) {
  telemetry::log(telemetry::Level::error, "graphql_failed", {{"place", place}, {"cause", cause}},
                 &context.trace);
}

GraphqlError masked(const RequestContext& context) {
  GraphqlError shown;
  shown.message = translate(context.locale, "error.internal");
  shown.extensions["code"] = view(to_string(ErrorCode::internal));
  return shown;
}

GraphqlError described(const Error& error, const RequestContext& context, std::string_view place) {
  if (error.code() == ErrorCode::internal) {
    log_failure(context, place, error.what());
    return masked(context);
  }
  GraphqlError shown;
  shown.message = translate(context.locale, error.message_key(), error.arguments());
  shown.extensions["code"] = view(to_string(error.code()));
  if (error.retry_after_seconds() > 0) shown.extensions["retryAfter"] = error.retry_after_seconds();
  add_problems(shown, error, context.locale);
  return shown;
}

}  // namespace

GraphqlError describe_failure(const std::exception_ptr& failure, const RequestContext& context,
                              std::string_view place) {
  try {
    std::rethrow_exception(failure);
  } catch (const Error& error) {
    return described(error, context, place);
  } catch (const std::exception& error) {
    log_failure(context, place, error.what());
  } catch (...) {
    log_failure(context, place, "an exception of no known type");
  }
  return masked(context);
}

bool is_cancellation(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    return error.code() == boost::asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace waymark::graphql
