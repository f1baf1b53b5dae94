#include "app/imports.h"

namespace waymark::app {
namespace {

BlobPlaceSettings place_of(const Foundation& foundation, const ImportSettings& given) {
  BlobPlaceSettings place;
  place.name = "imports.destination";
  place.destination =
      given.destination.empty() ? (foundation.folder / "imports").string() : given.destination;
  place.s3_region = given.s3_region;
  place.s3_endpoint = given.s3_endpoint;
  place.s3_path_style = given.s3_path_style;
  return place;
}

workouts::ArchiveLimits limits_of(const ImportSettings& given) {
  workouts::ArchiveLimits limits;
  limits.most_bytes = static_cast<std::uint64_t>(given.unpacked_gigabytes) << 30;
  return limits;
}

workouts::ImportPorts ports(Foundation& foundation, const ImportNeighbours& neighbours,
                            blobs::Blobs& uploads, workouts::Staging& staging) {
  return workouts::ImportPorts(foundation.store, neighbours.queues.engines().on_store(), uploads,
                               neighbours.hub, neighbours.workouts, staging, foundation.pool,
                               foundation.clock, foundation.ids);
}

}  // namespace

Imports::Imports(Foundation& foundation, const Settings& settings,
                 const ImportNeighbours& neighbours)
    : place(place_of(foundation, settings.imports), foundation, foundation.pool),
      staging(foundation.folder / "uploads", foundation.pool),
      service(ports(foundation, neighbours, place.blobs(), staging)),
      worker(
          ports(foundation, neighbours, place.blobs(), staging),
          [&preferences = neighbours.preferences](Owner owner) {
            return preferences.time_zone_of(owner);
          },
          limits_of(settings.imports), workouts::import_queue().max_receives),
      upload_limit(static_cast<std::size_t>(settings.imports.upload_megabytes) << 20) {
  neighbours.queues.add(workouts::import_queue().name, worker, workouts::import_worker());
}

}  // namespace waymark::app
