#include "app/blob_place.h"

#include <filesystem>

#include "platform/aws/credentials.h"
#include "platform/blobs/files/file_blobs.h"
#include "platform/blobs/s3/s3_blobs.h"
#include "platform/http/curl/curl_client.h"

namespace waymark::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kS3 = "s3://";

blobs::S3Options s3_options(const BlobPlaceSettings& settings) {
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

struct BlobPlace::S3 {
  S3(Machinery& machinery, runtime::BackgroundPool& pool)
      : credentials(aws::CredentialSources::of_process(), client, pool, machinery.clock) {}
  http::CurlClient client;
  aws::CredentialChain credentials;
};

BlobPlace::BlobPlace(const BlobPlaceSettings& settings, Machinery& machinery,
                     runtime::BackgroundPool& pool) {
  if (settings.destination.empty())
    throw config::ConfigError(settings.name + " is needed: a folder, or s3://bucket/prefix");
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

BlobPlace::~BlobPlace() {
  if (s3_) s3_->client.stop();
}

}  // namespace waymark::app
