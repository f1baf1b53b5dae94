#include "platform/http/middleware/access.h"

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

#include "platform/telemetry/log.h"

namespace waymark::http {
namespace {

using Clock = std::chrono::steady_clock;
using telemetry::Counter;
using telemetry::Histogram;
using telemetry::Metrics;

constexpr std::size_t kMethods = static_cast<std::size_t>(Method::other) + 1;
constexpr unsigned kFirstStatus = 100;
constexpr unsigned kStatuses = 500;

std::string quoted(std::string_view name, std::string_view value) {
  return std::string(name) + "=\"" + std::string(value) + "\"";
}

/// The series of one route, found without a lock once they exist.
class RouteSeries {
 public:
  RouteSeries(Metrics& metrics, std::string route)
      : metrics_(metrics),
        route_(std::move(route)),
        seconds_(metrics.histogram("waymark_http_request_seconds",
                                   "Time from a request's head to its response.",
                                   telemetry::latency_buckets(), quoted("route", route_))) {}

  void count(Method method, unsigned status, double seconds) {
    seconds_.observe(seconds);
    const unsigned index =
        status < kFirstStatus || status >= kFirstStatus + kStatuses ? 0 : status - kFirstStatus;
    auto& slot = counters_[static_cast<std::size_t>(method)][index];
    Counter* counter = slot.load(std::memory_order_acquire);
    if (!counter) slot.store(counter = &make(method, status), std::memory_order_release);
    counter->add();
  }

 private:
  Counter& make(Method method, unsigned status) {
    return metrics_.counter("waymark_http_requests_total", "Requests answered.",
                            quoted("route", route_) + "," + quoted("method", to_string(method)) +
                                "," + quoted("status", std::to_string(status)));
  }

  Metrics& metrics_;
  std::string route_;
  Histogram& seconds_;
  std::array<std::array<std::atomic<Counter*>, kStatuses>, kMethods> counters_{};
};

/// All reactors share it; there are as many entries as routes.
class AllSeries {
 public:
  explicit AllSeries(Metrics& metrics) : metrics_(metrics) {}

  RouteSeries& of(std::string_view route) {
    if (route.empty()) route = "none";
    {
      const std::shared_lock lock(mutex_);
      if (const auto it = series_.find(route); it != series_.end()) return *it->second;
    }
    const std::unique_lock lock(mutex_);
    auto& slot = series_[route];
    if (!slot) slot = std::make_unique<RouteSeries>(metrics_, std::string(route));
    return *slot;
  }

 private:
  Metrics& metrics_;
  std::shared_mutex mutex_;
  std::unordered_map<std::string_view, std::unique_ptr<RouteSeries>>
      series_;  // keys live in the router
};

void log_request(const Request& request, const RequestContext& context, unsigned status,
                 double seconds) {
  telemetry::log(telemetry::Level::info, "request",
                 {{"method", to_string(request.method)},
                  {"path", std::string_view(request.path)},
                  {"status", static_cast<std::int64_t>(status)},
                  {"ms", seconds * 1e3}},
                 &context.trace);
}

Task<Response> watch(AllSeries& series, bool log_requests, const Request& request,
                     const RequestContext& context, Task<Response> inner) {
  const Clock::time_point start = Clock::now();
  Response response = co_await std::move(inner);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  series.of(request.route).count(request.method, response.status, seconds);
  if (log_requests) log_request(request, context, response.status, seconds);
  co_return response;
}

}  // namespace

Middleware observe(Metrics& metrics, bool log_requests) {
  return [series = std::make_shared<AllSeries>(metrics), log_requests](
             Request& request, RequestContext& context, const Handler& next) {
    return watch(*series, log_requests, request, context, next(request, context));
  };
}

}  // namespace waymark::http
