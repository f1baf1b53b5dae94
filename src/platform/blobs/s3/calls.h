// Requests of S3: addressed, signed, sent, and tried again.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/aws/signer.h"
#include "platform/blobs/s3/s3_blobs.h"

namespace waymark::blobs {

/// What is to be asked.
struct S3Call {
  S3Call(http::Method how, std::string which) : method(how), key(std::move(which)) {}
  http::Method method;
  std::string key;  // without the prefix; "": the bucket itself
  std::vector<std::pair<std::string, std::string>> query;
  std::string range;  // "bytes=0-99", or ""
  std::string body;
  std::size_t expected = 1 << 20;  // bytes of answer, at most
};

/// What it said. `error` is S3's name for what is wrong ("NoSuchKey"), or "" when nothing is.
struct S3Answer {
  unsigned status = 0;
  http::Headers headers;
  std::string body;
  std::string error;
  std::string message;
};

/// Any reactor.
class S3Blobs::Calls {
 public:
  Calls(S3Options options, http::Client& client, aws::CredentialsProvider& credentials,
        const Clock& clock, Random& random, runtime::BackgroundPool& pool);

  /// An answer that trying again would not change; errors among them. Throws Error(unavailable) when the last attempt
  /// failed in a way that may pass.
  Task<S3Answer> call(S3Call call);
  /// The same, and throws for every error: Error(internal) when it is about what was asked, Error(unavailable) when
  /// about the bucket or the right to it.
  Task<S3Answer> require(S3Call call);
  Task<std::string> presign(http::Method method, std::string key,
                            std::vector<std::pair<std::string, std::string>> query,
                            http::Headers headers, std::chrono::seconds lifetime);
  [[noreturn]] void fail(const S3Answer& answer, std::string_view key) const;

  const S3Options& options() const { return options_; }

 private:
  std::string url_of(std::string_view key,
                     const std::vector<std::pair<std::string, std::string>>& query) const;
  Task<S3Answer> attempt(const S3Call& call, const std::string& payload_hash);
  http::ClientRequest request_of(const S3Call& call) const;

  const S3Options options_;
  std::string scheme_;
  std::string host_;
  const aws::Signer signer_;
  http::Client& client_;
  aws::CredentialsProvider& credentials_;
  const Clock& clock_;
  Random& random_;
  runtime::BackgroundPool& pool_;
};

}  // namespace waymark::blobs
