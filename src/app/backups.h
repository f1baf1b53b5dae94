// Backups of the embedded store and of pictures as the settings have them: where they go, and who makes them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/blob_place.h"
#include "app/foundation.h"
#include "app/settings.h"
#include "base/task.h"
#include "platform/backup/archiver.h"
#include "platform/backup/blob_archiver.h"
#include "platform/runtime/reactor.h"

namespace waymark::app {

/// Where backups lie.
BlobPlaceSettings place_of(const BackupSettings& settings);

/// How much of its log the embedded store keeps for the archive: none without a destination.
std::uint64_t log_kept_bytes(const BackupSettings& settings);

/// The copies that one call made.
struct BackupReport {
  backup::BaseReport base;
  std::optional<backup::BlobReport>
      pictures;                     // none: see pictures_under_way; or backup.media is false
  bool pictures_under_way = false;  // a comparison that began before goes on, however long it takes
};

/// The archivers with a pool of their own, which gives way to everyone else. Made after the foundation, ended before it.
class Backups {
 public:
  /// Throws what BlobPlace throws, and config::ConfigError when the store's engine keeps no log of its own.
  Backups(const Settings& settings, Foundation& foundation);
  ~Backups();

  /// On the reactor, until stop() there.
  void start(Executor reactor);
  Task<void> stop();
  /// A base now, all of the log, and all pictures.
  Task<BackupReport> back_up();
  /// Of a picture that was put. Any thread.
  void note_picture(const std::string& key);
  const std::string& destination() const { return destination_name_; }

 private:
  std::string destination_name_;
  runtime::BackgroundPool pool_;
  BlobPlace destination_;
  backup::Archiver archiver_;
  std::optional<BlobPlace> media_;
  std::optional<backup::BlobArchiver> pictures_;  // backup.media
};

}  // namespace waymark::app
