#include "product/workouts/files/apple_health_reader.h"

#include <cmath>
#include <optional>

#include "product/workouts/files/apple_health_scanner.h"
#include "product/workouts/files/apple_health_values.h"
#include "product/workouts/files/apple_health_workout.h"
#include "product/workouts/files/heart_rate_log.h"

namespace waymark::workouts {
namespace {

constexpr std::size_t kHeartRateBytes = std::size_t{24} << 20;
constexpr std::string_view kSteps = "HKQuantityTypeIdentifierStepCount";
constexpr std::string_view kHeartRate = "HKQuantityTypeIdentifierHeartRate";
constexpr double kMostSteps = 1'000'000;  // in one record

class AppleHealthReader final : public FileReader, private HealthElements {
 public:
  AppleHealthReader(Finds& finds, RouteFiles* routes)
      : finds_(finds), routes_(routes), scanner_(*this), rates_(kHeartRateBytes) {}

  void feed(std::string_view piece) override { scanner_.feed(piece); }
  void finish() override { scanner_.finish(); }

 private:
  bool wants_record(std::string_view type) const override {
    return !in_correlation_ && (type == kSteps || type == kHeartRate);
  }

  void begins(HealthElement element, const XmlAttributes& attributes) override {
    switch (element) {
      case HealthElement::record:
        return take_record(attributes);
      case HealthElement::correlation:
        in_correlation_ = true;
        return;
      case HealthElement::workout:
        workout_.emplace(attributes);
        in_activity_ = false;
        return;
      case HealthElement::workout_activity:
        in_activity_ = true;
        return;
      case HealthElement::workout_event:
        if (workout_) workout_->add_event(attributes);
        return;
      case HealthElement::workout_statistics:
        if (workout_ && !in_activity_) workout_->add_statistics(attributes);
        return;
      case HealthElement::workout_route:
        in_route_ = true;
        return;
      case HealthElement::file_reference:
        if (workout_) workout_->add_route(attributes.text("path"));
        return;
      case HealthElement::metadata_entry:
        if (workout_ && !in_activity_ && !in_route_) workout_->add_metadata(attributes);
        return;
    }
  }

  void ends(HealthElement element) override {
    switch (element) {
      case HealthElement::correlation:
        in_correlation_ = false;
        return;
      case HealthElement::workout:
        return end_workout();
      case HealthElement::workout_activity:
        in_activity_ = false;
        return;
      case HealthElement::workout_route:
        in_route_ = false;
        return;
      case HealthElement::record:
      case HealthElement::workout_event:
      case HealthElement::workout_statistics:
      case HealthElement::file_reference:
      case HealthElement::metadata_entry:
        return;
    }
  }

  /// What makes no sense is left out: a health export is full of what programs have written.
  void take_record(const XmlAttributes& attributes) {
    const auto start = parse_health_time(attributes.raw("startDate"));
    const auto value = parse_health_number(attributes.raw("value"));
    if (!start || !value) return;
    if (attributes.raw("type") == kHeartRate)
      take_heart_rate(*start, *value, attributes.raw("unit"));
    else
      take_steps(*start, *value, attributes);
  }

  void take_heart_rate(const HealthTime& when, double value, std::string_view unit) {
    const auto beats = per_minute_of(value, unit);
    if (!beats || *beats < 20 || *beats > 250) return;
    if (!rates_.add({when.second, static_cast<std::uint8_t>(std::lround(*beats))}))
      rates_full_ = true;
  }

  void take_steps(const HealthTime& start, double value, const XmlAttributes& attributes) {
    const auto end = parse_health_time(attributes.raw("endDate"));
    if (!end || end->second < start.second || value < 0 || value > kMostSteps) return;
    StepCount count;
    count.source = attributes.text("sourceName");
    count.device = device_of(attributes.raw("device"), count.source);
    count.from = Instant(std::chrono::seconds(start.second));
    count.to = Instant(std::chrono::seconds(end->second));
    count.steps = std::llround(value);
    finds_.steps(std::move(count));
  }

  static StepDevice device_of(std::string_view device, std::string_view source) {
    const auto is = [&](std::string_view text) {
      return device.find(text) != std::string_view::npos ||
             (device.empty() && source.find(text) != std::string_view::npos);
    };
    if (is("Watch")) return StepDevice::watch;
    return is("iPhone") ? StepDevice::phone : StepDevice::other;
  }

  void end_workout() {
    if (!workout_) return;
    std::optional<Recording> recording = std::move(*workout_).finish(rates_, routes_);
    workout_.reset();
    if (!recording) return;
    if (rates_full_) recording->warnings.emplace_back("warning.apple_health.heart_rates_left_out");
    finds_.workout(std::move(*recording));
  }

  Finds& finds_;
  RouteFiles* routes_;
  AppleHealthScanner scanner_;
  HeartRateLog rates_;
  bool rates_full_ = false;
  bool in_correlation_ = false;
  bool in_activity_ = false;
  bool in_route_ = false;
  std::optional<AppleHealthWorkout> workout_;
};

}  // namespace

std::unique_ptr<FileReader> apple_health_reader(Finds& finds, RouteFiles* routes) {
  return std::make_unique<AppleHealthReader>(finds, routes);
}

}  // namespace waymark::workouts
