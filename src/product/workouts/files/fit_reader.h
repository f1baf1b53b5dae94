// Reads FIT files: activities, one Recording a session (fit_activity.h), and monitoring, the steps of a day (fit_steps.h).
//
// Chains of files are read one after the other. Files of another kind (settings, courses, plans) are refused with their
// kind. A file that was cut, or whose sizes or checksums are wrong, is read as far as it goes, and the recording's warnings
// say so. Memory is bounded by kSampleLimit samples.
#pragma once

#include <memory>

#include "product/workouts/files/file_reader.h"

namespace waymark::workouts {

class FitReader final : public FileReader {
 public:
  /// `finds` outlives the reader.
  explicit FitReader(Finds& finds, std::size_t most_samples = kSampleLimit);
  ~FitReader() override;

  void feed(std::string_view piece) override;
  void finish() override;

 private:
  class Files;
  std::unique_ptr<Files> files_;
};

}  // namespace waymark::workouts
