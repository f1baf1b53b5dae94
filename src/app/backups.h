// Backups of the embedded store as the settings have them: where they go, and who makes them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/blob_place.h"
#include "app/foundation.h"
#include "app/settings.h"
#include "base/task.h"
#include "platform/backup/archiver.h"
#include "platform/runtime/reactor.h"

namespace waymark::app {

/// Where backups lie.
BlobPlaceSettings place_of(const BackupSettings& settings);

/// How much of its log the embedded store keeps for the archive: none without a destination.
std::uint64_t log_kept_bytes(const BackupSettings& settings);

/// The archiver with a pool of its own, which gives way to everyone else. Made after the foundation, ended before it.
class Backups {
 public:
  /// Throws what BlobPlace throws, and config::ConfigError when the store's engine keeps no log of its own.
  Backups(const Settings& settings, Foundation& foundation);
  ~Backups();

  /// On the reactor, until stop() there.
  void start(Executor reactor) { archiver_.start(reactor); }
  Task<void> stop() { return archiver_.stop(); }
  /// A base now, and all of the log.
  Task<backup::BaseReport> back_up();
  const std::string& destination() const { return destination_name_; }

 private:
  std::string destination_name_;
  runtime::BackgroundPool pool_;
  BlobPlace destination_;
  backup::Archiver archiver_;
};

}  // namespace waymark::app
