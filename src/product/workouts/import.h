// The upload of a GPX file: read as it comes, taken apart off the reactor, kept as a workout.
//
// The body is the file itself, or multipart/form-data with a field `file` and, when wanted, `type`
// and `title`. Pieces of a quarter of a megabyte go to the background pool in turn: reading,
// hashing and measuring never run on the reactor, and of a file of any size only its points are in
// memory, 24 bytes each. At most 64 uploads run at once; past that Error(unavailable).
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "base/request_context.h"
#include "platform/http/message.h"
#include "platform/runtime/reactor.h"
#include "product/workouts/workouts.h"

namespace waymark::workouts {

inline constexpr std::size_t kUploadLimit = 64 << 20;  // bytes

/// What a client may say of the file beside it.
struct ImportOptions {
  std::optional<WorkoutType> type;
  std::optional<std::string> title;
};

/// One for the whole server, any reactor; what it borrows outlives it.
class GpxImport {
 public:
  GpxImport(const Workouts& workouts, runtime::BackgroundPool& pool)
      : workouts_(workouts), pool_(pool) {}

  /// Throws Error(unsupported_media) for another media type, Error(invalid_input) naming `file` (or
  /// `type`), and what Workouts::keep_import throws.
  Task<Workout> run(const RequestContext& context, http::Request& request, ImportOptions options);

 private:
  const Workouts& workouts_;
  runtime::BackgroundPool& pool_;
  std::atomic<int> under_way_{0};
};

}  // namespace waymark::workouts
