// What `waymark import` says of files, without a server.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "product/workouts/archives/import_reader.h"
#include "product/workouts/archives/step_tally.h"

namespace waymark::app {

/// For people, or a line of JSON for each thing: {"file", "member", "workout" | "steps" | "error"}.
enum class SummaryForm { text, json };

/// Prints to standard output what is found, to standard error what cannot be read.
class Summary final : public workouts::Findings {
 public:
  explicit Summary(SummaryForm form) : form_(form) {}

  /// Reads one file, whatever is wrong with it.
  void read(const std::filesystem::path& file);
  /// How many files, or workouts in them, could not be read.
  std::size_t failures() const { return failures_; }
  std::size_t found() const { return found_; }

  void workout(workouts::Recording recording) override;
  void steps(workouts::StepCount count) override { steps_.add(count); }
  void file_begins(const std::string& name, workouts::FileFormat format) override;
  void file_ends(const std::string& sha256) override;
  void file_failed(const std::string& name, const Error& error) override;
  void file_passed_over(const std::string& name) override;

 private:
  void print_failure(const std::string& member, const Error& error);
  void print_steps();
  std::string title() const;

  SummaryForm form_;
  std::string file_;    // as it was named to us
  std::string member_;  // within an archive; or file_ itself
  workouts::StepTally steps_;
  std::size_t failures_ = 0;
  std::size_t found_ = 0;
};

}  // namespace waymark::app
