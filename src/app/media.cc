#include "app/media.h"

namespace waymark::app {

BlobPlaceSettings place_of(const MediaSettings& settings, const std::filesystem::path& folder) {
  BlobPlaceSettings place;
  place.name = "media.destination";
  place.destination =
      settings.destination.empty() ? (folder / "media").string() : settings.destination;
  place.s3_region = settings.s3_region;
  place.s3_endpoint = settings.s3_endpoint;
  place.s3_path_style = settings.s3_path_style;
  return place;
}

Media::Media(Foundation& foundation, const Settings& settings)
    : pool(kPictureThreads, kPictureQueue),
      place(place_of(settings.media, foundation.folder), foundation, foundation.pool),
      watched(place.blobs()),
      library(media::LibraryPorts(foundation.store, watched, pool, foundation.clock, foundation.ids,
                                  foundation.server_key.derive("media"))) {}

Media::~Media() {
  pool.stop();
}

}  // namespace waymark::app
