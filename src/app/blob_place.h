// A place for blobs as a setting names it: a folder, or s3://bucket/prefix.
#pragma once

#include <memory>
#include <string>

#include "app/foundation.h"
#include "platform/blobs/blobs.h"
#include "platform/runtime/reactor.h"

namespace waymark::app {

struct BlobPlaceSettings {
  std::string name;         // of the setting, for complaints: "backup.destination"
  std::string destination;  // not empty
  std::string s3_region;    // empty: of the environment, or us-east-1
  std::string s3_endpoint;  // empty: Amazon's
  bool s3_path_style = false;
};

/// The blobs, with what it takes to reach them.
class BlobPlace {
 public:
  /// Throws config::ConfigError when the destination is empty or cannot be understood, Error(unavailable) when the folder
  /// cannot be used. Nothing is asked of S3 yet. Borrows machinery and pool.
  BlobPlace(const BlobPlaceSettings& settings, Machinery& machinery, runtime::BackgroundPool& pool);
  ~BlobPlace();
  BlobPlace(const BlobPlace&) = delete;
  BlobPlace& operator=(const BlobPlace&) = delete;
  blobs::Blobs& blobs() { return *blobs_; }

 private:
  struct S3;
  std::unique_ptr<S3> s3_;
  std::unique_ptr<blobs::Blobs> blobs_;
};

}  // namespace waymark::app
