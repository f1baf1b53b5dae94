#include "app/backups.h"

#include <filesystem>

#include "platform/aws/credentials.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/blobs/s3/s3_blobs.h"
#include "platform/http/curl/curl_client.h"

namespace waymark::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kS3 = "s3://";
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

blobs::S3Options s3_options(const BackupSettings& settings) {
  blobs::S3Options options;
  const std::string place = settings.destination.substr(kS3.size());
  const std::size_t slash = place.find('/');
  options.bucket = place.substr(0, slash);
  if (slash != std::string::npos) options.prefix = place.substr(slash + 1);
  if (!options.prefix.empty() && !options.prefix.ends_with('/')) options.prefix += '/';
  options.endpoint = settings.s3_endpoint;
  options.path_style = settings.s3_path_style;
  options.region = settings.s3_region;
  if (options.region.empty())
    options.region = aws::region_of(aws::CredentialSources::of_process()).value_or("us-east-1");
  return options;
}

}  // namespace

struct BackupDestination::S3 {
  S3(Machinery& machinery, runtime::BackgroundPool& pool)
      : credentials(aws::CredentialSources::of_process(), client, pool, machinery.clock) {}
  http::CurlClient client;
  aws::CredentialChain credentials;
};

BackupDestination::BackupDestination(const BackupSettings& settings, Machinery& machinery,
                                     runtime::BackgroundPool& pool) {
  if (settings.destination.empty())
    throw config::ConfigError(
        "backup.destination is needed: a folder, or s3://bucket/prefix (or --destination)");
  if (settings.destination.starts_with(kS3)) {
    s3_ = std::make_unique<S3>(machinery, pool);
    blobs_ = std::make_unique<blobs::S3Blobs>(s3_options(settings), s3_->client, s3_->credentials,
                                              machinery.clock, machinery.random, pool);
    return;
  }
  blobs_ = std::make_unique<blobs::FileBlobs>(
      blobs::FileBlobsOptions(fs::absolute(settings.destination)), machinery.clock,
      machinery.random, pool);
}

BackupDestination::~BackupDestination() {
  if (s3_) s3_->client.stop();
}

std::uint64_t log_kept_bytes(const BackupSettings& settings) {
  if (settings.destination.empty()) return 0;
  return static_cast<std::uint64_t>(settings.log_kept_megabytes) << 20;
}

Backups::Backups(const Settings& settings, Foundation& foundation)
    : destination_name_(settings.backup.destination),
      pool_(kThreads, kQueue),
      destination_(settings.backup, foundation, pool_),
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
