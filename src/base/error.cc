#include "base/error.h"

namespace waymark {
namespace {

std::string describe(const std::vector<FieldProblem>& problems) {
  std::string text = "invalid input:";
  for (const FieldProblem& problem : problems)
    text += " " + problem.field + " (" + problem.message_key + ")";
  return text;
}

}  // namespace

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_input:
      return "INVALID_INPUT";
    case ErrorCode::unauthenticated:
      return "UNAUTHENTICATED";
    case ErrorCode::forbidden:
      return "FORBIDDEN";
    case ErrorCode::not_found:
      return "NOT_FOUND";
    case ErrorCode::conflict:
      return "CONFLICT";
    case ErrorCode::too_large:
      return "TOO_LARGE";
    case ErrorCode::unsupported_media:
      return "UNSUPPORTED_MEDIA";
    case ErrorCode::unprocessable:
      return "UNPROCESSABLE";
    case ErrorCode::method_not_allowed:
      return "METHOD_NOT_ALLOWED";
    case ErrorCode::rate_limited:
      return "RATE_LIMITED";
    case ErrorCode::unavailable:
      return "UNAVAILABLE";
    case ErrorCode::deadline_exceeded:
      return "DEADLINE_EXCEEDED";
    case ErrorCode::internal:
      return "INTERNAL";
  }
  return "INTERNAL";
}

unsigned http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_input:
      return 400;
    case ErrorCode::unauthenticated:
      return 401;
    case ErrorCode::forbidden:
      return 403;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::conflict:
      return 409;
    case ErrorCode::too_large:
      return 413;
    case ErrorCode::unsupported_media:
      return 415;
    case ErrorCode::unprocessable:
      return 422;
    case ErrorCode::method_not_allowed:
      return 405;
    case ErrorCode::rate_limited:
      return 429;
    case ErrorCode::unavailable:
      return 503;
    case ErrorCode::deadline_exceeded:
      return 504;
    case ErrorCode::internal:
      return 500;
  }
  return 500;
}

Error::Error(ErrorCode code, std::string message_key, std::string cause)
    : std::runtime_error(cause.empty() ? message_key : message_key + ": " + cause),
      code_(code),
      message_key_(std::move(message_key)) {}

Error::Error(std::vector<FieldProblem> problems)
    : std::runtime_error(describe(problems)),
      code_(ErrorCode::invalid_input),
      message_key_("error.invalid_input"),
      problems_(std::move(problems)) {}

Error Error::invalid(std::string field, std::string message_key,
                     std::map<std::string, std::string> arguments) {
  std::vector<FieldProblem> problems;
  problems.push_back(FieldProblem{std::move(field), std::move(message_key), std::move(arguments)});
  return Error(std::move(problems));
}

Error Error::not_found(std::string_view what) {
  return Error(ErrorCode::not_found, "error.not_found." + std::string(what));
}

Error Error::conflict(std::string message_key, std::string cause) {
  return Error(ErrorCode::conflict, std::move(message_key), std::move(cause));
}

Error Error::rate_limited(std::string message_key, unsigned retry_after_seconds) {
  Error error(ErrorCode::rate_limited, std::move(message_key));
  error.retry_after_seconds_ = retry_after_seconds;
  return error;
}

Error& Error::retry_after(unsigned seconds) {
  retry_after_seconds_ = seconds;
  return *this;
}

Error& Error::with(std::string name, std::string value) {
  arguments_.insert_or_assign(std::move(name), std::move(value));
  return *this;
}

}  // namespace waymark
