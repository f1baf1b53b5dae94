#include "platform/timing/failure.h"

#include "base/error.h"
#include "platform/telemetry/log.h"

namespace waymark::timing {

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

void log_failure(std::string_view event, std::string_view what, const std::exception_ptr& failure) {
  const std::string reason = reason_of(failure);
  telemetry::log(telemetry::Level::warn, event,
                 {{"what", what}, {"reason", std::string_view(reason)}});
}

}  // namespace waymark::timing
