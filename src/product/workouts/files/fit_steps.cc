#include "product/workouts/files/fit_steps.h"

#include "product/workouts/files/fit_activity.h"

namespace waymark::workouts::fit {
namespace {

constexpr std::uint8_t kRunning = 1;
constexpr std::uint8_t kWalking = 6;

Instant instant_of(std::uint32_t fit_seconds) {
  return Instant(std::chrono::milliseconds(milliseconds_of(fit_seconds)));
}

}  // namespace

std::optional<std::uint32_t> Steps::time_of(const Message& message) {
  if (const auto whole = message.whole<std::uint32_t>(Field::timestamp))
    time_ = *whole;
  else if (const auto low = message.whole<std::uint16_t>(Field::timestamp_16); low && time_ != 0)
    time_ += (*low - time_) & 0xFFFFU;
  else
    return std::nullopt;
  return time_;
}

void Steps::add(const Message& message) {
  const auto time = time_of(message);
  if (!time) return;
  if (message.kind == static_cast<std::uint16_t>(Kind::monitoring_info)) {
    opened_ = time;
    return;
  }
  if (const auto type = message.whole<std::uint8_t>(Field::activity_type))
    type_ = type;
  else if (const auto bits = message.whole<std::uint8_t>(Field::activity_type_and_intensity))
    type_ = *bits & 0x1F;
  const auto cycles = message.whole<std::uint32_t>(Field::cycles);
  if (!cycles || (type_ != kWalking && type_ != kRunning)) return;
  // Of steps the number stands as it is; the profile's scale of 2 is for cycles.
  const auto steps = static_cast<std::int64_t>(message[Field::cycles] * 2);
  const auto before = counts_.find(*type_);
  Count since{opened_.value_or(*time), 0};
  if (before != counts_.end()) {
    since = before->second;
    if (steps < since.steps) since.steps = 0;
  }
  counts_[*type_] = Count{*time, steps};
  if (since.time >= *time || steps <= since.steps) return;
  found_(StepCount{
      {}, instant_of(since.time), instant_of(*time), steps - since.steps, StepDevice::watch});
}

}  // namespace waymark::workouts::fit
