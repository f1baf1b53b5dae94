// Backups of the embedded store as the settings have them: where they go, and who makes them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "app/foundation.h"
#include "app/settings.h"
#include "base/task.h"
#include "platform/backup/archiver.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"

namespace waymark::app {

/// Where backups lie, with what it takes to reach it. A folder, or s3://bucket/prefix.
class BackupDestination {
 public:
  /// Throws config::ConfigError when `backup.destination` is empty or cannot be understood, Error(unavailable) when the
  /// folder cannot be used. Nothing is asked of S3 yet. Borrows machinery and pool.
  BackupDestination(const BackupSettings& settings, Machinery& machinery,
                    runtime::BackgroundPool& pool);
  ~BackupDestination();
  BackupDestination(const BackupDestination&) = delete;
  BackupDestination& operator=(const BackupDestination&) = delete;
  blobs::Blobs& blobs() { return *blobs_; }

 private:
  struct S3;
  std::unique_ptr<S3> s3_;
  std::unique_ptr<blobs::Blobs> blobs_;
};

/// How much of its log the embedded store keeps for the archive: none without a destination.
std::uint64_t log_kept_bytes(const BackupSettings& settings);

/// The archiver with a pool of its own, which gives way to everyone else. Made after the foundation, ended before it.
class Backups {
 public:
  /// Throws what BackupDestination throws, and config::ConfigError when the store's engine keeps no log of its own.
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
  BackupDestination destination_;
  backup::Archiver archiver_;
};

}  // namespace waymark::app
