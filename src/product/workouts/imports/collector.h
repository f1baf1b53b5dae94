// Turns what is found in an upload into what can be kept, one after the other.
//
// A file's workouts count once the file has been read to its end: then its fingerprint is known, and
// that it is whole. Those of a health export, which may hold decades, count at once.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "product/workouts/archives/import_reader.h"
#include "product/workouts/archives/step_tally.h"
#include "product/workouts/imports/staging.h"
#include "product/workouts/recording/track.h"
#include "product/workouts/source.h"

namespace waymark::workouts {

/// At most so many of one file that is no health export.
inline constexpr std::size_t kMostWorkoutsOfAFile = 5'000;

struct ImportedWorkout {
  Measures measures;
  Origin origin;
};
/// A file, or a workout in it, that is not to be had.
struct ImportedFailure {
  std::string file_name;
  Error error;
  bool was_workout = false;
};
struct FileRead {};
struct FilePassedOver {};
using ImportedThing = std::variant<ImportedWorkout, ImportedFailure, FileRead, FilePassedOver>;

/// Works where ImportReader does.
class ImportCollector final : public Findings {
 public:
  explicit ImportCollector(ImportOptions options) : options_(std::move(options)) {}

  /// What is certain by now, in the order of the files.
  std::vector<ImportedThing> take() { return std::exchange(ready_, {}); }
  /// How much of it there is.
  std::size_t ready() const { return ready_.size(); }
  StepTally& steps() { return steps_; }

  void workout(Recording recording) override;
  void steps(StepCount count) override { steps_.add(count); }
  void file_begins(const std::string& name, FileFormat format) override;
  void file_ends(const std::string& sha256) override;
  void file_failed(const std::string& name, const Error& error) override;
  void file_passed_over(const std::string& name) override;

 private:
  ImportedThing measured(Recording recording) const;

  ImportOptions options_;
  std::string file_;
  FileFormat format_ = FileFormat::gpx;
  std::vector<ImportedThing> held_;  // of the file that is being read
  std::vector<ImportedThing> ready_;
  StepTally steps_;
};

}  // namespace waymark::workouts
