// The counts of steps of one import, small enough to keep until all have been read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "product/workouts/files/file_reader.h"
#include "product/workouts/recording/steps.h"

namespace waymark::workouts {

class StepTally {
 public:
  /// Some twenty years of a watch and a phone, 16 bytes each.
  static constexpr std::size_t kMost = 1'500'000;

  void add(const StepCount& count);
  bool empty() const { return intervals_.empty(); }
  /// Some were left out because there were more than kMost.
  bool full() const { return full_; }
  /// (recording/steps.h) Leaves nothing behind.
  std::map<Date, std::int64_t> by_day(const TimeZone& zone);

 private:
  std::uint16_t number_of(const std::string& source);

  std::vector<StepInterval> intervals_;
  std::map<std::string, std::uint16_t> sources_;
  bool full_ = false;
};

}  // namespace waymark::workouts
