#include "base/failure.h"

#include "base/stored_trace.h"
#include "platform/events/delivery.h"
#include "platform/telemetry/log.h"

namespace waymark::events {

void log_failure(std::string_view event, const std::exception_ptr& failure) {
  const std::string reason = reason_of(failure);
  telemetry::log(telemetry::Level::error, event, {{"reason", std::string_view(reason)}});
}

RequestContext context_of(const Event& event) {
  RequestContext context;
  context.trace = trace_of(event.trace_id);
  return context;
}

void run_after_commit(const Effects& effects, std::string_view consumer) {
  for (const auto& callback : effects.after_commit) {
    try {
      callback();
    } catch (...) {
      const std::string reason = reason_of(std::current_exception());
      telemetry::log(telemetry::Level::error, "event_callback_failed",
                     {{"consumer", consumer}, {"reason", std::string_view(reason)}});
    }
  }
}

}  // namespace waymark::events
