// Signature Version 4: what proves to an AWS service who sends a request.
//
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "base/time.h"
#include "platform/http/client.h"
#include "platform/secrets/crypto.h"

namespace waymark::aws {

/// Keys to sign with. Temporary ones carry a session token and end at `expires`.
struct Credentials {
  std::string access_key_id;
  Secret secret_access_key;
  Secret session_token;  // "": none
  std::optional<Instant> expires;
};

/// How a path becomes part of what is signed. A request's URL carries it encoded once, as it is
/// sent.
enum class PathRule : std::uint8_t {
  normalised_twice,  // every service but S3: `.`, `..` and `//` resolved, encoded once more
  verbatim_once,     // S3: a key is bytes, whatever they look like
};

/// Signs for one service in one region. Any thread.
class Signer {
 public:
  static constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";
  /// Names the SHA-256 of a body, in hexadecimal: the header that S3 asks for.
  static constexpr std::string_view kPayloadHeader = "x-amz-content-sha256";

  /// `service` is the signing name: "dynamodb", "sqs", "s3".
  Signer(std::string region, std::string service, PathRule rule = PathRule::normalised_twice);

  /// Adds x-amz-date, x-amz-security-token (for temporary credentials) and Authorization. All
  /// headers of the request are signed but those that proxies may change. The body is hashed,
  /// unless the request has an x-amz-content-sha256 header: then that value is signed, and sent.
  void sign(http::ClientRequest& request, const Credentials& credentials, Instant now) const;

  /// `url` with a signature in its query: whoever has it may send that one request for `lifetime`
  /// (1 second to 7 days; the credentials' own end comes first). `headers` are those the sender
  /// must send alike; `payload_hash` is that of the body to be sent.
  std::string presign(http::Method method, std::string_view url, const http::Headers& headers,
                      const Credentials& credentials, Instant now, std::chrono::seconds lifetime,
                      std::string_view payload_hash = kUnsignedPayload) const;

  const std::string& region() const { return region_; }

 private:
  std::string signature(const Credentials& credentials, std::string_view amz_date,
                        std::string_view canonical_request) const;
  std::shared_ptr<const secrets::HmacSha256> key_of(const Credentials& credentials,
                                                    std::string_view date) const;

  const std::string region_;
  const std::string service_;
  const PathRule rule_;

  // The key of a day, which costs four HMACs to derive.
  mutable std::mutex mutex_;
  mutable std::string cached_date_;
  mutable Secret cached_secret_;
  mutable std::shared_ptr<const secrets::HmacSha256> cached_key_;
};

/// 64 lower-case hexadecimal digits: what x-amz-content-sha256 holds.
std::string payload_hash(std::string_view body);

/// A text as part of a URL's path: everything but A-Z a-z 0-9 - _ . ~ and `/` as %XX.
std::string encode_path(std::string_view path);

}  // namespace waymark::aws
