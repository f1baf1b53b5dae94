#include "app/media.h"

namespace waymark::app {
namespace {

BlobPlaceSettings place_of(const Foundation& foundation, const MediaSettings& given) {
  BlobPlaceSettings place;
  place.name = "media.destination";
  place.destination =
      given.destination.empty() ? (foundation.folder / "media").string() : given.destination;
  place.s3_region = given.s3_region;
  place.s3_endpoint = given.s3_endpoint;
  place.s3_path_style = given.s3_path_style;
  return place;
}

}  // namespace

Media::Media(Foundation& foundation, const Settings& settings)
    : pool(kPictureThreads, kPictureQueue),
      place(place_of(foundation, settings.media), foundation, foundation.pool),
      library(media::LibraryPorts(foundation.store, place.blobs(), pool, foundation.clock,
                                  foundation.ids, foundation.server_key.derive("media"))) {}

Media::~Media() {
  pool.stop();
}

}  // namespace waymark::app
