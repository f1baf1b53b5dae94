// Uploads as temporary files, because archives are read from their end.
//
// A file loses its name as soon as it is made: it is gone when nobody reads it any more, also when
// the process dies. What a process leaves behind that was killed between the two is deleted at the
// next start; the folder is ours alone.
//
// Reading and hashing never run on a reactor, and of an upload of any size a quarter of a megabyte
// is in memory.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/task.h"
#include "platform/http/message.h"
#include "platform/runtime/reactor.h"
#include "product/workouts/archives/bytes.h"
#include "product/workouts/recording/workout_type.h"

namespace waymark::workouts {

/// What a client may say of the file beside it.
struct ImportOptions {
  std::optional<WorkoutType> type;
  std::optional<std::string> title;
  std::optional<std::string> file_name;  // where the upload itself has none
};

/// An upload, whole.
struct Upload {
  std::shared_ptr<const Bytes> bytes;
  std::optional<std::string> file_name;
  ImportOptions options;
};

/// A temporary file that is being written.
class StagedFile {
 public:
  StagedFile(Descriptor descriptor, std::filesystem::path name, runtime::BackgroundPool& pool)
      : descriptor_(std::move(descriptor)), name_(std::move(name)), pool_(pool) {}
  /// Throws Error(unavailable) when the disk is full.
  Task<void> write(std::string bytes);
  /// Nothing can be written any more.
  std::shared_ptr<const Bytes> finish();

 private:
  Descriptor descriptor_;
  std::filesystem::path name_;
  runtime::BackgroundPool& pool_;
};

/// One for the whole server, any reactor; what it borrows outlives it.
class Staging {
 public:
  /// Makes the folder and empties it. Blocks. Throws Error(unavailable) naming it.
  Staging(std::filesystem::path folder, runtime::BackgroundPool& pool);

  Task<std::unique_ptr<StagedFile>> make();
  /// The file that a request brings: its body, or the part `file` of a form, whose fields `type` and
  /// `title` may stand before it or behind it. Throws Error(unsupported_media) for another media
  /// type, Error(invalid_input) naming `file` or `type`, Error(unavailable) when too many do.
  Task<Upload> receive(http::Request& request, ImportOptions options);

 private:
  static Descriptor make_nameless(const std::filesystem::path& file);

  std::filesystem::path folder_;
  runtime::BackgroundPool& pool_;
  std::atomic<std::uint64_t> made_{0};
  std::atomic<int> under_way_{0};
};

}  // namespace waymark::workouts
