// The blobs engine of Amazon S3 and of all that speaks its language (REST and XML): MinIO, Ceph, R2, Garage …
//
// Small blobs are one PUT, large ones a multipart upload whose parts are all that is ever in memory. Every operation is
// one that may be done twice, so whatever fails in a way that may pass is tried again with full jitter (SW 3b). A
// bucket should have a lifecycle rule that aborts incomplete multipart uploads after a day: a process that is killed
// cannot do it itself.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "base/backoff.h"
#include "base/random.h"
#include "base/time.h"
#include "platform/aws/credentials.h"
#include "platform/blobs/blobs.h"
#include "platform/http/client.h"
#include "platform/runtime/reactor.h"

namespace waymark::blobs {

struct S3Options {
  std::string bucket;
  std::string region = "us-east-1";
  std::string endpoint;     // "": https://s3.<region>.amazonaws.com
  bool path_style = false;  // <endpoint>/<bucket>/<key>, else https://<bucket>.<host>/<key>
  std::string prefix;       // before every key: "" or "backups/waymark/"
  std::size_t part_bytes = std::size_t{8}
                           << 20;  // at least 5 MiB; 10,000 of them are the largest blob
  unsigned attempts = 6;
  Backoff backoff{std::chrono::milliseconds(100), std::chrono::milliseconds(10'000)};
  /// Of one attempt, beside a second for every 100 KB that are sent or asked for.
  std::chrono::milliseconds timeout{10'000};
};

/// Any reactor. Borrows all it is given.
class S3Blobs final : public Blobs {
 public:
  /// Throws Error(unavailable) for options that cannot be: no bucket, parts that are too small, an endpoint that is no
  /// URL.
  S3Blobs(S3Options options, http::Client& client, aws::CredentialsProvider& credentials,
          const Clock& clock, Random& random, runtime::BackgroundPool& pool);
  ~S3Blobs() override;

  Task<void> put(std::string key, std::shared_ptr<Source> source) override;
  Task<std::optional<std::string>> get(std::string key, Range range) override;
  Task<std::optional<Head>> head(std::string key) override;
  Task<Listing> list(ListRequest request) override;
  Task<void> remove(std::string key) override;
  Task<std::string> link(LinkRequest request) override;

 private:
  class Calls;
  class Upload;
  std::unique_ptr<Calls> calls_;
};

}  // namespace waymark::blobs
