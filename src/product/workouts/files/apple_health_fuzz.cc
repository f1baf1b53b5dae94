// Any bytes as a health export: either an Error that can be shown, or workouts and steps that make
// sense, and the same whatever pieces the file came in.
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "base/error.h"
#include "product/workouts/files/apple_health_reader.h"

namespace {

using namespace waymark;
using namespace waymark::workouts;

void require(bool holds) {
  if (!holds) std::abort();
}

class Sensible final : public Finds {
 public:
  void workout(Recording recording) override {
    require(recording.started_at && recording.ended_at);
    require(*recording.started_at <= *recording.ended_at);
    for (const auto& total : {recording.totals.distance_metres, recording.totals.calories,
                              recording.totals.timer_seconds})
      require(!total || (std::isfinite(*total) && *total >= 0));
    for (const Sample& sample : recording.samples) require(sample.heart_rate >= 20);
    found = found * 31 + static_cast<long>(recording.samples.size()) + 1;
  }
  void steps(StepCount count) override {
    require(count.from <= count.to && count.steps >= 0);
    found = found * 31 + static_cast<long>(count.steps);
  }
  unsigned long found = 7;
};

/// A mark of all that was found, or 0 when the file was refused.
unsigned long read_in(std::string_view text, std::size_t piece) {
  Sensible finds;
  try {
    const auto reader = apple_health_reader(finds);
    for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
      reader->feed(text.substr(0, piece));
    reader->finish();
  } catch (const Error& error) {
    require(error.code() == ErrorCode::invalid_input && error.problems().at(0).field == "file");
    return 0;
  }
  return finds.found;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require(read_in(text, 1 << 20) == read_in(text, 1 + size % 13));
  return 0;
}
