#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/error.h"
#include "platform/events/delivery.h"
#include "platform/telemetry/log.h"

namespace waymark::events {

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

std::chrono::milliseconds jittered_delay(const ConsumerOptions& options, Random& random,
                                         unsigned tries) {
  const auto doubled = options.first_delay * (std::int64_t{1} << std::min(tries, 20U));
  const auto most = std::min<std::chrono::milliseconds>(doubled, options.longest_delay);
  std::array<std::uint8_t, 4> bytes{};
  random.fill(bytes);
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes) number = number << 8 | byte;
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(number % static_cast<std::uint64_t>(most.count() + 1)));
}

RequestContext context_of(const Event& event) {
  RequestContext context;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  if (event.trace_id.size() == 2 * context.trace.trace_id.size())
    for (std::size_t i = 0; i < context.trace.trace_id.size(); ++i)
      context.trace.trace_id[i] = static_cast<std::uint8_t>(digit(event.trace_id[2 * i]) << 4 |
                                                            digit(event.trace_id[2 * i + 1]));
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
