#include "platform/timing/failure.h"

#include "base/failure.h"
#include "platform/telemetry/log.h"

namespace waymark::timing {

void log_failure(std::string_view event, std::string_view what, const std::exception_ptr& failure) {
  const std::string reason = reason_of(failure);
  telemetry::log(telemetry::Level::warn, event,
                 {{"what", what}, {"reason", std::string_view(reason)}});
}

}  // namespace waymark::timing
