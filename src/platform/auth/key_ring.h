// The key pairs that our access tokens are signed with, and their public halves for everybody.
//
// Kept in the store, sealed, so that all nodes have the same: PK `KEYS#ACCESS`, SK `RING`, attributes `version` and
// `keys`, newest first, each {madeAt, sealed}. Once every 90 days a new key is made; it signs a minute later, when all
// nodes know it, and the one before stays published for another day, so that tokens already given out live on.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.h"
#include "base/time.h"
#include "platform/auth/keys.h"
#include "platform/secrets/crypto.h"
#include "platform/store/store.h"

namespace waymark::auth {

/// One object for the server, any reactor.
class KeyRing {
 public:
  static constexpr std::chrono::hours kLife{24 * 90};
  static constexpr std::chrono::minutes kAnnounced{1};
  static constexpr std::chrono::hours kRetired{24};

  /// Empty until load(). `store`, `clock` and `random` are borrowed; `sealing_key`: 32 bytes.
  KeyRing(store::Store& store, Secret sealing_key, const Clock& clock, Random& random);

  /// Reads the keys and makes the first if there is none: before anything is served, and every few seconds where
  /// several nodes share a store. Throws Error(unavailable) when another server key has sealed them.
  Task<void> load();
  /// Makes a new key when the newest has reached the end of its life, and drops what has retired. From time to time, on
  /// one node.
  Task<void> renew();
  /// For an operator who believes that a key was stolen: a new one signs at once, and no token of another is good any
  /// longer. Other nodes learn it at their next load().
  Task<void> replace();

  struct Kept {
    Instant made;
    PrivateKey key;
  };
  /// Newest first.
  std::shared_ptr<const std::vector<Kept>> keys() const;
  std::shared_ptr<const PrivateKey> signing_key() const;
  /// nullptr when no such key is published.
  std::shared_ptr<const PublicKey> find(std::string_view key_id) const;
  /// {"keys":[…]} (RFC 7517 §5).
  std::shared_ptr<const std::string> jwks() const;
  /// Another number whenever a key has gone: what was verified before is to be verified again.
  std::uint64_t generation() const { return generation_.load(std::memory_order_acquire); }

 private:
  struct Ring;
  using RingPtr = std::shared_ptr<const Ring>;
  RingPtr ring() const;
  Task<RingPtr> read() const;
  /// False when another node has changed them meanwhile.
  Task<bool> write(const Ring& before, std::vector<Kept> keys);
  void take(RingPtr ring);
  RingPtr unsealed(const store::Item& item) const;
  Kept fresh_key() const;

  store::Store& store_;
  secrets::Sealer sealer_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  RingPtr ring_;
  std::atomic<std::uint64_t> generation_{0};
};

}  // namespace waymark::auth
