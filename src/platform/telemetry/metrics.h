// Prometheus metrics: made once by name, counted without locks, rendered at /metrics (text format
// 0.0.4).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::telemetry {

class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// Fixed buckets; `observe` is one atomic add for the bucket and one for the sum.
class Histogram {
 public:
  explicit Histogram(std::vector<double> upper_bounds);
  void observe(double value);

 private:
  friend class Metrics;
  std::vector<double> bounds_;
  std::vector<std::atomic<std::uint64_t>> counts_;
  std::atomic<std::uint64_t> sum_micros_{0};
};

/// The registry. References it returns stay valid for its life. Thread-safe; look up once, keep the
/// reference.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  /// `labels` as rendered, `route="/me",status="200"`, or "".
  Counter& counter(std::string_view name, std::string_view help, std::string_view labels = "");
  Histogram& histogram(std::string_view name, std::string_view help,
                       std::vector<double> upper_bounds, std::string_view labels = "");
  /// Read when rendered.
  void gauge(std::string_view name, std::string_view help, std::function<double()> read,
             std::string_view labels = "");
  std::string render() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// 100 µs to 10 s, for latencies.
std::vector<double> latency_buckets();

}  // namespace waymark::telemetry
