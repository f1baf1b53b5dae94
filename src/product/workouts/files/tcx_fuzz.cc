// Any bytes as a TCX file (reading_fuzz.h).
#include "product/workouts/files/reading_fuzz.h"
#include "product/workouts/files/tcx_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return waymark::workouts::read_any<waymark::workouts::TcxReader>(data, size);
}
