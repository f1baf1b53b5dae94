#include "platform/telemetry/metrics.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <mutex>

#include "base/json.h"

namespace waymark::telemetry {

Histogram::Histogram(std::vector<double> upper_bounds)
    : bounds_(std::move(upper_bounds)), counts_(bounds_.size() + 1) {}

void Histogram::observe(double value) {
  const auto bucket =
      static_cast<std::size_t>(std::ranges::lower_bound(bounds_, value) - bounds_.begin());
  counts_[bucket].fetch_add(1, std::memory_order_relaxed);
  sum_micros_.fetch_add(static_cast<std::uint64_t>(std::llround(std::max(value, 0.0) * 1e6)),
                        std::memory_order_relaxed);
}

struct Metrics::State {
  enum class Type { counter, histogram, gauge };
  struct Family {
    Type type;
    std::string help;
    std::map<std::string, Counter, std::less<>> counters;  // by labels; nodes never move
    std::map<std::string, std::unique_ptr<Histogram>, std::less<>> histograms;
    std::map<std::string, std::function<double()>, std::less<>> gauges;
  };
  mutable std::mutex mutex;
  std::map<std::string, Family, std::less<>> families;

  Family& family(std::string_view name, std::string_view help, Type type) {
    auto it = families.find(name);
    if (it == families.end()) {
      it = families.try_emplace(std::string(name)).first;
      it->second.type = type;
      it->second.help = help;
    }
    if (it->second.type != type)
      throw std::logic_error("metric " + std::string(name) + " has two types");
    return it->second;
  }
};

namespace {

void append_sample(std::string& out, std::string_view name, std::string_view suffix,
                   std::string_view labels, std::string_view extra_label, double value) {
  out.append(name).append(suffix);
  if (!labels.empty() || !extra_label.empty()) {
    out.append("{").append(labels);
    if (!labels.empty() && !extra_label.empty()) out += ',';
    out.append(extra_label).append("}");
  }
  out += ' ';
  json::append_number(out, value);
  out += '\n';
}

std::string bound_label(double bound) {
  std::string label = "le=\"";
  json::append_number(label, bound);
  return label + "\"";
}

}  // namespace

Metrics::Metrics() : state_(std::make_unique<State>()) {}
Metrics::~Metrics() = default;

Counter& Metrics::counter(std::string_view name, std::string_view help, std::string_view labels) {
  const std::lock_guard lock(state_->mutex);
  return state_->family(name, help, State::Type::counter)
      .counters.try_emplace(std::string(labels))
      .first->second;
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help,
                              std::vector<double> upper_bounds, std::string_view labels) {
  const std::lock_guard lock(state_->mutex);
  auto& slot = state_->family(name, help, State::Type::histogram).histograms[std::string(labels)];
  if (!slot) slot = std::make_unique<Histogram>(std::move(upper_bounds));
  return *slot;
}

void Metrics::gauge(std::string_view name, std::string_view help, std::function<double()> read,
                    std::string_view labels) {
  const std::lock_guard lock(state_->mutex);
  state_->family(name, help, State::Type::gauge)
      .gauges.insert_or_assign(std::string(labels), std::move(read));
}

std::string Metrics::render() const {
  const std::lock_guard lock(state_->mutex);
  std::string out;
  for (const auto& [name, family] : state_->families) {
    constexpr std::string_view kTypes[] = {"counter", "histogram", "gauge"};
    out.append("# HELP ")
        .append(name)
        .append(" ")
        .append(family.help)
        .append("\n# TYPE ")
        .append(name)
        .append(" ");
    out.append(kTypes[static_cast<std::size_t>(family.type)]).append("\n");
    for (const auto& [labels, counter] : family.counters)
      append_sample(out, name, "", labels, "", static_cast<double>(counter.value()));
    for (const auto& [labels, read] : family.gauges)
      append_sample(out, name, "", labels, "", read());
    for (const auto& [labels, histogram] : family.histograms) {
      std::uint64_t total = 0;
      for (std::size_t i = 0; i < histogram->counts_.size(); ++i) {
        total += histogram->counts_[i].load(std::memory_order_relaxed);
        const bool last = i == histogram->bounds_.size();
        append_sample(out, name, "_bucket", labels,
                      last ? "le=\"+Inf\"" : bound_label(histogram->bounds_[i]),
                      static_cast<double>(total));
      }
      append_sample(
          out, name, "_sum", labels, "",
          static_cast<double>(histogram->sum_micros_.load(std::memory_order_relaxed)) / 1e6);
      append_sample(out, name, "_count", labels, "", static_cast<double>(total));
    }
  }
  return out;
}

std::vector<double> latency_buckets() {
  return {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
          0.05,   0.1,     0.25,   0.5,   1,      2.5,   5,    10};
}

}  // namespace waymark::telemetry
