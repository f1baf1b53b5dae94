#include "app/backups.h"

#include <filesystem>

#include "app/media.h"

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

backup::BlobArchiverOptions picture_options(const Settings& settings, const fs::path& folder) {
  const BackupSettings& given = settings.backup;
  backup::BlobArchiverOptions options(folder / "pictures.backup");
  options.prefix = media::kBlobPrefix;
  options.copy_every = std::chrono::seconds(given.log_seconds);
  options.compare_every = std::chrono::hours(given.base_hours);
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
                pool_, foundation.metrics) {
  if (!settings.backup.media) return;
  media_.emplace(place_of(settings.media, foundation.folder), foundation, pool_);
  pictures_.emplace(media_->blobs(), destination_.blobs(),
                    picture_options(settings, foundation.folder), foundation.clock, pool_,
                    foundation.metrics);
}

Backups::~Backups() {
  pool_.stop();
}

void Backups::start(Executor reactor) {
  archiver_.start(reactor);
  if (pictures_) pictures_->start(reactor);
}

Task<void> Backups::stop() {
  co_await archiver_.stop();
  if (pictures_) co_await pictures_->stop();
}

void Backups::note_picture(const std::string& key) {
  if (pictures_) pictures_->note(key);
}

Task<BackupReport> Backups::back_up() {
  BackupReport report;
  report.base = co_await archiver_.back_up();
  co_await archiver_.archive();
  report.pictures_under_way = pictures_ && pictures_->comparing();
  if (pictures_ && !report.pictures_under_way) report.pictures = co_await pictures_->back_up();
  co_return report;
}

}  // namespace waymark::app
