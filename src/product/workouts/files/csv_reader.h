// Reads tables of workouts, one recording a line, with totals and no samples.
//
// Three kinds, told by the names in the first line (in any order, in any case; columns of other names are passed over):
//   ours      type, title, started_at, elapsed_seconds, moving_seconds, distance_metres, climb_metres, calories,
//             average_heart_rate, max_heart_rate, average_power, average_cadence, steps, pushes. Only started_at must be there (RFC 3339).
//   Strava    activities.csv of an account's archive, in English: Activity Date (UTC), Activity Type, Activity Name …
//             Where a name stands twice, the second is in SI units and counts.
//   Garmin    Activities.csv of Garmin Connect, in English: Date (the wall clock's, without a zone: a warning says so),
//             Activity Type, Title, Distance (kilometres; metres for swims), Time … Run cadences count both feet.
//
// Separated by comma, semicolon or tab, as the first line is; fields quoted as RFC 4180 says; a byte order mark is passed
// over. Numbers may have a decimal comma where the separator is another, and thousands marks; durations are seconds or
// h:mm:ss. "--" and nothing are absent.
//
// A line that cannot be read is an error that names line and column, and then nothing of the file is kept. At most kCsvLines
// lines, which are kept until the end.
#pragma once

#include <memory>

#include "product/workouts/files/file_reader.h"

namespace waymark::workouts {

inline constexpr std::size_t kCsvLines = 20'000;

/// Whether the text begins with the column names of one of the kinds above.
bool is_csv_of_workouts(std::string_view first_bytes);

class CsvReader final : public FileReader {
 public:
  /// `finds` outlives the reader.
  explicit CsvReader(Finds& finds);
  ~CsvReader() override;

  void feed(std::string_view piece) override;
  void finish() override;

 private:
  class Table;
  std::unique_ptr<Table> table_;
};

}  // namespace waymark::workouts
