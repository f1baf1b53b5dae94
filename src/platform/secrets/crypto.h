// The few cryptographic primitives the platform uses, over OpenSSL: HMAC, HKDF, authenticated
// sealing.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"

namespace waymark::secrets {

/// 32 and 48 bytes (RFC 2104, FIPS 180-4).
std::string hmac_sha256(const Secret& key, std::string_view message);
std::string hmac_sha384(const Secret& key, std::string_view message);

/// HMAC-SHA-256 with one key for many messages: the key is taken in once. Any thread.
class HmacSha256 {
 public:
  explicit HmacSha256(const Secret& key);
  ~HmacSha256();
  HmacSha256(const HmacSha256&) = delete;
  HmacSha256& operator=(const HmacSha256&) = delete;
  /// 32 bytes.
  std::string operator()(std::string_view message) const;

 private:
  struct Keyed;
  std::unique_ptr<Keyed> keyed_;
};

/// HKDF-SHA256 (RFC 5869) without salt: 32 bytes for the purpose named by `info`.
Secret hkdf_sha256(const Secret& key, std::string_view info);

/// AES-256-GCM: what is sealed can be neither read nor changed without the key. Any thread.
///
/// Format, version 1: byte 1, 12 bytes nonce, ciphertext, 16 bytes tag. The nonce is random: a key
/// seals far fewer than 2^32 messages (NIST SP 800-38D §8.3).
class Sealer {
 public:
  /// `key`: 32 bytes. `random` is borrowed.
  Sealer(Secret key, Random& random);
  /// `bound_to` is not stored but must be given again to open: it ties the sealed text to its
  /// place.
  std::string seal(std::string_view plain, std::string_view bound_to) const;
  /// nullopt when it was sealed by another key, for another place, or changed.
  std::optional<std::string> open(std::string_view sealed, std::string_view bound_to) const;

 private:
  Secret key_;
  Random& random_;
};

}  // namespace waymark::secrets
