#include "platform/http/problem.h"

#include <algorithm>
#include <string>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "base/locale.h"
#include "platform/telemetry/log.h"

namespace waymark::http {
namespace {

/// "INVALID_INPUT" → "invalid-input".
std::string kebab(std::string_view code) {
  std::string out(code);
  std::ranges::transform(out, out.begin(), [](char c) {
    if (c == '_') return '-';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  out += out.back() == '{' ? "\"" : ",\"";
  out += name;
  out += "\":";
  json::append_string(out, text);
}

std::string trace_id(const Trace& trace) {
  return hex_encode({reinterpret_cast<const char*>(trace.trace_id.data()), trace.trace_id.size()});
}

void append_problems(std::string& out, const std::vector<FieldProblem>& problems, Locale locale) {
  out += ",\"errors\":[";
  for (const FieldProblem& problem : problems) {
    if (out.back() != '[') out += ',';
    out += '{';
    append_member(out, "field", problem.field);
    append_member(out, "message", translate(locale, problem.message_key, problem.arguments));
    out += '}';
  }
  out += ']';
}

struct Facts {
  unsigned status;
  std::string_view code;
  std::string detail;
};

std::string document(const Facts& facts, const std::vector<FieldProblem>& problems,
                     const RequestContext& context) {
  const std::string name = kebab(facts.code);
  std::string out = "{";
  append_member(out, "type", "urn:waymark:problem:" + name);
  append_member(out, "title", translate(context.locale, "problem." + name));
  out += ",\"status\":" + std::to_string(facts.status);
  append_member(out, "detail", facts.detail);
  append_member(out, "code", facts.code);
  if (!problems.empty()) append_problems(out, problems, context.locale);
  append_member(out, "traceId", trace_id(context.trace));
  return out += '}';
}

Response respond(unsigned status, std::string body) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/problem+json");
  response.headers.add("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

std::string_view code_of(unsigned status) {
  switch (status) {
    case 408:
      return "REQUEST_TIMEOUT";
    case 414:
      return "URI_TOO_LONG";
    case 417:
      return "EXPECTATION_FAILED";
    case 426:
      return "UPGRADE_REQUIRED";
    case 431:
      return "HEADERS_TOO_LARGE";
    case 501:
      return "NOT_IMPLEMENTED";
    case 505:
      return "VERSION_NOT_SUPPORTED";
    default:
      return "BAD_REQUEST";
  }
}

/// A dependency that is down, a deadline that has passed: not a bug, but somebody will want to know.
void log_failure(const Error& error, const RequestContext& context) {
  const auto level =
      error.code() == ErrorCode::internal ? telemetry::Level::error : telemetry::Level::warn;
  telemetry::log(level, "request_failed",
                 {{"code", to_string(error.code())}, {"cause", std::string_view(error.what())}},
                 &context.trace);
}

Error internal_error(const char* cause, const RequestContext& context) {
  telemetry::log(telemetry::Level::error, "request_failed", {{"cause", std::string_view(cause)}},
                 &context.trace);
  return Error(ErrorCode::internal, "error.internal", cause);
}

}  // namespace

Response problem(const Error& error, const RequestContext& context) {
  const Facts facts{http_status(error.code()), to_string(error.code()),
                    translate(context.locale, error.message_key(), error.arguments())};
  Response response = respond(facts.status, document(facts, error.problems(), context));
  if (error.retry_after_seconds() > 0)
    response.headers.add("Retry-After", std::to_string(error.retry_after_seconds()));
  if (error.code() == ErrorCode::unauthenticated)
    response.headers.add("WWW-Authenticate", "Bearer");
  return response;
}

Response protocol_problem(unsigned status, const RequestContext& context) {
  const std::string_view code = code_of(status);
  const Facts facts{status, code, translate(context.locale, "error.http." + kebab(code))};
  return respond(status, document(facts, {}, context));
}

Error to_error(const std::exception_ptr& failure, const RequestContext& context) {
  try {
    std::rethrow_exception(failure);
  } catch (const Error& error) {
    if (http_status(error.code()) >= 500) log_failure(error, context);
    return error;
  } catch (const boost::system::system_error& error) {
    if (error.code() != boost::asio::error::operation_aborted)
      return internal_error(error.what(), context);
    if (std::chrono::steady_clock::now() >= context.deadline) {
      Error late(ErrorCode::deadline_exceeded, "error.deadline_exceeded",
                 "the handler took too long");
      log_failure(late, context);
      return late;
    }
    return Error(ErrorCode::unavailable, "error.unavailable", "cancelled");
  } catch (const std::exception& error) {
    return internal_error(error.what(), context);
  } catch (...) {
    return internal_error("something that is no std::exception", context);
  }
}

}  // namespace waymark::http
