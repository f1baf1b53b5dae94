// Any bytes as a FIT file (reading_fuzz.h).
#include "product/workouts/files/fit_reader.h"
#include "product/workouts/files/reading_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return waymark::workouts::read_any<waymark::workouts::FitReader>(data, size);
}
