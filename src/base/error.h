// Errors that end a request.
//
// A request that cannot be served throws Error; it is caught in one place per edge (HTTP, GraphQL,
// WebSocket) and mapped there by one table. What is ordinary is not an error: absence is
// std::optional, a failed condition is a result (style.md, rules 10-12).
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace waymark {

enum class ErrorCode {
  invalid_input,    // the request is wrong; `field` says where
  unauthenticated,  // no identity, or one that no longer holds
  forbidden,        // an identity that may not do this
  not_found,
  conflict,  // someone else changed it first, or it exists already
  too_large,
  unsupported_media,
  unprocessable,  // well formed, but it contradicts an earlier request of the same Idempotency-Key
  method_not_allowed,
  rate_limited,  // retry_after_seconds says when to come back
  unavailable,   // a dependency is down; try again
  deadline_exceeded,
  internal,  // a fault of ours; the message shown is generic
};

/// "INVALID_INPUT" and so on, as in GraphQL `extensions.code` and the problem document's `code`.
std::string_view to_string(ErrorCode code);

/// The HTTP status an error is answered with (RFC 9110).
unsigned http_status(ErrorCode code);

/// One complaint about one input. `message_key` names a text in api/messages; `arguments` fill its
/// {placeholders}.
struct FieldProblem {
  std::string field;  // dotted path, "input.title"
  std::string message_key;
  std::map<std::string, std::string> arguments;
};

/// Thrown to end a request. what() is for developers and logs only and holds no secret.
class Error : public std::runtime_error {
 public:
  /// An error that concerns no single input.
  Error(ErrorCode code, std::string message_key, std::string cause = {});
  /// Wrong input: one or more problems, each naming its field.
  explicit Error(std::vector<FieldProblem> problems);

  /// Shorthand for one wrong field.
  static Error invalid(std::string field, std::string message_key,
                       std::map<std::string, std::string> arguments = {});
  /// `what` is a noun of api/messages, for example "goal".
  static Error not_found(std::string_view what);
  static Error conflict(std::string message_key, std::string cause = {});
  static Error rate_limited(std::string message_key, unsigned retry_after_seconds);

  ErrorCode code() const { return code_; }
  const std::string& message_key() const { return message_key_; }
  const std::map<std::string, std::string>& arguments() const { return arguments_; }
  const std::vector<FieldProblem>& problems() const { return problems_; }
  /// Says when to come back.
  Error& retry_after(unsigned seconds);
  unsigned retry_after_seconds() const { return retry_after_seconds_; }

  Error& with(std::string name, std::string value);

 private:
  ErrorCode code_;
  std::string message_key_;
  std::map<std::string, std::string> arguments_;
  std::vector<FieldProblem> problems_;
  unsigned retry_after_seconds_ = 0;
};

}  // namespace waymark
