// Copies a whole database to a destination, and of its files only those that are not there yet.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "platform/backup/manifest.h"
#include "platform/backup/pace.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"
#include "platform/store/journal.h"

namespace waymark::backup {

/// What a base took.
struct BaseReport {
  BaseName name;
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::size_t copied_files = 0;  // the others were there from earlier bases
  std::uint64_t copied_bytes = 0;
};

/// Lives on one reactor and makes one base at a time. Borrows all but `staging`, a folder of its own on the file
/// system of the database; what a killed process left there is deleted.
class BaseWriter {
 public:
  BaseWriter(store::Journal& journal, blobs::Blobs& blobs, runtime::BackgroundPool& pool,
             std::filesystem::path staging, std::uint64_t bytes_per_second);

  /// Makes a checkpoint, which copy() then takes its time to read.
  Task<store::Checkpoint> stage();
  /// Copies what stage() made. The hashes of immutable files that `known`, an earlier base of the same timeline, has
  /// are taken from it. The manifest comes last. Throws Error(internal) naming a file of the database that is damaged.
  Task<BaseReport> copy(Manifest manifest, const Manifest* known);
  /// Deletes the checkpoint.
  Task<void> clear();

 private:
  Task<std::string> hash_of(const ManifestFile& file, const Manifest* known);
  Task<void> put(const ManifestFile& file);
  bool immutable(std::string_view name) const {
    return name.ends_with(journal_.immutable_suffix());
  }

  store::Journal& journal_;
  blobs::Blobs& blobs_;
  runtime::BackgroundPool& pool_;
  std::filesystem::path staging_;
  Pace pace_;
};

}  // namespace waymark::backup
