// API keys: what lets a client that nobody has logged in to ask the two public availability queries.
//
// The web app's key is derived from the server key and handed out by GET /api/client-config: it is no secret, it only
// ties calls to a client that we can cut off. Keys of other clients are configured by their SHA-256.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"

namespace waymark::auth {

/// Immutable; any thread.
class ApiKeys {
 public:
  /// `web_key` is ServerKey::derive("web api key"); `hashes` are SHA-256 in 64 lower-case hexadecimal digits each
  /// (std::invalid_argument otherwise).
  ApiKeys(const Secret& web_key, const std::vector<std::string>& hashes);

  /// Compares with every key, in a time that tells nothing.
  bool accepts(std::string_view key) const;
  /// The web app's key, as it is sent in `x-api-key`.
  const std::string& web_key() const { return web_key_; }

 private:
  std::string web_key_;
  std::vector<std::string> hashes_;
};

}  // namespace waymark::auth
