// The steps of a FIT monitoring file, which a watch writes several of a day.
//
// Its `cycles` count on from midnight, for each kind of activity apart; walking and running are steps. What was counted
// between two messages of one kind is one StepCount. A file opens (monitoring_info) with where each kind stands: a first
// value at that time is no count, one behind it was counted since. A value below the one before began at midnight.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "product/workouts/files/file_reader.h"
#include "product/workouts/files/fit_plan.h"

namespace waymark::workouts::fit {

/// One file.
class Steps {
 public:
  /// `found` is called with each count as soon as it is known.
  explicit Steps(std::function<void(StepCount)> found) : found_(std::move(found)) {}
  void add(const Message& message);

 private:
  struct Count {
    std::uint32_t time;  // FIT's seconds
    std::int64_t steps;
  };
  std::optional<std::uint32_t> time_of(const Message& message);

  std::function<void(StepCount)> found_;
  std::optional<std::uint32_t> opened_;  // the time of monitoring_info
  std::uint32_t time_ = 0;            // the last whole time stamp, which those of 16 bits build on
  std::optional<std::uint8_t> type_;  // of the message before: it holds until another is told
  std::map<std::uint8_t, Count> counts_;
};

}  // namespace waymark::workouts::fit
