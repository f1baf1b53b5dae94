// Pictures as the settings have them: where their files lie, and the threads that make them.
#pragma once

#include <filesystem>

#include "app/blob_place.h"
#include "app/foundation.h"
#include "platform/blobs/watched.h"
#include "platform/media/media.h"
#include "platform/media/rest.h"

namespace waymark::app {

/// So many pictures are decoded at once, and may wait for it: what bounds their memory.
inline constexpr std::size_t kPictureThreads = 2;
inline constexpr std::size_t kPictureQueue = 32;

/// Where the files of pictures lie.
BlobPlaceSettings place_of(const MediaSettings& settings, const std::filesystem::path& folder);

/// Made after the foundation, ended before it.
struct Media {
  /// Throws what BlobPlace throws.
  Media(Foundation& foundation, const Settings& settings);
  ~Media();

  runtime::BackgroundPool pool;
  BlobPlace place;
  blobs::WatchedBlobs watched;  // for backups
  media::Library library;
  media::UploadPlaces places;
};

}  // namespace waymark::app
