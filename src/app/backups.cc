#include "app/backups.h"

#include <filesystem>

namespace waymark::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kThreads =
    2;  // one may wait for a disk that hangs while the other reads the log
constexpr std::size_t kQueue = 256;

store::Journal& journal_of(Foundation& foundation) {
  if (store::Journal* journal = foundation.engine->journal()) return *journal;
  throw config::ConfigError(
      "backup.destination: only the embedded store is backed up by us; the others have means of "
      "their own");
}

backup::ArchiverOptions archiver_options(const Settings& settings, const fs::path& folder) {
  const BackupSettings& given = settings.backup;
  backup::ArchiverOptions options(folder / "store.backup");
  options.log_every = std::chrono::seconds(given.log_seconds);
  options.base_every = std::chrono::hours(given.base_hours);
  options.keep = std::chrono::hours(24 * given.keep_days);
  options.bytes_per_second = static_cast<std::uint64_t>(given.megabytes_per_second) << 20;
  return options;
}

}  // namespace

BlobPlaceSettings place_of(const BackupSettings& settings) {
  BlobPlaceSettings place;
  place.name = "backup.destination (or --destination)";
  place.destination = settings.destination;
  place.s3_region = settings.s3_region;
  place.s3_endpoint = settings.s3_endpoint;
  place.s3_path_style = settings.s3_path_style;
  return place;
}

std::uint64_t log_kept_bytes(const BackupSettings& settings) {
  if (settings.destination.empty()) return 0;
  return static_cast<std::uint64_t>(settings.log_kept_megabytes) << 20;
}

Backups::Backups(const Settings& settings, Foundation& foundation)
    : destination_name_(settings.backup.destination),
      pool_(kThreads, kQueue),
      destination_(place_of(settings.backup), foundation, pool_),
      archiver_(journal_of(foundation), destination_.blobs(),
                archiver_options(settings, foundation.folder), foundation.clock, foundation.random,
                pool_, foundation.metrics) {}

Backups::~Backups() {
  pool_.stop();
}

Task<backup::BaseReport> Backups::back_up() {
  backup::BaseReport report = co_await archiver_.back_up();
  co_await archiver_.archive();
  co_return report;
}

}  // namespace waymark::app
