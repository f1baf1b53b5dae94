// Imports as the settings have them: where uploads lie, and who does the jobs.
#pragma once

#include "app/blob_place.h"
#include "app/foundation.h"
#include "app/queues.h"
#include "platform/realtime/hub.h"
#include "product/accounts/preferences.h"
#include "product/workouts/imports/imports.h"
#include "product/workouts/imports/staging.h"
#include "product/workouts/imports/worker.h"

namespace waymark::app {

/// What imports borrow of the rest of the product.
struct ImportNeighbours {
  Queues& queues;
  realtime::Hub& hub;
  const workouts::Workouts& workouts;
  accounts::Preferences& preferences;
};

/// Made after the foundation and the queues, to which it adds its handler.
struct Imports {
  /// Throws what BlobPlace and Staging throw.
  Imports(Foundation& foundation, const Settings& settings, const ImportNeighbours& neighbours);

  BlobPlace place;
  workouts::Staging staging;
  workouts::Imports service;
  workouts::ImportWorker worker;
  std::size_t upload_limit;  // bytes
};

}  // namespace waymark::app
