// The upload of a journey as a GPX file: read as it comes, taken apart and measured off the reactor.
//
// The body is the file itself, or multipart/form-data with a field `file` and, when wanted, `title` and `visibility`. At
// most 16 uploads run at once; past that Error(unavailable). A file of the most points takes about 100 MB while it is
// measured.
#pragma once

#include <atomic>

#include "platform/http/message.h"
#include "platform/runtime/reactor.h"
#include "product/journeys/journeys.h"

namespace waymark::journeys {

inline constexpr std::size_t kUploadLimit = 64 << 20;  // bytes

/// One for the whole server, any reactor; what it borrows outlives it.
class JourneyUpload {
 public:
  JourneyUpload(const Journeys& journeys, runtime::BackgroundPool& pool)
      : journeys_(journeys), pool_(pool) {}

  /// Whether the request is a file, by its media type.
  static bool is_file(const http::Request& request);
  /// Throws Error(unsupported_media) for another media type, Error(invalid_input) naming `file`, `title` or `visibility`.
  Task<JourneyView> run(const RequestContext& context, http::Request& request, FileOptions options);

 private:
  const Journeys& journeys_;
  runtime::BackgroundPool& pool_;
  std::atomic<int> under_way_{0};
};

}  // namespace waymark::journeys
