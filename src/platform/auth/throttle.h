// Brakes on guessing: log-in attempts by account and address.
//
// Counted through platform/cache: by this process, or by all nodes together. Forgotten by and by; what must hold always is
// the device proof, which needs no memory at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"
#include "base/task.h"
#include "platform/cache/limits.h"

namespace waymark::auth {

/// Log-in throttling that cannot be used to lock somebody out (OWASP "device cookies"): a device that has logged in to
/// an account before holds a proof of that, and its failures are counted apart. Whoever hammers an account from
/// elsewhere slows down only devices that have never been in it, and an office where somebody guesses only those.
/// What slows down guesses at one account is the same whatever the settings say.
class LoginThrottle {
 public:
  /// `key` is one of its own (ServerKey::derive("devices")). `addresses`: how often one network may fail, strangers to
  /// their accounts all of them; none: as often as it likes. Borrows the rest.
  LoginThrottle(Secret key, cache::RateLimits& limits, std::optional<cache::Rate> addresses,
                Random& random);

  /// A log-in under way: counted as failed until succeeded() is called.
  class Attempt {
   public:
    Task<void> succeeded();

   private:
    friend class LoginThrottle;
    Attempt(const LoginThrottle& throttle, std::string lane, cache::GuessRule rule,
            std::string network)
        : throttle_(throttle), lane_(std::move(lane)), rule_(rule), network_(std::move(network)) {}
    const LoginThrottle& throttle_;
    std::string lane_;
    cache::GuessRule rule_;
    std::string network_;  // empty: it was not counted
  };

  /// Throws Error(rate_limited, "error.login.throttled") while this lane or address must wait. `account` is the folded
  /// e-mail address, whether there is such an account or not; `device_proof` may be empty.
  Task<Attempt> begin(std::string account, std::string address, Secret device_proof) const;

  /// The proof to give a device that has logged in: `<32 hex digits>.<base64url MAC>`.
  Secret device_proof(std::string_view account) const;

 private:
  std::optional<std::string> device_of(std::string_view account, const Secret& proof) const;
  std::string mac(std::string_view account, std::string_view device) const;
  Task<std::chrono::milliseconds> stranger_waits(const std::string& lane,
                                                 const std::string& network) const;

  Secret key_;
  cache::RateLimits& limits_;
  std::optional<cache::Rate> addresses_;
  Random& random_;
};

/// What one subscriber line is known by: an IPv4 address itself, the /64 of an IPv6 address.
std::string network_of(std::string_view address);

}  // namespace waymark::auth
