// Reads TCX (Training Center Database 2, with Garmin's ActivityExtension), piece by piece.
//
// One recording an Activity, multi-sport sessions included; courses and plans are none. A lap's totals are the device's own
// (TotalTimeSeconds is its timer), the recording's are their sums: distance, time and calories added, the highest of the
// highest, heart rate weighted by time. Points without a position are kept as long as they tell anything but their time; one
// that tells nothing else marks a pause, as a second Track of a lap does. An activity with distances and without any
// position was indoors.
//
// Values that make no sense are left out; a position or a time that makes none is an error, naming point and line. What is
// refused of XML: xml_parser.h. Memory is bounded by the points of one activity, 40 bytes each.
#pragma once

#include <memory>

#include "product/workouts/files/file_reader.h"

namespace waymark::workouts {

class TcxReader final : public FileReader {
 public:
  /// `finds` outlives the reader.
  explicit TcxReader(Finds& finds, std::size_t most_samples = kSampleLimit);
  ~TcxReader() override;

  void feed(std::string_view piece) override;
  /// Throws also when there is no activity.
  void finish() override;

 private:
  class Document;
  std::unique_ptr<Document> document_;
};

}  // namespace waymark::workouts
