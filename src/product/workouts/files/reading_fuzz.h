// For fuzzers: any bytes are an Error that can be shown, or findings that hold together, whatever pieces they come in.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"
#include "product/workouts/files/kept_finds_test.h"

namespace waymark::workouts {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void require_sense(const Recording& recording) {
  for (const Sample& sample : recording.samples) {
    require(sample.has_position() == (sample.longitude != Sample::kNoPosition));
    require(!sample.has_position() || (std::abs(sample.latitude) <= 900'000'000 &&
                                       std::abs(sample.longitude) <= 1'800'000'000));
  }
  if (recording.started_at && recording.ended_at)
    require(*recording.ended_at >= *recording.started_at);
}

/// What was found in a few words, or why it was refused.
template <class Reader>
std::string outcome(std::string_view bytes, std::size_t piece) {
  try {
    const KeptFinds finds = finds_of<Reader>(bytes, piece);
    require(!finds.workouts.empty() || !finds.step_counts.empty());
    std::string said;
    for (const Recording& recording : finds.workouts) {
      require_sense(recording);
      said += std::to_string(recording.samples.size()) + "/" +
              std::to_string(recording.laps.size()) + "/" +
              std::to_string(recording.warnings.size()) + " ";
    }
    for (const StepCount& count : finds.step_counts) {
      require(count.from < count.to && count.steps > 0);
      said += std::to_string(count.steps) + " ";
    }
    return said;
  } catch (const Error& error) {
    require(error.code() == ErrorCode::invalid_input && error.problems().at(0).field == "file");
    return error.problems().at(0).message_key;
  }
}

/// The body of a fuzzer.
template <class Reader>
int read_any(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  require(outcome<Reader>(bytes, 1 << 20) == outcome<Reader>(bytes, 1 + size % 13));
  return 0;
}

}  // namespace waymark::workouts
