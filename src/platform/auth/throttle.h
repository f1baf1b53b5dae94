// Brakes on guessing: log-in attempts by account and address, and plain rate limits.
//
// Kept in memory, bounded, forgotten by and by: on one node a restart gives an attacker a handful of fresh attempts.
// Nodes do not share counts (each lets through its own share); what must hold across nodes is the device proof, which
// needs no memory at all.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"

namespace waymark::auth {

/// Counts failures by name; past `free` of them each further one doubles the wait, up to `longest`. One failure is
/// forgiven per `forgiven_after`. Any thread.
class FailureCounter {
 public:
  struct Limits {
    unsigned free = 5;
    std::chrono::seconds longest{900};
    std::chrono::seconds forgiven_after{900};
  };
  FailureCounter(Limits limits, const Clock& clock, std::size_t capacity = 100'000);

  /// How long `name` must still wait, zero when it may try.
  std::chrono::milliseconds wait(const std::string& name) const;
  /// Counts a failure. Called before an attempt is judged, so that many at once do not all pass; forgive() takes it
  /// back when it succeeds.
  void fail(const std::string& name);
  void forgive(const std::string& name);
  /// Forgets all its failures.
  void clear(const std::string& name);

 private:
  struct Entry {
    double failures = 0;
    Instant last;
    Instant blocked_until;
  };
  double failures_now(const Entry& entry, Instant now) const;
  void make_room(Instant now);

  Limits limits_;
  const Clock& clock_;
  std::size_t capacity_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
};

/// Log-in throttling that cannot be used to lock somebody out (OWASP "device cookies"): a device that has logged in to
/// an account before holds a proof of that, and its failures are counted apart. Whoever hammers an account from
/// elsewhere slows down only devices that have never been in it.
class LoginThrottle {
 public:
  /// `key` is one of its own (ServerKey::derive("devices")).
  LoginThrottle(Secret key, const Clock& clock, Random& random);

  /// A log-in under way: counted as failed until succeeded() is called.
  class Attempt {
   public:
    void succeeded();

   private:
    friend class LoginThrottle;
    Attempt(LoginThrottle& throttle, FailureCounter& lane, std::string lane_name,
            std::string address)
        : throttle_(throttle),
          lane_(lane),
          lane_name_(std::move(lane_name)),
          address_(std::move(address)) {}
    LoginThrottle& throttle_;
    FailureCounter& lane_;
    std::string lane_name_;
    std::string address_;
  };

  /// Throws Error(rate_limited, "error.login.throttled") while this lane or address must wait. `account` is the folded
  /// e-mail address, whether there is such an account or not; `device_proof` may be empty.
  Attempt begin(std::string_view account, std::string_view address, const Secret& device_proof);

  /// The proof to give a device that has logged in: `<32 hex digits>.<base64url MAC>`.
  Secret device_proof(std::string_view account);

 private:
  std::optional<std::string> device_of(std::string_view account, const Secret& proof) const;
  std::string mac(std::string_view account, std::string_view device) const;

  Secret key_;
  Random& random_;
  FailureCounter devices_;
  FailureCounter strangers_;
  FailureCounter addresses_;
};

/// So many calls at once, then so many a second, by name (an address). Bounded; any thread.
class RateLimiter {
 public:
  RateLimiter(double burst, double per_second, const Clock& clock, std::size_t capacity = 100'000);
  /// Throws Error(rate_limited) when `name` has used up its share.
  void take(const std::string& name);

 private:
  struct Bucket {
    double left;
    Instant at;
  };
  double burst_;
  double per_second_;
  const Clock& clock_;
  std::size_t capacity_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

/// What one subscriber line is known by: an IPv4 address itself, the /64 of an IPv6 address.
std::string network_of(std::string_view address);

}  // namespace waymark::auth
