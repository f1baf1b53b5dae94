// What becomes of an upload that holds many workouts; and what is kept of steps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/error.h"
#include "base/ids.h"
#include "base/locale.h"
#include "base/time.h"

namespace waymark::workouts {

using ImportId = Id<struct ImportSubject>;

enum class ImportState { waiting, running, done, failed, cancelled };
BOOST_DESCRIBE_ENUM(ImportState, waiting, running, done, failed, cancelled)

inline bool is_final(ImportState state) {
  return state != ImportState::waiting && state != ImportState::running;
}

struct ImportArgument {
  std::string name;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(ImportArgument, (), (name, value))

/// A file's name as it is kept: at most 255 bytes, cut between characters; "" when it is no UTF-8.
std::string shown_name(std::string name);

/// GraphQL `ImportFailure`: why one file, or one workout in it, is not there.
struct ImportFailure {
  ImportFailure() = default;
  ImportFailure(std::string file, const Error& error);

  /// In a language of people.
  std::string reason(Locale locale) const;

  std::string file_name;
  std::string key;  // of api/messages
  std::vector<ImportArgument> arguments;
};
BOOST_DESCRIBE_STRUCT(ImportFailure, (), (file_name, key, arguments))

/// The first so many are kept.
inline constexpr std::size_t kMostFailures = 50;

/// GraphQL `ImportJob`.
struct ImportJob {
  ImportId id;
  ImportState state = ImportState::waiting;
  std::optional<std::string> file_name;
  std::int64_t bytes = 0;    // of the upload
  double progress = 0;       // 0 to 1
  std::int64_t files = 0;    // that were read to their end
  std::int64_t skipped = 0;  // others of the archive, in which no workout could be
  std::int64_t found = 0;    // workouts
  std::int64_t made = 0;
  std::int64_t merged = 0;
  std::int64_t same = 0;
  std::int64_t failed = 0;  // workouts and files
  std::int64_t step_days = 0;
  std::vector<ImportFailure> failures;
  std::optional<ImportFailure> problem;  // why it failed as a whole
  Instant created_at;
  Instant updated_at;
  std::optional<Instant> finished_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(ImportJob, (),
                      (id, state, file_name, bytes, progress, files, skipped, found, made, merged,
                       same, failed, step_days, failures, problem, created_at, updated_at,
                       finished_at, version))

/// GraphQL `StepDay`.
struct StepDay {
  Date date;
  std::int64_t steps = 0;
  Instant updated_at;
};
BOOST_DESCRIBE_STRUCT(StepDay, (), (date, steps, updated_at))

}  // namespace waymark::workouts
