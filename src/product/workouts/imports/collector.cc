#include "product/workouts/imports/collector.h"

#include "base/encoding.h"
#include "product/workouts/imports/model.h"

namespace waymark::workouts {
namespace {

WorkoutSource source_of(FileFormat format) {
  switch (format) {
    case FileFormat::fit:
      return WorkoutSource::fit;
    case FileFormat::gpx:
      return WorkoutSource::gpx;
    case FileFormat::tcx:
      return WorkoutSource::tcx;
    case FileFormat::apple_health:
      return WorkoutSource::apple_health;
    case FileFormat::csv:
      return WorkoutSource::csv;
  }
  return WorkoutSource::gpx;
}

/// Exports have no ids: a workout is known again by its kind and its times, whatever its device is
/// called by now.
std::string fingerprint_of(const Recording& recording) {
  std::string text = "apple_health\n" + recording.type_text.value_or("") + "\n";
  if (recording.started_at) text += to_rfc3339(*recording.started_at) + "\n";
  if (recording.ended_at) text += to_rfc3339(*recording.ended_at);
  return hex_encode(sha256(text));
}

}  // namespace

void ImportCollector::workout(Recording recording) {
  if (format_ == FileFormat::apple_health) {
    std::string fingerprint = fingerprint_of(recording);
    ImportedThing thing = measured(std::move(recording));
    if (auto* found = std::get_if<ImportedWorkout>(&thing))
      found->origin.fingerprint = std::move(fingerprint);
    ready_.push_back(std::move(thing));
    return;
  }
  if (held_.size() == kMostWorkoutsOfAFile)
    throw Error::invalid("file", "error.import.too_many_workouts",
                         {{"limit", std::to_string(kMostWorkoutsOfAFile)}});
  held_.push_back(measured(std::move(recording)));
}

ImportedThing ImportCollector::measured(Recording recording) const {
  ImportedWorkout found;
  found.origin.source = source_of(recording.format);
  found.origin.file_name = file_;
  found.origin.device = recording.device;
  try {
    found.measures = measure(std::move(recording), options_.type);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::invalid_input) throw;
    return ImportedFailure{file_, error, true};
  }
  if (options_.title) found.measures.title = options_.title;
  return found;
}

void ImportCollector::file_begins(const std::string& name, FileFormat format) {
  file_ = shown_name(name);
  format_ = format;
  held_.clear();
}

void ImportCollector::file_ends(const std::string& sha256) {
  for (std::size_t i = 0; i < held_.size(); ++i) {
    if (auto* found = std::get_if<ImportedWorkout>(&held_[i]))
      found->origin.fingerprint = i == 0 ? sha256 : sha256 + "#" + std::to_string(i);
    ready_.push_back(std::move(held_[i]));
  }
  held_.clear();
  ready_.emplace_back(FileRead());
}

void ImportCollector::file_failed(const std::string& name, const Error& error) {
  held_.clear();
  ready_.emplace_back(ImportedFailure{name, error, false});
}

void ImportCollector::file_passed_over(const std::string&) {
  ready_.emplace_back(FilePassedOver());
}

}  // namespace waymark::workouts
