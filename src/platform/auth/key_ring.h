// The key pairs that our access tokens are signed with, and their public halves for everybody.
//
// Kept as files `<dir>/access-<milliseconds since 1970>.pem` (PKCS #8, mode 0600). The newest signs; older ones stay
// published for a day after a newer one was made, so that tokens already given out live on, and are then deleted.
// Nodes that serve one store share this folder.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "base/time.h"
#include "platform/auth/keys.h"

namespace waymark::auth {

/// Immutable once made; any thread. Keys change when the process starts.
class KeyRing {
 public:
  static constexpr std::chrono::hours kLife{24 * 90};
  static constexpr std::chrono::hours kRetired{24};

  /// Reads the keys; makes one when there is none or the newest is older than kLife. Throws Error(unavailable) naming
  /// the file that cannot be read, made or understood. Blocks: for the start of the process.
  static KeyRing load_or_create(const std::filesystem::path& dir, Instant now);
  /// The same, but makes a new key in any case: for an operator who believes that one was stolen (who then also
  /// deletes the old file).
  static KeyRing rotate(const std::filesystem::path& dir, Instant now);
  /// Keys kept elsewhere, newest first; at least one.
  explicit KeyRing(std::vector<PrivateKey> keys);

  const PrivateKey& signing_key() const { return keys_.front(); }
  /// nullptr when no such key is published.
  const PublicKey* find(std::string_view key_id) const;
  /// {"keys":[…]} (RFC 7517 §5).
  const std::string& jwks() const { return jwks_; }

 private:
  std::vector<PrivateKey> keys_;
  std::string jwks_;
};

}  // namespace waymark::auth
