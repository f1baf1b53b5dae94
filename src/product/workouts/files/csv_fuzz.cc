// Any bytes as a CSV file (reading_fuzz.h).
#include "product/workouts/files/csv_reader.h"
#include "product/workouts/files/reading_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return waymark::workouts::read_any<waymark::workouts::CsvReader>(data, size);
}
