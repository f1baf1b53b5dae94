#include "base/failure.h"

#include "base/error.h"

namespace waymark {

std::string reason_of(const std::exception_ptr& failure) {
  std::string reason = "unknown";
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    reason = error.what();
  } catch (...) {
  }
  return reason.substr(0, 500);
}

bool is_passing(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const Error& error) {
    return error.code() == ErrorCode::unavailable || error.code() == ErrorCode::deadline_exceeded;
  } catch (...) {
    return false;
  }
}

}  // namespace waymark
